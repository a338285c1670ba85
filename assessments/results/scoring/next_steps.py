"""What to do next about a capability below its target, and what that would unlock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Capability, EffortSize, Framework, Step

from .explanation import Why


class NextStepKind(StrEnum):
    """What kind of work comes next."""

    BUILD = "build"
    BACK = "back"
    FIND_OUT = "find_out"


@dataclass(frozen=True)
class CurrentLevels:
    """Where a capability stands; levels are None where it does not apply."""

    claimed: int | None
    supported: int | None
    target: int
    knows_nothing: bool


@dataclass(frozen=True)
class RequiredLevel:
    """A level of another capability that has to come first."""

    key: str
    name: str
    level: int


@dataclass(frozen=True)
class Unlock:
    """A level of another capability that waits for this one; perhaps it is claimed already."""

    key: str
    name: str
    level: int
    is_claimed: bool


@dataclass(frozen=True)
class NextStep:
    """The next thing to do: build the level, back a claimed one, or find out where one stands.

    `missing` and `unknown` are the texts of conditions that do not hold, or that nobody knows.
    """

    kind: NextStepKind
    level: int
    level_name: str
    step: Step
    effort: EffortSize
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    needs: tuple[RequiredLevel, ...]
    unlocks: tuple[Unlock, ...]


def next_step(
    framework: Framework, key: str, current_levels: Mapping[str, CurrentLevels], why: Why
) -> NextStep | None:
    """Return the step that follows on the supported level; None at or above the target."""
    current = current_levels[key]
    if current.supported is None or current.supported >= current.target:
        return None
    capability = framework.capability(key)
    level = current.supported + 1
    step = capability.step_to(level)
    kind = _kind(current, why)
    return NextStep(
        kind=kind,
        level=level,
        level_name=capability.levels[level].name,
        step=step,
        effort=framework.effort_sizes_by_key[step.effort],
        missing=_texts(capability, level, why, Answer.NO),
        unknown=_texts(capability, level, why, Answer.DONT_KNOW),
        needs=_needs(framework, key, level, current_levels),
        unlocks=_unlocks(framework, key, level, current_levels),
    )


def _kind(current: CurrentLevels, why: Why) -> NextStepKind:
    if current.claimed != current.supported:
        return NextStepKind.BACK
    if all(why.values[key] is Answer.DONT_KNOW for key in why.missing):
        return NextStepKind.FIND_OUT
    return NextStepKind.BUILD


def _texts(capability: Capability, level: int, why: Why, value: Answer) -> tuple[str, ...]:
    conditions = capability.levels[level].conditions
    return tuple(row.text for row in conditions if why.values[row.key] is value)


def _needs(
    framework: Framework, key: str, level: int, levels: Mapping[str, CurrentLevels]
) -> tuple[RequiredLevel, ...]:
    return tuple(
        RequiredLevel(edge.needs, framework.capability(edge.needs).name, edge.level_needed)
        for edge in framework.prerequisites_of(key)
        if edge.level == level and _is_below(levels[edge.needs].supported, edge.level_needed)
    )


def _unlocks(
    framework: Framework, key: str, level: int, levels: Mapping[str, CurrentLevels]
) -> tuple[Unlock, ...]:
    waiting = [
        edge
        for edge in framework.prerequisites
        if edge.needs == key
        and edge.level_needed == level
        and _is_below(levels[edge.capability].supported, edge.level)
    ]
    return tuple(
        Unlock(
            key=edge.capability,
            name=framework.capability(edge.capability).name,
            level=edge.level,
            is_claimed=not _is_below(levels[edge.capability].claimed, edge.level),
        )
        for edge in waiting
    )


def _is_below(level: int | None, wanted: int) -> bool:
    """A capability that does not apply is below nothing."""
    return level is not None and level < wanted
