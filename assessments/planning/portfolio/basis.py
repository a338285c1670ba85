"""What a unit's plan rests on, as values: where it stands, what it wishes, what it decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Self

from assessments.frameworks.schema import Framework
from assessments.results.comparison.options import Extent
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.score import Aims

from .area import ENOUGH_KNOWN, Area, AskedTeam, CapabilityArea
from .level_closure import CapabilityStep, top_levels
from .unlock import (
    Efforts,
    Portfolio,
    Unlocking,
    Wish,
    claimed_at,
    default_efforts,
    starting_at,
)

NOT_FUNDED = Fraction(0)
OPTIONS = "options"  # an order over the framework's own use cases


class Mark(StrEnum):
    """What was decided about one step beside its place in the order."""

    PINNED = "pinned"
    FUNDED = "funded"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class BasisChoice:
    """What a reader chose to plan from; None and an empty key leave it at what is usual."""

    extent: Extent | None = None
    framework: str = ""


USUAL_CHOICE = BasisChoice()


@dataclass(frozen=True)
class BasisOptions:
    """What there is to choose from, and what was taken: extents, and framework names by key."""

    chosen: BasisChoice = USUAL_CHOICE
    extent: Extent = Extent.OWN
    extents: tuple[Extent, ...] = ()
    framework: str = ""
    frameworks: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_team_alone(self) -> bool:
        """Whether the own team was chosen although units below it were asked, too."""
        return self.extent is Extent.OWN and Extent.ROLLED in self.extents


@dataclass(frozen=True)
class StartingLevels:
    """The supported levels that a plan starts from, and what they rest on (method.md 5.0).

    `claimed` are the levels whose conditions hold, at or above the supported ones; None claims no
    more. `aims` are the newest round's targets and weights. `area` is None where nobody was ever
    asked, and `levels` then say nothing.
    """

    framework: Framework
    levels: Levels = field(hash=False)
    aims: Aims = field(hash=False)
    claimed: Levels | None = field(default=None, hash=False)
    area: Area | None = field(default=None, hash=False)
    options: BasisOptions = BasisOptions()

    @property
    def extent(self) -> Extent:
        """Whether it is the own team, or all below."""
        return self.options.extent

    @property
    def is_known(self) -> bool:
        """Whether there is a result to plan from."""
        return bool(self.area and self.area.submitted)

    @property
    def result_id(self) -> int | None:
        """The result of the own team; None where the plan rests on all below."""
        if self.area is None or self.extent is not Extent.OWN or not self.area.submitted:
            return None
        return self.area.submitted[0].pk

    @property
    def unknown(self) -> tuple[str, ...]:
        """The capabilities whose level something that is open could change."""
        rows = self.area.capabilities if self.area else {}
        return tuple(key for key, row in rows.items() if row.applies and not row.is_certain)

    @cached_property
    def known_weight(self) -> Fraction | None:
        """The known share of the weight, 0 to 1; None where nothing with a target has weight."""
        weights = {key: aim.weight for key, aim in self.aims.items() if aim.target}
        return self.area.known_weight(weights) if self.area else None

    @property
    def is_mostly_known(self) -> bool:
        """Whether at least 75 % of the weight is known; below, both ends are shown."""
        return self.known_weight is None or self.known_weight >= ENOUGH_KNOWN

    @property
    def teams(self) -> tuple["UnitLevels", ...]:
        """The teams with a result, by name, each with its own levels."""
        rows = self.area.teams if self.area else ()
        return tuple(self._unit_levels(team) for team in rows if team.result)

    def _unit_levels(self, team: AskedTeam) -> "UnitLevels":
        rows = {key: team.levels_of(key) for key in self.framework.capabilities_by_key}
        supported = {key: row.supported if row else None for key, row in rows.items()}
        claimed = {key: row.claimed if row else None for key, row in rows.items()}
        return UnitLevels(
            name=team.name,
            supported=starting_at(self.framework, supported),
            claimed=claimed_at(self.framework, claimed),
        )

    @cached_property
    def at_low(self) -> Self:
        """The start with all that is unknown at its low end."""
        return self._at(lambda row: (row.low, row.claimed_low))

    @cached_property
    def at_high(self) -> Self:
        """The start with all that is unknown at its high end."""
        return self._at(lambda row: (row.high, row.claimed_high))

    def _at(self, end: Callable[[CapabilityArea], tuple[int | None, int | None]]) -> Self:
        rows = self.area.capabilities if self.area else {}
        ends = {key: end(row) for key, row in rows.items()}
        levels = {key: supported for key, (supported, _claimed) in ends.items()}
        claims = {key: claimed for key, (_supported, claimed) in ends.items()}
        return replace(
            self,
            levels=starting_at(self.framework, levels),
            claimed=claimed_at(self.framework, claims),
        )


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
    """The order that was fixed as the plan: its start, and the efforts of its steps in order.

    `extent` is whose levels it started from, None for plans that were fixed before that was kept,
    and `framework` the key of what was asked.
    `is_of_options` are plans for the framework's own use cases in place of the unit's.
    `capacities` are the person-weeks that were entered for some quarters, by number.
    """

    start: Levels = field(hash=False)
    efforts: Efforts = field(hash=False)
    extent: Extent | None = None
    framework: str = ""
    is_of_options: bool = False
    capacities: Mapping[int, Fraction] = field(default_factory=dict, hash=False)


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
    def at_low(self) -> Self:
        """The plan if all that is unknown were at its low end."""
        return replace(self, standing=self.standing.at_low)

    @cached_property
    def at_high(self) -> Self:
        """The plan if all that is unknown were at its high end."""
        return replace(self, standing=self.standing.at_high)

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
