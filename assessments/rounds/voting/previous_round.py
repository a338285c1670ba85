"""What was settled last time beside what is said now: to re-confirm, unchanged, changed, new. Pure.

Former answers are shown and never counted: without an answer of now there is none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.frameworks.ladder import Answer, Answers, bounds, condition_values
from assessments.frameworks.schema import Capability, Condition


class AnswerChange(StrEnum):
    """How an answer of now stands to the one of last time."""

    TO_CONFIRM = "to_confirm"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True)
class ConditionThen:
    """One condition: what was settled last time, and how the answer of now stands to it."""

    condition: Condition
    level: int
    then: Answer
    mark: AnswerChange


@dataclass(frozen=True)
class LastTime:
    """One capability last time: its round and level (None where it did not apply), what changed."""

    round: str
    level: int | None
    rows: Sequence[ConditionThen]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many conditions have which mark."""
        return Counter(str(row.mark) for row in self.rows)


def last_time(capability: Capability, round_name: str, then: Answers, now: Answers) -> LastTime:
    """Return what was settled in the round `asked` beside what is said now.

    Conditions that were unknown and still are say nothing, and are left out.
    """
    span = bounds(capability, then)
    former, present = condition_values(capability, then), _said(capability, now)
    marks = {
        key: _mark(former.get(key, Answer.DONT_KNOW), present.get(key))
        for key in capability.level_of_condition
    }
    rows = [
        ConditionThen(condition, level.number, former[condition.key], mark)
        for level in capability.levels
        for condition in level.conditions
        if (mark := marks[condition.key])
    ]
    return LastTime(round_name, span.low if span else None, rows)


def _said(capability: Capability, now: Answers) -> Mapping[str, Answer]:
    """Return the answers that were given: by a condition, or by a picked level."""
    values = condition_values(capability, now)
    return {
        key: value
        for key, value in values.items()
        if now.anchor is not None or key in now.conditions
    }


def _mark(then: Answer, now: Answer | None) -> AnswerChange | None:
    if then is Answer.DONT_KNOW:
        return None if now in {None, Answer.DONT_KNOW} else AnswerChange.NEW
    if now is None:
        return AnswerChange.TO_CONFIRM
    return AnswerChange.UNCHANGED if now is then else AnswerChange.CHANGED
