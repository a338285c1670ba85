"""Where a set of answers stands: the level that follows, what the next one needs. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from assessments.frameworks.ladder import (
    Answer,
    Answers,
    ahead_of_gap,
    bounds,
    knows_nothing,
    missing_for_next,
)
from assessments.frameworks.schema import TOP_LEVEL, Capability, Condition, Framework, Level


@dataclass(frozen=True)
class ProvisionalLevel:
    """What answers on one capability make.

    `level` is None where it does not apply or nothing is known; `next_level` is None at the top.
    """

    level: Level | None
    high: int | None
    not_applicable: bool
    next_level: Level | None
    missing: tuple[Condition, ...]
    ahead: tuple[Condition, ...]

    @property
    def is_open(self) -> bool:
        """Whether unknown conditions leave a higher level possible."""
        return self.level is not None and self.high != self.level.number


@dataclass(frozen=True)
class VoteStep:
    """One capability in the row of steps at the top of the vote."""

    capability: Capability
    is_done: bool
    is_current: bool


def provisional_level(capability: Capability, answers: Answers) -> ProvisionalLevel:
    """Return what the answers make of the capability (method.md 3.4)."""
    span = bounds(capability, answers)
    if span is None or knows_nothing(capability, answers):
        return ProvisionalLevel(None, None, answers.not_applicable, None, (), ())
    following = None if span.low == TOP_LEVEL else capability.levels[span.low + 1]
    return ProvisionalLevel(
        level=capability.levels[span.low],
        high=span.high,
        not_applicable=False,
        next_level=following,
        missing=missing_for_next(capability, answers),
        ahead=ahead_of_gap(capability, answers),
    )


@dataclass(frozen=True)
class LevelChoice:
    """One level to pick, with its conditions: (value, is chosen) for each answer to each."""

    level: Level
    is_picked: bool
    is_open: bool
    conditions: tuple[tuple[Condition, tuple[tuple[Answer, bool], ...]], ...]


@dataclass(frozen=True)
class Neighbours:
    """The capabilities before and after one, None at the ends."""

    before: Capability | None
    after: Capability | None


def choices(capability: Capability, answers: Answers) -> list[LevelChoice]:
    """Return the levels to pick; open are the picked, the one above, and what was answered."""
    return [_choice(level, answers) for level in capability.levels]


def _choice(level: Level, answers: Answers) -> LevelChoice:
    said = answers.conditions
    is_in_reach = answers.anchor is not None and level.number in (
        answers.anchor,
        answers.anchor + 1,
    )
    return LevelChoice(
        level=level,
        is_picked=level.number == answers.anchor,
        is_open=is_in_reach or any(row.key in said for row in level.conditions),
        conditions=tuple(
            (row, tuple((answer, said.get(row.key) is answer) for answer in Answer))
            for row in level.conditions
        ),
    )


def neighbours(framework: Framework, key: str) -> Neighbours:
    """Return what comes before and after a capability in the framework's order."""
    keys = list(framework.capabilities_by_key)
    at = keys.index(key)
    before = framework.capability(keys[at - 1]) if at else None
    after = framework.capability(keys[at + 1]) if at + 1 < len(keys) else None
    return Neighbours(before, after)


def steps(framework: Framework, answered: Collection[str], current: str) -> list[VoteStep]:
    """Return the steps of the vote, in the framework's order."""
    return [
        VoteStep(row, is_done=row.key in answered, is_current=row.key == current)
        for row in framework.capabilities
    ]
