"""What a unit's strategy presumes beside where the unit stands, as values (method.md 6)."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from assessments.planning.portfolio.basis import PlanningBasis
from assessments.planning.portfolio.level_closure import CapabilityStep, highest, steps_between
from assessments.planning.portfolio.unlock import Wish, is_open
from assessments.results.scoring.backed_levels import Levels

from .assumptions import Assumption, assumptions
from .prices import PresumedStep, Rates, UnfundedWork


@dataclass(frozen=True)
class Presumption:
    """What the ticked elements of a strategy presume of a unit."""

    basis: PlanningBasis
    ticked: frozenset[str]
    rates: Rates = field(default_factory=Rates)

    @cached_property
    def rows(self) -> tuple[Assumption, ...]:
        """What is presumed of each capability, the largest differences first."""
        wished = [wish.requires for wish in self.basis.every.wishes]
        return assumptions(self.basis.framework, self.ticked, self.basis.standing.levels, wished)

    @property
    def is_known(self) -> bool:
        """Whether there is a result to set beside it."""
        return self.basis.standing.is_known

    @property
    def at_ends(self) -> tuple[Self, Self]:
        """The same with all that is unknown at its lowest, and at its highest."""
        basis = self.basis
        return replace(self, basis=basis.at_low), replace(self, basis=basis.at_high)

    @property
    def total(self) -> UnfundedWork:
        """The work of all missing steps."""
        return UnfundedWork(self._steps, self.rates)

    def work_of(self, capability: str) -> UnfundedWork:
        """Return the work of one capability's missing steps."""
        own = [row for row in self._steps if row.step.capability == capability]
        return UnfundedWork(tuple(own), self.rates)

    @property
    def runs_now(self) -> tuple[Wish, ...]:
        """The use cases that nothing is missing for."""
        return self._open_at(self.basis.standing.levels)

    @property
    def runs_then(self) -> tuple[Wish, ...]:
        """The use cases that run once the presumed steps stand."""
        return tuple(row for row in self._open_at(self._levels_then) if row not in self.runs_now)

    @property
    def needs_more(self) -> tuple[Wish, ...]:
        """The use cases that need more than the strategy presumes."""
        then = self._open_at(self._levels_then)
        return tuple(row for row in self.basis.every.wishes if row not in then)

    @cached_property
    def _levels_then(self) -> Levels:
        presumed = {row.capability: row.presumed for row in self.rows}
        return highest(self.basis.standing.levels, presumed)

    @cached_property
    def _steps(self) -> tuple[PresumedStep, ...]:
        if not self.is_known:
            return ()
        missing = steps_between(self.basis.standing.levels, self._levels_then)
        return tuple(self._presumed_step(step) for step in missing)

    def _open_at(self, levels: Levels) -> tuple[Wish, ...]:
        return tuple(wish for wish in self.basis.every.wishes if is_open(levels, wish))

    def _presumed_step(self, step: CapabilityStep) -> PresumedStep:
        return PresumedStep(
            step=step,
            effort=self.basis.efforts[step],
            is_own_effort=step in self.basis.decisions.efforts,
            mark=self.basis.marks.get(step),
            waits_for=self.basis.every.true_already.get(step, ()),
        )
