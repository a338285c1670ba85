"""From answers about conditions to a level with bounds (method.md 2 and 3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from .schema import TOP_LEVEL, Capability, Condition


class Answer(StrEnum):
    """What somebody says about one condition."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


NOTHING_KNOWN = frozenset({Answer.DONT_KNOW})


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


@dataclass(frozen=True)
class Reading:
    """What answers say about a capability: each condition's value, and the level they make.

    `span` is None if it does not apply; `knows_nothing` means that it applies and not one condition
    is known.
    """

    values: Mapping[str, Answer] = field(hash=False)
    span: Bounds | None
    knows_nothing: bool

    @property
    def level(self) -> int | None:
        """The level that is surely reached; None where nobody knows or it does not apply."""
        return None if self.span is None or self.knows_nothing else self.span.low


def read_ladder(capability: Capability, answers: Answers) -> Reading:
    """Return what the answers say about the capability."""
    values = condition_values(capability, answers)
    if answers.not_applicable:
        return Reading(values, None, knows_nothing=False)
    span = _span(capability, values)
    return Reading(values, span, knows_nothing=set(values.values()) <= NOTHING_KNOWN)


def condition_values(capability: Capability, answers: Answers) -> dict[str, Answer]:
    """Return each condition's value: an explicit answer wins over the picked anchor."""
    said, implied = answers.conditions, _implied(answers.anchor)
    return {
        key: said.get(key) or implied[level] for key, level in capability.level_of_condition.items()
    }


def bounds(capability: Capability, answers: Answers) -> Bounds | None:
    """Return the level with unknown read as no and as yes; None if it does not apply."""
    return read_ladder(capability, answers).span


def knows_nothing(capability: Capability, answers: Answers) -> bool:
    """Return whether the capability applies and not one condition is known."""
    return read_ladder(capability, answers).knows_nothing


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


def _span(capability: Capability, values: Mapping[str, Answer]) -> Bounds:
    low = high = TOP_LEVEL
    for key, level in capability.level_of_condition.items():
        value = values[key]
        if value is Answer.YES or level > high:
            continue
        low = min(low, level - 1)
        if value is Answer.NO:
            high = level - 1
    return Bounds(low, high)


@cache
def _implied(anchor: int | None) -> tuple[Answer, ...]:
    """Return what a picked anchor says about a condition of each level."""
    if anchor is None:
        return (Answer.DONT_KNOW,) * (TOP_LEVEL + 1)
    return tuple(Answer.YES if at <= anchor else Answer.NO for at in range(TOP_LEVEL + 1))
