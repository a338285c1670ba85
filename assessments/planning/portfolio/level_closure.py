"""Levels that can stand together: what has to come first, and which steps are missing."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assessments.frameworks.schema import Framework, Prerequisite
from assessments.results.scoring.backed_levels import Levels


class CapabilityStep(NamedTuple):
    """The work that raises a capability to `level` from the level below (method.md 5.1)."""

    capability: str
    level: int


def parse_step(written: str) -> CapabilityStep:
    """Return the step that a text like RUN@2 names; level 0 where it names none."""
    capability, _at, level = written.partition("@")
    return CapabilityStep(capability, int(level) if level.isdecimal() else 0)


def step_text(step: CapabilityStep) -> str:
    """Return the step as a text like RUN@2."""
    return f"{step.capability}@{step.level}"


def least_consistent(
    levels: Levels, prerequisites: Sequence[Prerequisite]
) -> dict[str, int | None]:
    """Return the least prerequisite-consistent levels at or above the given ones.

    A level of None does not apply: it stays None and counts as met.
    """
    raised = dict(levels)
    raising = True
    while raising:
        raising = False
        for edge in prerequisites:
            if _lacks(edge, raised):
                raised[edge.needs] = edge.level_needed
                raising = True
    return raised


def is_consistent(levels: Levels, prerequisites: Sequence[Prerequisite]) -> bool:
    """Return whether the prerequisites of every level are met."""
    return not any(_lacks(edge, levels) for edge in prerequisites)


def highest(first: Levels, second: Mapping[str, int]) -> dict[str, int | None]:
    """Return the higher of two levels for each capability of the first; None stays None."""
    return {
        key: None if level is None else max(level, second.get(key, 0))
        for key, level in first.items()
    }


def steps_between(low: Levels, high: Levels) -> tuple[CapabilityStep, ...]:
    """Return the steps that lead from the lower to the higher levels, by capability and level."""
    return tuple(
        CapabilityStep(key, level)
        for key, start in low.items()
        if start is not None
        for level in range(start + 1, (high[key] or 0) + 1)
    )


def with_steps(levels: Levels, steps: Sequence[CapabilityStep]) -> dict[str, int | None]:
    """Return the levels after the steps are done."""
    reached: dict[str, int] = {}
    for step in steps:
        reached[step.capability] = max(step.level, reached.get(step.capability, 0))
    return highest(levels, reached)


def top_levels(framework: Framework) -> dict[str, int]:
    """Return the highest level of each capability."""
    return {row.key: len(row.steps) for row in framework.capabilities}


def missing_prerequisites(
    step: CapabilityStep, levels: Levels, prerequisites: Sequence[Prerequisite]
) -> tuple[CapabilityStep, ...]:
    """Return what the step and those below it still need, the highest level of each capability."""
    reached = with_steps(levels, (step,))
    needed: dict[str, int] = {}
    for edge in prerequisites:
        if edge.capability == step.capability and _lacks(edge, reached):
            needed[edge.needs] = max(edge.level_needed, needed.get(edge.needs, 0))
    return tuple(CapabilityStep(key, level) for key, level in needed.items())


def _lacks(edge: Prerequisite, levels: Levels) -> bool:
    level, have = levels[edge.capability], levels[edge.needs]
    if level is None or have is None:
        return False
    return level >= edge.level and have < edge.level_needed
