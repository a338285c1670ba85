"""The trend over any number of rounds, in five SQL statements however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Lower

from assessments.frameworks.queries import framework_of
from assessments.results.comparison import level_change_queries, result_queries
from assessments.results.comparison.cell_value import Value
from assessments.results.comparison.level_change import ChangeCause
from assessments.results.comparison.options import Extent
from assessments.results.comparison.result_queries import ColumnReader, Columns
from assessments.results.comparison.values import UnitResult
from assessments.results.comparison.version_diff import difference
from assessments.results.models import Result
from assessments.results.scoring.rollup import Tally, Team, sum_tallies, tally, thousandths
from assessments.rounds.models import Round, Session
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.units.descent import branch

from .values import Moment, Series, Snapshot, TotalChange, Trend, TrendOptions, total_change

STAGE = "stage"


def rounds_with_results(member: Member) -> list[Round]:
    """Return the rounds with results that the member may see, the oldest first."""
    seen = Result.objects.visible_to(member).filter(round=OuterRef("pk"))
    rounds = Round.objects.filter(Exists(seen), organization_id=member.organization_id)
    return list(
        rounds.select_related("version")
        .defer("version__document")
        .order_by(F("opens_on").asc(nulls_first=True), "pk")
    )


def trend(member: Member, options: TrendOptions) -> Trend | None:
    """Return the trend; None where the unit is out of the member's sight."""
    return _Course(member, options).trend()


@dataclass(frozen=True)
class _Course:
    member: Member
    options: TrendOptions

    @cached_property
    def rounds(self) -> Sequence[Round]:
        return rounds_with_results(self.member)

    @cached_property
    def heads(self) -> Sequence[tuple[str, str, tuple[str, ...]]]:
        """The columns of the newest round."""
        if not self.rounds:
            return []
        return Columns(framework_of(self.rounds[-1].version), self.options.by).heads

    @cached_property
    def units(self) -> Mapping[int, tuple[int | None, str, int]]:
        """Parent, name and weight of each unit in sight."""
        rows = Unit.objects.visible_to(self.member).order_by(Lower("name"), "pk")
        return {
            pk: (parent, name, thousandths(weight))
            for pk, parent, name, weight in rows.values_list("pk", "parent_id", "name", "weight")
        }

    @cached_property
    def chosen(self) -> frozenset[int]:
        """The units that the trend counts."""
        if self.options.unit is None:
            return frozenset(self.units)
        if self.options.extent is Extent.OWN:
            return frozenset({self.options.unit})
        parents = {pk: parent for pk, (parent, _name, _weight) in self.units.items()}
        return branch(parents, self.options.unit)

    @cached_property
    def stored(self) -> Sequence[Any]:
        rows = result_queries.newest_results(self.member, self.rounds, Permission.SEE_RESULTS)
        return [row for row in rows if row.unit_id in self.chosen]

    @cached_property
    def outcomes(self) -> Mapping[int, Mapping[int, UnitResult]]:
        """The outcomes of each round, by unit."""
        outcomes: dict[int, dict[int, UnitResult]] = {row.pk: {} for row in self.rounds}
        readers = {
            row.pk: ColumnReader(framework_of(row.version), self.heads, self.options.levels)
            for row in self.rounds
        }
        for row in self.stored:
            outcomes[row.round_id][row.unit_id] = result_queries.unit_result(
                row, readers[row.round_id]
            )
        return outcomes

    @cached_property
    def sessions(self) -> frozenset[tuple[int, int]]:
        """Which units were asked in which round."""
        rows = Session.objects.visible_to(self.member).filter(round__in=self.rounds)
        pairs = frozenset(rows.values_list("round_id", "unit_id"))
        return frozenset(pair for pair in pairs if pair[1] in self.chosen)

    @cached_property
    def shown_rounds(self) -> Sequence[Round]:
        """The rounds in which a unit that counts has a result."""
        return [row for row in self.rounds if self.outcomes[row.pk]]

    @cached_property
    def pairs(self) -> Mapping[int, Sequence[tuple[UnitResult, UnitResult]]]:
        """By round, each unit's outcome with the one before it."""
        last: dict[int, UnitResult] = {}
        pairs: dict[int, list[tuple[UnitResult, UnitResult]]] = {}
        for shown_round in self.shown_rounds:
            pairs[shown_round.pk] = []
            for unit, outcome in self.outcomes[shown_round.pk].items():
                if unit in last:
                    pairs[shown_round.pk].append((outcome, last[unit]))
                last[unit] = outcome
        return pairs

    @cached_property
    def behind(self) -> Mapping[int, Mapping[str, ChangeCause]]:
        return level_change_queries.causes_by_capability(
            [pair for pairs in self.pairs.values() for pair in pairs]
        )

    def trend(self) -> Trend | None:
        if self.options.unit is not None and self.options.unit not in self.units:
            return None
        unit = self.units.get(self.options.unit or 0)
        return Trend(
            unit_id=self.options.unit,
            unit=unit[1] if unit else "",
            rounds=tuple(row.name for row in self.shown_rounds),
            series=tuple(
                Series(key, name, tuple(self._moments(place, keys)))
                for place, (key, name, keys) in enumerate(self.heads)
            ),
            stages=Series(STAGE, "", tuple(self._stages())),
            units=self._parents(),
            snapshots=self._snapshots(),
            has_verified=result_queries.has_verified(self.stored),
        )

    def _moments(self, place: int, keys: Sequence[str]) -> Iterator[Moment]:
        for shown_round in self.shown_rounds:
            yield Moment(
                round_id=shown_round.pk,
                round=shown_round.name,
                tally=self._tally(shown_round, place),
                moved=self._moved(shown_round, place, keys),
                is_comparable=self._comparable[shown_round.pk].issuperset(keys),
            )

    def _stages(self) -> Iterator[Moment]:
        for shown_round in self.shown_rounds:
            yield Moment(
                shown_round.pk,
                shown_round.name,
                self._tally(shown_round, len(self.heads)),
                TotalChange(),
            )

    @cached_property
    def missing(self) -> Mapping[int, Tally]:
        """By round, the tally of those who were asked and have no result."""
        teams: dict[int, list[Tally]] = {}
        for round_id, unit in self.sessions:
            if unit not in self.outcomes[round_id]:
                team = tally(Team(self.units[unit][2], is_missing=True))
                teams.setdefault(round_id, []).append(team)
        return {round_id: sum_tallies(rows) for round_id, rows in teams.items()}

    @cached_property
    def _made(self) -> dict[tuple[int, int], Tally]:
        return {}

    def _team(self, value: Value, weight: int) -> Tally:
        """Values are shared between units, so few tallies are made."""
        key = id(value), weight
        if key not in self._made:
            self._made[key] = tally(value.team(weight))
        return self._made[key]

    def _tally(self, shown_round: Round, place: int) -> Tally:
        teams = [
            self._team(
                outcome.stage if place == len(self.heads) else outcome.values[place],
                self.units[unit][2],
            )
            for unit, outcome in self.outcomes[shown_round.pk].items()
        ]
        return sum_tallies([*teams, self.missing.get(shown_round.pk, Tally())])

    def _moved(self, shown_round: Round, place: int, keys: Sequence[str]) -> TotalChange:
        changes = []
        for now, before in self.pairs[shown_round.pk]:
            level, former = now.values[place].level, before.values[place].level
            behind = self.behind.get(now.result_id, {})
            if level is not None and former is not None and level != former:
                moves = [behind[key] for key in keys if key in behind]
                changes.append(
                    (
                        level - former,
                        level_change_queries.foremost_cause(moves) or ChangeCause.FOLLOWED,
                    )
                )
        return total_change(changes)

    @cached_property
    def _comparable(self) -> Mapping[int, frozenset[str]]:
        newest = framework_of(self.rounds[-1].version)
        return {
            row.pk: difference(newest, framework_of(row.version), self.options.levels).comparable
            for row in self.rounds
        }

    def _parents(self) -> tuple[tuple[int, str], ...]:
        """Return the units with others below them, and the chosen one."""
        parents = {parent for parent, _name, _weight in self.units.values()} | {self.options.unit}
        return tuple((pk, row[1]) for pk, row in self.units.items() if pk in parents)

    def _snapshots(self) -> tuple[Snapshot, ...]:
        """Return the chosen unit's own results, the oldest first."""
        own = [
            (row, self.outcomes[row.pk].get(self.options.unit or 0)) for row in self.shown_rounds
        ]
        return tuple(Snapshot(outcome.result_id, row.name) for row, outcome in own if outcome)
