"""Two settled answers on one capability, side by side: where they differ. Pure."""

from dataclasses import dataclass

from assessments.frameworks.ladder import Answer, Answers, bounds, condition_values
from assessments.frameworks.schema import Capability, Condition


@dataclass(frozen=True)
class ConditionConflict:
    """A condition that the two answer differently."""

    condition: Condition
    stored: Answer
    own: Answer


@dataclass(frozen=True)
class AnswerConflict:
    """What was stored meanwhile and what one was about to store; a level is None where none holds.

    The levels are 0 to 4 (method.md 3.2).
    """

    stored_level: int | None
    own_level: int | None
    differences: tuple[ConditionConflict, ...]


def answer_conflict(capability: Capability, stored: Answers, own: Answers) -> AnswerConflict:
    """Return where the two differ, in the framework's order."""
    theirs, mine = (condition_values(capability, answers) for answers in (stored, own))
    return AnswerConflict(
        stored_level=_level(capability, stored),
        own_level=_level(capability, own),
        differences=tuple(
            ConditionConflict(row, theirs[row.key], mine[row.key])
            for row in capability.conditions
            if theirs[row.key] is not mine[row.key]
        ),
    )


def _level(capability: Capability, answers: Answers) -> int | None:
    span = bounds(capability, answers)
    return span.low if span else None
