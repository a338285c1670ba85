"""Units side by side, in four SQL statements however many units there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability, Framework
from assessments.results.choice import NAME, TREE, Choice, Kind
from assessments.results.comparison import (
    Cell,
    Column,
    Comparison,
    Outcome,
    Spread,
    Switch,
    UnitState,
    spread,
    spread_lines,
    unit_rows,
)
from assessments.results.models import CapabilityResult, Result
from assessments.results.queries.cells import cell
from assessments.results.queries.result import headline
from assessments.results.queries.words import coverage_text
from assessments.rounds.models import Round, Session, SessionState
from orgs.models import Member, Unit
from orgs.permissions import Permission

SWITCHES = (
    (Kind.SUPPORTED, gettext_lazy("Supported")),
    (Kind.CLAIMED, gettext_lazy("Claimed")),
    (Kind.VERIFIED, gettext_lazy("Verified")),
)


def comparable_rounds(member: Member) -> list[Round]:
    """Return the rounds that ask a unit which the member may compare, the newest first.

    Each says in `has_results` whether anything was submitted.
    """
    compared = Unit.objects.permitted(member, Permission.COMPARE)
    asked = Session.objects.filter(round=OuterRef("pk"), unit__in=compared)
    submitted = Result.objects.filter(round=OuterRef("pk"), unit__in=compared)
    rounds: QuerySet[Round] = (
        Round.objects.filter(Exists(asked), organization_id=member.organization_id)
        .annotate(has_results=Exists(submitted))
        .select_related("version")
        .defer("version__document")
        .order_by(F("opens_on").desc(nulls_last=True), "-pk")
    )
    return list(rounds)


def comparison(member: Member, asked: Round, choice: Choice) -> Comparison:
    """Return the round's units that the member may compare, side by side.

    A choice that the round does not offer falls back to the tree and to supported levels; the
    returned one says what is shown.
    """
    return _Side(member, asked, choice).comparison()


@dataclass(frozen=True)
class _Side:
    member: Member
    asked: Round
    wanted: Choice

    @cached_property
    def framework(self) -> Framework:
        return framework_of(self.asked.version)

    @cached_property
    def rows(self) -> Mapping[int, Sequence[Any]]:
        """The capabilities of each newest result, in the framework's order."""
        rows: defaultdict[int, list[Any]] = defaultdict(list)
        stored = CapabilityResult.objects.filter(result__in=list(self.results.values()))
        for row in stored.order_by("result", "position").values_list(
            "result_id", "claimed", "low", "high", "supported", "verified", "target",
            "not_applicable", "knows_nothing", "contested", "votes", named=True,
        ):  # fmt: skip
            rows[row.result_id].append(row)
        return rows

    @cached_property
    def results(self) -> Mapping[int, Result]:
        """The newest result of each unit."""
        newest = Result.objects.comparable_by(self.member).newest_revisions()
        return {row.unit_id: row for row in newest.filter(round=self.asked).defer("answers")}

    @cached_property
    def cells(self) -> dict[tuple[Any, ...], Cell]:
        """The cells made so far, by what they show: hundreds of units share a few dozen."""
        return {}

    @cached_property
    def choice(self) -> Choice:
        columns = {TREE, NAME, *self.framework.capabilities_by_key}
        sort = self.wanted.sort if self.wanted.column in columns else TREE
        levels = self.wanted.levels
        if levels is Kind.VERIFIED and not self.has_verified:
            levels = Kind.SUPPORTED
        return Choice(levels, sort, self.wanted.folded)

    @cached_property
    def has_verified(self) -> bool:
        return any(row.verified is not None for rows in self.rows.values() for row in rows)

    @cached_property
    def units(self) -> Sequence[UnitState]:
        session = Session.objects.filter(round=self.asked, unit=OuterRef("pk"))
        units = (
            Unit.objects.permitted(self.member, Permission.COMPARE)
            .annotate(state=Coalesce(Subquery(session.values("state")), Value("")))
            .order_by(Lower("name"), "pk")
        )
        return [self._unit(*unit) for unit in units.values_list("pk", "parent_id", "name", "state")]

    def comparison(self) -> Comparison:
        outcomes = [unit.outcome for unit in self.units if unit.outcome]
        spreads = [
            spread(outcome.cells[place] for outcome in outcomes)
            for place in range(len(self.framework.capabilities))
        ]
        return Comparison(
            round_id=self.asked.pk,
            round=self.asked.name,
            framework=f"{self.framework.name} {self.framework.version}",
            choice=self.choice,
            columns=tuple(
                self._column(capability, shown)
                for capability, shown in zip(self.framework.capabilities, spreads, strict=True)
            ),
            rows=unit_rows(
                self.units, self.choice, list(self.framework.capabilities_by_key), self.asked.pk
            ),
            lines=spread_lines(spreads, outcomes),
            switches=tuple(self._switches()),
            tree_query=self.choice.sorted_by(TREE).query(self.asked.pk),
            name_query=self.choice.sorted_by(NAME).query(self.asked.pk),
            asked=sum(bool(unit.state) for unit in self.units),
            submitted=len(outcomes),
            people=sum(outcome.people for outcome in outcomes),
        )

    def _unit(self, pk: int, parent: int | None, name: str, state: str) -> UnitState:
        outcome = self._outcome(self.results[pk]) if pk in self.results else None
        is_submitted = state in {SessionState.SUBMITTED, SessionState.ACCEPTED}
        return UnitState(
            unit_id=pk,
            parent_id=parent,
            name=name,
            state=state,
            state_label=str(SessionState(state).label) if state else "",
            outcome=outcome,
            is_reopened=outcome is not None and not is_submitted,
        )

    def _outcome(self, result: Result) -> Outcome:
        said = headline(result, self.framework)
        is_claimed = self.choice.levels is Kind.CLAIMED
        percent = said.claimed_text if is_claimed else said.percent_text
        return Outcome(
            result_id=result.pk,
            stage=said.stage,
            stage_text=said.stage_text,
            percent_text=percent or "–",
            coverage=coverage_text(said),
            people=said.people,
            cells=tuple(self._cell(row) for row in self.rows[result.pk]),
        )

    def _cell(self, row: Any) -> Cell:
        """Return the row's cell; rows that differ in nothing that is shown share one."""
        shown = (*row[1:-1], tuple(row.votes) if row.contested else ())
        if shown not in self.cells:
            self.cells[shown] = cell(row, self.choice.levels)
        return self.cells[shown]

    def _column(self, capability: Capability, shown: Spread) -> Column:
        key = capability.key
        direction = "descending" if self.choice.is_descending else "ascending"
        target = self.asked.target.get(key, self.framework.default_target[key])
        return Column(
            key=key,
            name=capability.name,
            target=target,
            sort_query=self.choice.sorted_by(key).query(self.asked.pk),
            direction=direction if self.choice.column == key else "none",
            spread=shown,
        )

    def _switches(self) -> Sequence[Switch]:
        return [
            Switch(
                label=str(label),
                query=Choice(kind, self.choice.sort, self.choice.folded).query(self.asked.pk),
                is_current=kind is self.choice.levels,
            )
            for kind, label in SWITCHES
            if kind is not Kind.VERIFIED or self.has_verified
        ]
