"""Which use cases can start, what blocks the others, and what waits for each capability.

Efforts are person-weeks; values are in any one unit (method.md 5.1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.schema import Framework
from assessments.results.scoring.backed_levels import Levels, greatest_consistent

from .level_closure import CapabilityStep, highest, least_consistent, steps_between
from .true_already import Waiting, true_already

NEAR_STEPS = 2

Efforts = Mapping[CapabilityStep, Fraction]


@dataclass(frozen=True)
class Wish:
    """A use case that is planned: the levels that it requires, and what it is worth."""

    key: str
    requires: Mapping[str, int] = field(hash=False)
    value: Fraction
    name: str = ""


class Status(StrEnum):
    """How far a use case is from its start."""

    OPEN = "open"
    NEAR = "near"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Unlocking:
    """What one use case waits for.

    `direct` blockers are below what it requires itself; `hidden` ones are there only because of
    prerequisites. `needed` are the levels that it takes in the end. Of the missing `steps` some may
    cost nothing; `costing` are the others.
    """

    wish: Wish
    needed: Levels = field(hash=False)
    steps: tuple[CapabilityStep, ...]
    costing: tuple[CapabilityStep, ...]
    effort: Fraction
    direct: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def status(self) -> Status:
        """Open without missing steps, near with at most two that cost, otherwise blocked."""
        if not self.steps:
            return Status.OPEN
        return Status.NEAR if len(self.costing) <= NEAR_STEPS else Status.BLOCKED


@dataclass(frozen=True)
class BlockedUseCases:
    """What waits for one capability: use cases, their value, and its share of the blame."""

    capability: str
    wishes: tuple[str, ...]
    blocked_value: Fraction
    shared_blame: Fraction


@dataclass(frozen=True)
class Portfolio:
    """Where an organization stands, what it wishes to start, and what each step costs.

    `start` must be prerequisite-consistent; `starting_at` makes it so. `claimed` are the levels at
    or above it whose conditions hold; None claims no more than the start. What is true already
    costs nothing, whatever `efforts` say.
    """

    framework: Framework
    start: Levels = field(hash=False)
    wishes: tuple[Wish, ...]
    efforts: Efforts = field(hash=False)
    claimed: Levels | None = field(default=None, hash=False)

    @cached_property
    def true_already(self) -> Waiting:
        """The steps whose conditions hold already, each with the levels that it waits for."""
        if self.claimed is None:
            return {}
        return true_already(self.start, self.claimed, self.framework.prerequisites)

    @cached_property
    def unlockings(self) -> tuple[Unlocking, ...]:
        """What each use case waits for, in their order."""
        return tuple(self._unlocking(wish) for wish in self.wishes)

    @cached_property
    def target(self) -> Levels:
        """The least consistent levels at which every use case is open."""
        levels = self.start
        for unlocking in self.unlockings:
            levels = highest(levels, _known(unlocking.needed))
        return levels

    @cached_property
    def steps(self) -> tuple[CapabilityStep, ...]:
        """All steps from the start to the target, by capability and level."""
        return steps_between(self.start, self.target)

    @property
    def total_value(self) -> Fraction:
        """The value of all use cases."""
        return sum((wish.value for wish in self.wishes), Fraction(0))

    @property
    def open_value(self) -> Fraction:
        """The value of the use cases that are open now."""
        return open_value(self.start, self.wishes)

    @property
    def total_effort(self) -> Fraction:
        """The effort of all steps to the target."""
        return self.effort_of(self.steps)

    def effort_of(self, steps: Iterable[CapabilityStep]) -> Fraction:
        """Return the effort of the steps together; what is true already is never charged."""
        charged = (step for step in steps if step not in self.true_already)
        return sum((self.efforts[step] for step in charged), Fraction(0))

    def waiting(self) -> tuple[BlockedUseCases, ...]:
        """Return what waits for each capability, in the framework's order."""
        return tuple(self._waiting(key) for key in self.start)

    def _unlocking(self, wish: Wish) -> Unlocking:
        required = highest(self.start, wish.requires)
        needed = least_consistent(required, self.framework.prerequisites)
        steps = steps_between(self.start, needed)
        return Unlocking(
            wish=wish,
            needed=needed,
            steps=steps,
            costing=tuple(step for step in steps if self.effort_of((step,))),
            effort=self.effort_of(steps),
            direct=tuple(key for key in required if required[key] != self.start[key]),
            hidden=tuple(key for key in required if needed[key] != required[key]),
        )

    def _waiting(self, key: str) -> BlockedUseCases:
        rows = [row for row in self.unlockings if row.needed[key] != self.start[key]]
        return BlockedUseCases(
            capability=key,
            wishes=tuple(row.wish.key for row in rows),
            blocked_value=sum((row.wish.value for row in rows), Fraction(0)),
            shared_blame=sum((self._blame(row, key) for row in rows), Fraction(0)),
        )

    def _blame(self, unlocking: Unlocking, key: str) -> Fraction:
        """The capability's share of the effort; of the steps where none of them costs anything."""
        own = [step for step in unlocking.steps if step.capability == key]
        share = (
            self.effort_of(own) / unlocking.effort
            if unlocking.effort
            else Fraction(len(own), len(unlocking.steps))
        )
        return unlocking.wish.value * share


def starting_at(framework: Framework, levels: Levels) -> Levels:
    """Return the supported levels in the framework's order.

    What is left out is at level 0: nobody has shown more. None does not apply.
    """
    return greatest_consistent(claimed_at(framework, levels), framework.prerequisites)


def claimed_at(framework: Framework, levels: Levels) -> Levels:
    """Return the claimed levels in the framework's order; what is left out is at level 0."""
    return {row.key: levels.get(row.key, 0) for row in framework.capabilities}


def default_efforts(framework: Framework) -> dict[CapabilityStep, Fraction]:
    """Return the framework's own guess for every step."""
    return {
        CapabilityStep(row.key, step.level_to): Fraction(
            framework.effort_sizes_by_key[step.effort].default_person_weeks
        )
        for row in framework.capabilities
        for step in row.steps
    }


def starter_wishes(framework: Framework) -> tuple[Wish, ...]:
    """Return the use cases that come with the framework."""
    return tuple(
        Wish(row.key, row.requires, Fraction(row.value), row.name) for row in framework.use_cases
    )


def open_value(levels: Levels, wishes: Iterable[Wish]) -> Fraction:
    """Return the value of the use cases whose requirements the levels meet."""
    return sum((wish.value for wish in wishes if is_open(levels, wish)), Fraction(0))


def is_open(levels: Levels, wish: Wish) -> bool:
    """Return whether the levels meet what the use case requires."""
    return all(
        (have := levels[key]) is None or have >= needed for key, needed in wish.requires.items()
    )


def _known(levels: Levels) -> Mapping[str, int]:
    return {key: level for key, level in levels.items() if level is not None}
