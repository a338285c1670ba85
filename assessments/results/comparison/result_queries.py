"""From stored results to the values of a comparison, in two SQL statements for any tree."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, JSONField, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from assessments.frameworks.schema import Framework
from assessments.results.models import CapabilityResult, Result
from assessments.results.quick_checks.leader_gap import Gap
from assessments.results.scoring import plausibility
from assessments.results.scoring.rollup import thousandths
from assessments.rounds.models import SUBMITTED, Round, Session, SessionState
from orgs.models import IN_ORDER, Member, Unit
from orgs.permissions import Permission

from . import cell_value
from .cell_value import FrozenLevels
from .options import By, LevelKind
from .values import UnitResult, UnitState

STAND_SAYS = (
    "claimed", "low", "high", "supported", "verified", "target", "not_applicable", "knows_nothing",
    "contested",
)  # fmt: skip
# A capability's row as one text: units share few distinct ones, so few are read.
STAND = Cast(
    Func(
        *map(F, STAND_SAYS),
        Case(When(contested=True, then=F("votes")), default=Value([], JSONField())),
        function="json_build_array",
        output_field=JSONField(),
    ),
    TextField(),
)


class ResultFacts(NamedTuple):
    """What a result says of itself, as its headline words it."""

    pk: int
    round_id: int
    unit_id: int
    stage: int
    stage_high: int
    percent_claimed: Decimal | None
    percent_supported: Decimal | None
    percent_high: Decimal | None
    known_weight: Decimal | None
    answered: int
    asked: int
    raters: int
    submitted_at: datetime
    scoring_version: str
    held_by: tuple[str, ...]


FACTS = ResultFacts._fields[:-1]


@dataclass(frozen=True)
class Columns:
    """What the columns of a comparison are: their keys and names, and each one's capabilities."""

    framework: Framework
    by: By

    @property
    def heads(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return key, name and capabilities of each column, in the framework's order."""
        if self.by is By.CAPABILITIES:
            return [(row.key, row.name, (row.key,)) for row in self.framework.capabilities]
        return [
            (theme.key, theme.name, keys)
            for theme in self.framework.themes
            if (keys := tuple(row.key for row in self.framework.capabilities_of(theme.key)))
        ]


@dataclass(frozen=True)
class ColumnReader:
    """Reads a result's stands as the values of the columns; equal ones are read once."""

    framework: Framework
    heads: Sequence[tuple[str, str, tuple[str, ...]]]
    levels: LevelKind
    _made: dict[object, cell_value.Value] = field(default_factory=dict, hash=False)

    @cached_property
    def places(self) -> list[tuple[int | None, ...]]:
        """Where each column's capabilities stand in a result; None for one it does not have."""
        at = {key: place for place, key in enumerate(self.framework.capabilities_by_key)}
        return [tuple(at.get(key) for key in keys) for _key, _name, keys in self.heads]

    @cached_property
    def _single_places(self) -> list[int] | None:
        """The places where each column is one capability that a result has; None elsewhere."""
        places = [at for columns in self.places for at in columns if at is not None]
        return places if [len(columns) for columns in self.places] == [1] * len(places) else None

    def values(self, texts: Sequence[str]) -> tuple[cell_value.Value, ...]:
        """Return the values of the columns; a capability that the version lacks does not apply."""
        made, places = self._made, self._single_places
        if places is not None:
            return tuple([made.get(texts[at]) or self._one(texts[at]) for at in places])
        return tuple(
            [
                self._theme(keys, ["" if at is None else texts[at] for at in places])
                for places, (_key, _name, keys) in zip(self.places, self.heads, strict=True)
            ]
        )

    def _one(self, text: str) -> cell_value.Value:
        made = self._made.get(text)
        if made is None:
            made = (
                cell_value.capability_value(_stand(text), self.levels)
                if text
                else cell_value.ABSENT
            )
            self._made[text] = made
        return made

    def _theme(self, keys: Sequence[str], texts: Sequence[str]) -> cell_value.Value:
        place = (keys[0], *texts)
        if place not in self._made:
            parts = [(key, self._one(text)) for key, text in zip(keys, texts, strict=True)]
            self._made[place] = parts[0][1] if len(parts) == 1 else cell_value.theme_value(parts)
        return self._made[place]


def newest_results(
    member: Member, rounds: Iterable[Round], permission: Permission = Permission.COMPARE
) -> list[Any]:
    """Return the newest result of each unit and round, with its `stands` and `doubts`."""
    stored = CapabilityResult.objects.filter(result=OuterRef("pk")).order_by("position")
    reached = Result.objects.filter(unit__in=Unit.objects.permitted(member, permission))
    newest = reached.filter(round__in=list(rounds)).newest_revisions()
    rows = newest.annotate(
        stands=ArraySubquery(stored.values_list(STAND)),
        # As texts: a thousand rows share a few, and each is parsed once.
        holders=Cast("held_by", TextField()),
        doubts=Cast("diagnostics__flags", TextField()),
    )
    # Rows and no models: building those took most of the time for a thousand units.
    return list(rows.values_list(*FACTS, "stands", "holders", "doubts", named=True))


def has_verified(rows: Iterable[Any]) -> bool:
    """Return whether evidence backs any level of the results."""
    return any(
        _stand(text).verified is not None for text in {text for row in rows for text in row.stands}
    )


def unit_result(row: Any, reader: ColumnReader) -> UnitResult:
    """Return a result's row as an outcome."""
    doubts = plausibility.rules_of(_list(row.doubts), reader.framework.capabilities_by_key)
    held_by = _list(row.holders)
    return UnitResult(
        result_id=row.pk,
        people=row.raters,
        values=reader.values(row.stands),
        stage=_stage(row.stage, row.stage_high, is_met=not held_by),
        flags=tuple(rule.key for rule in doubts),
        facts=ResultFacts._make((*row[: len(FACTS)], held_by)),
    )


def leader_gaps(
    row: Any, picked: Mapping[str, Sequence[int]], framework: Framework
) -> Mapping[str, Gap]:
    """Return by capability what leaders picked beside what a result's row says the team settled."""
    # A result has a row for each capability of its framework, in its order.
    pairs = zip(framework.capabilities, map(_stand, row.stands), strict=True)
    return {
        capability.key: Gap(
            capability, tuple(picked[capability.key]), None if said.knows_nothing else said.claimed
        )
        for capability, said in pairs
        if capability.key in picked and not said.not_applicable
    }


def unit_states(
    member: Member,
    asked_round: Round,
    now: Mapping[int, UnitResult],
    before: Mapping[int, UnitResult],
) -> list[UnitState]:
    """Return the units that the member may compare, siblings in their order, with outcomes."""
    session = Session.objects.filter(round=asked_round, unit=OuterRef("pk"))
    rows = (
        Unit.objects.permitted(member, Permission.COMPARE)
        .annotate(
            state=Coalesce(Subquery(session.values("state")), Value("")),
            tagged=Cast("tags", TextField()),
        )
        .order_by(*IN_ORDER)
    )
    in_words = {state.value: str(state.label) for state in SessionState}
    return [
        UnitState(
            unit_id=pk,
            parent_id=parent,
            name=name,
            state=state,
            outcome=now.get(pk),
            earlier=before.get(pk),
            is_reopened=pk in now and state not in SUBMITTED,
            code=code,
            tags=_list(tagged),
            weight=thousandths(weight),
            state_text=in_words.get(state, ""),
        )
        for pk, parent, name, state, code, tagged, weight in rows.values_list(
            "pk", "parent_id", "name", "state", "code", "tagged", "weight"
        )
    ]


@lru_cache(maxsize=4096)
def _list(text: str | None) -> tuple[str, ...]:
    """Return what a stored list says; thousands of results share a few."""
    return tuple(json.loads(text)) if text else ()


@lru_cache(maxsize=64)
def _stage(value: int, high: int, *, is_met: bool) -> cell_value.Value:
    return cell_value.Value(value, target=0, is_met=is_met, low=value, high=high)


def _stand(text: str) -> FrozenLevels:
    *row, votes = json.loads(text)
    return FrozenLevels(**dict(zip(STAND_SAYS, row, strict=True)), votes=tuple(votes))
