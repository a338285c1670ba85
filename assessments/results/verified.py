"""Which level the evidence verifies (method.md 3.5, 2)."""

from collections.abc import Collection

from assessments.frameworks.ladder import Answer, Answers, bounds, condition_values
from assessments.frameworks.schema import Capability


def verified_level(capability: Capability, answers: Answers, proven: Collection[str]) -> int | None:
    """Return the level that the settled answers reach by their proven conditions alone, 0 to 4.

    `proven` are the keys of conditions with unexpired evidence of grade E2 or better. The level is
    never above the claimed one; None where the capability does not apply.
    """
    values = condition_values(capability, answers)
    backed = {
        key: Answer.YES if value is Answer.YES and key in proven else Answer.NO
        for key, value in values.items()
    }
    span = bounds(capability, Answers(backed, not_applicable=answers.not_applicable))
    return span.low if span else None
