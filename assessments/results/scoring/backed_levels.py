"""Which levels the prerequisites back (method.md 3.5, 1)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.frameworks.ladder import Answer, Answers, bounds, condition_values
from assessments.frameworks.schema import Capability, Prerequisite

Levels = Mapping[str, int | None]


@dataclass(frozen=True)
class UnsupportedLevel:
    """One reason why a claimed level is not backed; `level_have` is the supported level."""

    level: int
    needs: str
    level_needed: int
    level_have: int
    because: str


def greatest_consistent(
    levels: Levels, prerequisites: Sequence[Prerequisite]
) -> dict[str, int | None]:
    """Return the greatest prerequisite-consistent levels at or below the given ones.

    A level of None does not apply: it stays None and counts as met.
    """
    backed = dict(levels)
    # Until nothing falls any more: a lowered level may have backed one that was looked at before.
    lowering = True
    while lowering:
        lowering = False
        for edge in prerequisites:
            if _fails(edge, backed, backed):
                backed[edge.capability] = edge.level - 1
                lowering = True
    return backed


def unsupported_levels(
    capability: str, claimed: Levels, backed: Levels, prerequisites: Iterable[Prerequisite]
) -> tuple[UnsupportedLevel, ...]:
    """Return what the claimed level of a capability lacks, lowest level first."""
    failing = [
        UnsupportedLevel(edge.level, edge.needs, edge.level_needed, have, edge.because)
        for edge in prerequisites
        if edge.capability == capability
        and _fails(edge, claimed, backed)
        and (have := backed[edge.needs]) is not None
    ]
    return tuple(sorted(failing, key=lambda reason: reason.level))


def _fails(edge: Prerequisite, claimed: Levels, backed: Levels) -> bool:
    level, have = claimed[edge.capability], backed[edge.needs]
    if level is None or have is None:
        return False
    return level >= edge.level and have < edge.level_needed


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
