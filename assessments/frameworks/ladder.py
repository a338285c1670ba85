"""From answers about conditions to a level with bounds (method.md 2 and 3.4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .schema import TOP_LEVEL, Capability, Condition


class Answer(StrEnum):
    """What somebody says about one condition."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True)
class Answers:
    """What somebody says about one capability; a condition that is left out is unknown."""

    conditions: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    anchor: int | None = None
    not_applicable: bool = False


@dataclass(frozen=True)
class Bounds:
    """The lowest and the highest level, 0 to 4, that the known answers leave open."""

    low: int
    high: int

    @property
    def is_known(self) -> bool:
        """Whether the unknown conditions no longer matter."""
        return self.low == self.high


def condition_values(capability: Capability, answers: Answers) -> dict[str, Answer]:
    """Return each condition's value: an explicit answer wins over the picked anchor."""
    return {
        key: answers.conditions.get(key) or _implied(level, answers.anchor)
        for key, level in capability.level_of_condition.items()
    }


def bounds(capability: Capability, answers: Answers) -> Bounds | None:
    """Return the level with unknown read as no and as yes; None if it does not apply."""
    if answers.not_applicable:
        return None
    values = condition_values(capability, answers)
    return Bounds(
        low=_reached(capability, lambda key: values[key] is Answer.YES),
        high=_reached(capability, lambda key: values[key] is not Answer.NO),
    )


def knows_nothing(capability: Capability, answers: Answers) -> bool:
    """Return whether the capability applies and not one condition is known."""
    if answers.not_applicable:
        return False
    values = condition_values(capability, answers).values()
    return all(value is Answer.DONT_KNOW for value in values)


def ahead_of_gap(capability: Capability, answers: Answers) -> tuple[Condition, ...]:
    """Return the true conditions that earn nothing, because a level below theirs is not reached."""
    reached = bounds(capability, answers)
    if reached is None:
        return ()
    values = condition_values(capability, answers)
    return tuple(
        condition
        for level in capability.levels[reached.low + 2 :]
        for condition in level.conditions
        if values[condition.key] is Answer.YES
    )


def missing_for_next(capability: Capability, answers: Answers) -> tuple[Condition, ...]:
    """Return the conditions of the next level that are not known to hold; none at the top."""
    reached = bounds(capability, answers)
    if reached is None or reached.low == TOP_LEVEL:
        return ()
    values = condition_values(capability, answers)
    return tuple(
        condition
        for condition in capability.levels[reached.low + 1].conditions
        if values[condition.key] is not Answer.YES
    )


def _implied(level: int, anchor: int | None) -> Answer:
    if anchor is None:
        return Answer.DONT_KNOW
    return Answer.YES if level <= anchor else Answer.NO


def _reached(capability: Capability, holds: Callable[[str], bool]) -> int:
    reached = 0
    for level in capability.levels:
        if not all(holds(condition.key) for condition in level.conditions):
            break
        reached = level.number
    return reached
