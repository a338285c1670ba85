"""The steps of a foundation up to a level, and what they cost (method.md 4.6, 5.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from assessments.frameworks.schema import Framework, Prerequisite
from assessments.planning.portfolio.level_closure import (
    CapabilityStep,
    highest,
    least_consistent,
    steps_between,
)
from assessments.planning.portfolio.unlock import Efforts, default_efforts
from assessments.results.scoring.backed_levels import Levels

FOUNDATION_LEVEL = 2


@dataclass(frozen=True)
class FoundationStep:
    """One missing step; what is true already costs nothing."""

    step: CapabilityStep
    effort: Fraction
    is_true_already: bool


@dataclass(frozen=True)
class Foundation:
    """What leads from the supported levels to `level`, as far as the targets go.

    `edited` are the efforts that the organization gave itself; the others are the framework's.
    """

    framework: Framework
    claimed: Levels = field(hash=False)
    supported: Levels = field(hash=False)
    targets: Mapping[str, int] = field(hash=False)
    level: int
    edited: Efforts = field(hash=False)

    @cached_property
    def levels_after(self) -> Levels:
        """The levels once it stands, with all that they presuppose."""
        wanted = {key: min(self.level, target) for key, target in self.targets.items()}
        raised = highest(self.supported, wanted)
        return least_consistent(raised, self.framework.prerequisites)

    @cached_property
    def steps(self) -> tuple[FoundationStep, ...]:
        """The steps that are missing, by capability and level."""
        missing = steps_between(self.supported, self.levels_after)
        return tuple(self._step(step) for step in missing)

    @property
    def effort(self) -> Fraction:
        """The person-weeks of its steps."""
        return sum((row.effort for row in self.steps), Fraction(0))

    @property
    def is_by_own_efforts(self) -> bool:
        """Whether every effort that counts is the organization's own."""
        return all(row.is_true_already or row.step in self.edited for row in self.steps)

    def _step(self, step: CapabilityStep) -> FoundationStep:
        prerequisites = self.framework.prerequisites
        free = is_true_already(step, self.claimed, self.supported, prerequisites)
        efforts = {**default_efforts(self.framework), **self.edited}
        return FoundationStep(step, Fraction(0) if free else efforts[step], free)


def is_true_already(
    step: CapabilityStep,
    claimed: Levels,
    supported: Levels,
    prerequisites: Sequence[Prerequisite],
) -> bool:
    """Return whether a missing step is claimed, so that it waits for prerequisites alone.

    Of one team every claimed step does; of an area some prerequisite has to be missing in its own
    levels as well (method.md 5.1).
    """
    capability, level = step
    stands = supported.get(capability) or 0
    if level > (claimed.get(capability) or 0):
        return False
    return any(
        edge.capability == capability
        and stands < edge.level <= level
        and (have := supported.get(edge.needs)) is not None
        and have < edge.level_needed
        for edge in prerequisites
    )
