"""Units side by side: the one read model of page, exports and report, in four SQL statements.

`comparison` reads two sides, the round and an earlier one, each as one row a unit (result_queries
reads them as columns, since building objects would take most of the time). The pure modules do the
rest: cell_value says what a result says of a column, level_change what caused a difference, rows
arranges the tree or a flat order and adds the roll-ups, version_diff says what keeps two versions
from being compared. Nothing is computed again for an export: it asks here and writes it down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from assessments.results.models import Result
from assessments.results.quick_checks.queries import leader_levels_of_units
from assessments.results.scoring.rollup import Tally
from assessments.rounds.models import Round, Session
from orgs.days import reader_day
from orgs.models import Member, Unit
from orgs.permissions import Permission

from . import level_change_queries, result_queries
from .level_change import ChangeCause
from .options import ORDERS, TREE, ComparisonOptions, LevelKind
from .result_queries import ColumnReader, Columns
from .rows import Arrangement, Order, filter_units, tree_order, without_empty_branches
from .values import Column, Comparison, Gaps, Guard, UnitResult, UnitState
from .version_diff import Span, VersionDiff, difference, moved_targets, span


def comparable_rounds(member: Member) -> list[Round]:
    """Return the rounds that ask a unit which the member may compare, the newest first.

    Each says in `has_results` whether anything was submitted.
    """
    compared = Unit.objects.permitted(member, Permission.COMPARE)
    asking_sessions = Session.objects.filter(round=OuterRef("pk"), unit__in=compared)
    submitted = Result.objects.filter(round=OuterRef("pk"), unit__in=compared)
    rounds: QuerySet[Round] = (
        Round.objects.filter(Exists(asking_sessions), organization_id=member.organization_id)
        .annotate(has_results=Exists(submitted))
        .select_related("version")
        .defer("version__document")
        .order_by(F("opens_on").desc(nulls_last=True), "-pk")
    )
    return list(rounds)


def comparison(
    member: Member, asked_round: Round, choice: ComparisonOptions, earlier: Round | None = None
) -> Comparison:
    """Return the round's units that the member may compare, side by side.

    With an earlier round each row also says what it was then. What the round does not offer falls
    back to what is usual there; the returned choice says what is shown.
    """
    return _Side(member, asked_round, earlier, choice).comparison()


@dataclass(frozen=True)
class _Side:
    member: Member
    asked_round: Round
    earlier: Round | None
    wanted: ComparisonOptions

    @cached_property
    def framework(self) -> Framework:
        return framework_of(self.asked_round.version)

    @cached_property
    def heads(self) -> Sequence[tuple[str, str, tuple[str, ...]]]:
        return Columns(self.framework, self.wanted.by).heads

    @cached_property
    def stored(self) -> Sequence[Any]:
        rounds = [self.asked_round, *([self.earlier] if self.earlier else [])]
        return result_queries.newest_results(self.member, rounds)

    @cached_property
    def has_verified(self) -> bool:
        return result_queries.has_verified(self.stored)

    @cached_property
    def levels(self) -> LevelKind:
        """The levels that are shown: verified ones only where there are any."""
        if self.wanted.levels is LevelKind.VERIFIED and not self.has_verified:
            return LevelKind.SUPPORTED
        return self.wanted.levels

    @cached_property
    def reader(self) -> ColumnReader:
        return ColumnReader(self.framework, self.heads, self.levels)

    @cached_property
    def now(self) -> Mapping[int, UnitResult]:
        rows = [row for row in self.stored if row.round_id == self.asked_round.pk]
        return {row.unit_id: result_queries.unit_result(row, self.reader) for row in rows}

    @cached_property
    def before(self) -> Mapping[int, UnitResult]:
        if self.earlier is None:
            return {}
        reader = ColumnReader(framework_of(self.earlier.version), self.heads, self.levels)
        rows = [row for row in self.stored if row.round_id == self.earlier.pk]
        return {row.unit_id: result_queries.unit_result(row, reader) for row in rows}

    @cached_property
    def tree(self) -> Order:
        """All units that may be compared, as a tree."""
        units = result_queries.unit_states(self.member, self.asked_round, self.now, self.before)
        return tree_order(units)

    @cached_property
    def order(self) -> Order:
        """The tree of the chosen units."""
        filtered = filter_units(self.tree, self.choice.filters)
        return without_empty_branches(filtered)

    @cached_property
    def units(self) -> Sequence[UnitState]:
        return [unit for unit, _depth in self.order]

    @cached_property
    def choice(self) -> ComparisonOptions:
        wanted = self.wanted
        known = {unit.unit_id for unit, _depth in self.tree}
        columns = ORDERS | {key for key, _name, _keys in self.heads}
        filters = wanted.filters
        return replace(
            wanted,
            levels=self.levels,
            sort=wanted.sort if wanted.column in columns else TREE,
            since=self.earlier.pk if self.earlier else None,
            filters=replace(
                filters,
                below=filters.below if filters.below in known else None,
                units=filters.units & known,
            ),
        )

    @cached_property
    def difference(self) -> VersionDiff:
        if self.earlier is None:
            return VersionDiff(frozenset(self.framework.capabilities_by_key))
        before = framework_of(self.earlier.version)
        return difference(self.framework, before, self.levels)

    @cached_property
    def comparable(self) -> Sequence[bool]:
        """Whether rounds may be compared in each column; the stage needs every capability."""
        same = self.difference.comparable
        columns = [same.issuperset(keys) for _key, _name, keys in self.heads]
        is_whole = not self.difference.removed and all(columns)
        return [*columns, is_whole and not self.moved_targets]

    @cached_property
    def moved_targets(self) -> tuple[tuple[str, int, int], ...]:
        if self.earlier is None:
            return ()
        moved = moved_targets(self._target(self.asked_round), self._target(self.earlier))
        return tuple((key, before, now) for key, (before, now) in moved.items())

    @cached_property
    def arranged(self) -> Arrangement:
        keys = [key for key, _name, _keys in self.heads]
        return Arrangement(self.order, self.choice, keys, self.comparable, self._moves())

    def comparison(self) -> Comparison:
        submitted = [unit for unit in self.units if unit.outcome]
        return Comparison(
            round_id=self.asked_round.pk,
            round=self.asked_round.name,
            earlier_round=self.earlier.name if self.earlier else "",
            framework=f"{self.framework.name} {self.framework.version}",
            choice=self.choice,
            columns=self._columns(),
            arranged=self.arranged,
            whole=self.arranged.now[None],
            guard=self._guard(),
            names={row.key: row.name for row in self.framework.capabilities},
            tags=tuple(sorted({tag for unit, _depth in self.tree for tag in unit.tags})),
            parents=self._parents(),
            has_verified=self.has_verified,
            asked=sum(unit.is_asked for unit in self.units),
            submitted=len(submitted),
            people=sum(unit.outcome.people for unit in submitted if unit.outcome),
            gaps=self._gaps(),
        )

    def _gaps(self) -> Gaps:
        """Return what leaders picked beside the teams; a change speaks of the teams alone."""
        if self.earlier is not None:
            return {}
        picked = leader_levels_of_units(self.asked_round)
        return {
            row.unit_id: result_queries.leader_gaps(row, picked[row.unit_id], self.framework)
            for row in self.stored
            if row.unit_id in picked
        }

    def _columns(self) -> tuple[Column, ...]:
        now, like, before = (
            sums[None] or (Tally(),) * (len(self.heads) + 1)
            for sums in (self.arranged.now, self.arranged.like, self.arranged.before)
        )
        return tuple(
            Column(
                key=key,
                name=name,
                keys=keys,
                targets=self._targets(place, keys),
                is_comparable=self.comparable[place],
                tally=now[place],
                like=like[place],
                before=before[place],
            )
            for place, (key, name, keys) in enumerate(self.heads)
        )

    def _targets(self, place: int, keys: Sequence[str]) -> tuple[int, ...]:
        """Return the different targets that the units have in a capability, lowest first."""
        if len(keys) > 1:
            return ()
        outcomes = (unit.outcome for unit in self.units if unit.outcome)
        # By identity: hundreds of units share a few values, and hashing each costs more.
        values = {id(row.values[place]): row.values[place] for row in outcomes}.values()
        own = {value.target for value in values if value.applies}
        return tuple(sorted(own or {self._target(self.asked_round)[keys[0]]}))

    def _target(self, asked_round: Round) -> Mapping[str, int]:
        return framework_of(asked_round.version).full_target(asked_round.target)

    def _parents(self) -> tuple[tuple[int, str], ...]:
        """Return the units with others below them, set in by their depth."""
        # The tree is in walking order: whoever is followed by somebody deeper has units below.
        places = enumerate(self.tree[:-1])
        return tuple(
            (unit.unit_id, "\u2003" * depth + unit.name)
            for place, (unit, depth) in places
            if self.tree[place + 1][1] > depth
        )

    def _guard(self) -> Guard:
        paired = sum(bool(unit.outcome and unit.earlier) for unit in self.units)
        either = sum(bool(unit.outcome or unit.earlier) for unit in self.units)
        now, before = _dates(self.now), _dates(self.before)
        return Guard(
            difference=self.difference,
            moved_targets=self.moved_targets,
            span=now,
            earlier_span=before,
            is_out_of_order=bool(now.last and before.first and now.last < before.first),
            paired=paired,
            single=either - paired if self.earlier else 0,
            scorings=tuple(sorted({row.scoring_version for row in self.stored})),
        )

    def _moves(self) -> Mapping[int, Sequence[ChangeCause | None]]:
        """Return what lies behind the changes of each unit's columns."""
        if self.earlier is None:
            return {}
        pairs = [unit for unit in self.units if unit.outcome and unit.earlier]
        return level_change_queries.causes_by_unit(
            pairs, [keys for _key, _name, keys in self.heads]
        )


def _dates(outcomes: Mapping[int, UnitResult]) -> Span:
    return span(reader_day(row.facts.submitted_at) for row in outcomes.values())
