"""What a unit's plan rests on, as values: where it stands, what it wishes, what it decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.schema import Framework
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.score import Aims

from .level_closure import CapabilityStep, top_levels
from .unlock import Efforts, Portfolio, Unlocking, Wish, default_efforts

NOT_FUNDED = Fraction(0)


class Mark(StrEnum):
    """What was decided about one step beside its place in the order."""

    PINNED = "pinned"
    FUNDED = "funded"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class StartingLevels:
    """The supported levels that a plan starts from, and where they come from.

    `claimed` are the levels whose conditions hold, at or above the supported ones; None claims no
    more. `unknown` capabilities are planned from their lowest level. `aims` are the round's targets
    and weights. Without any result, `source` is empty and `levels` say nothing.
    """

    framework: Framework
    levels: Levels = field(hash=False)
    aims: Aims = field(hash=False)
    unknown: tuple[str, ...] = ()
    source: str = ""
    coverage: str = ""
    round_id: int | None = None
    result_id: int | None = None
    claimed: Levels | None = field(default=None, hash=False)

    @property
    def is_known(self) -> bool:
        """Whether there is a result to plan from."""
        return bool(self.source)


@dataclass(frozen=True)
class UnitLevels:
    """The supported and the claimed levels of one unit."""

    name: str
    supported: Levels = field(hash=False)
    claimed: Levels = field(hash=False)


@dataclass(frozen=True)
class Actual:
    """What a later result of the unit shows."""

    day: date
    round: str
    result_id: int
    stage: str
    percent: str
    levels: Levels = field(hash=False)


@dataclass(frozen=True)
class PlannedUseCase:
    """A use case that the unit wishes, as it was written; `requires` may ask for too much."""

    pk: int
    name: str
    value: Decimal
    requires: Mapping[str, int] = field(hash=False)
    constraint: str = ""


@dataclass(frozen=True)
class FixedOrder:
    """The order that was fixed as the plan: its start, and the efforts of its steps in order."""

    start: Levels = field(hash=False)
    efforts: Efforts = field(hash=False)


@dataclass(frozen=True)
class PlanDecisions:
    """What a unit decided; `efforts` are the edited ones alone, `capacity` is of a month."""

    capacity: Fraction | None
    starts_on: date | None
    value_unit: str
    efforts: Efforts = field(hash=False)
    marks: Mapping[CapabilityStep, Mark] = field(hash=False)
    own_order: tuple[CapabilityStep, ...]
    fixed: FixedOrder | None
    fixed_on: date | None


@dataclass(frozen=True)
class PlanningBasis:
    """All that the pages of a unit's plan rest on."""

    standing: StartingLevels
    decisions: PlanDecisions
    use_cases: tuple[PlannedUseCase, ...]

    @property
    def framework(self) -> Framework:
        """The framework of the result, or the newest where there is none."""
        return self.standing.framework

    @cached_property
    def efforts(self) -> Efforts:
        """The person-weeks of every step; what is true already costs nothing, edited or not."""
        return {step: self.every.effort_of((step,)) for step in self.every.efforts}

    @cached_property
    def marks(self) -> Mapping[CapabilityStep, Mark]:
        """What was decided about steps that the framework has."""
        marks = self.decisions.marks.items()
        return {step: mark for step, mark in marks if step in self.efforts}

    @cached_property
    def every(self) -> Portfolio:
        """All use cases, whatever was decided about steps."""
        return Portfolio(
            framework=self.framework,
            start=self.standing.levels,
            wishes=tuple(self._wish(row) for row in self.use_cases),
            efforts=self._guessed_or_edited,
            claimed=self.standing.claimed,
        )

    @cached_property
    def portfolio(self) -> Portfolio:
        """The use cases that need no excluded step; funded steps cost nothing more."""
        excluded = self._marked(Mark.EXCLUDED)
        kept = [row.wish for row in self.every.unlockings if not excluded & set(row.steps)]
        funded = dict.fromkeys(self._marked(Mark.FUNDED), NOT_FUNDED)
        return replace(self.every, wishes=tuple(kept), efforts={**self.every.efforts, **funded})

    @property
    def left_out(self) -> tuple[Unlocking, ...]:
        """The use cases that an excluded step keeps from ever opening."""
        kept = {wish.key for wish in self.portfolio.wishes}
        return tuple(row for row in self.every.unlockings if row.wish.key not in kept)

    @property
    def pinned(self) -> frozenset[CapabilityStep]:
        """The steps that come first."""
        return self._marked(Mark.PINNED)

    @property
    def _guessed_or_edited(self) -> Efforts:
        efforts = default_efforts(self.framework)
        edited = self.decisions.efforts.items()
        return efforts | {step: effort for step, effort in edited if step in efforts}

    def _marked(self, mark: Mark) -> frozenset[CapabilityStep]:
        return frozenset(step for step, given in self.marks.items() if given is mark)

    def _wish(self, row: PlannedUseCase) -> Wish:
        tops = top_levels(self.framework)
        requires = {
            key: min(level, tops[key]) for key, level in row.requires.items() if key in tops
        }
        return Wish(str(row.pk), requires, Fraction(row.value), row.name)
