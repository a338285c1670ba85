"""Scores of picked levels, for tests."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from assessments.frameworks.ladder import Answers
from assessments.results.scoring.score import Aim, Score, score
from tests.frameworks.documents import FRAMEWORK

KEYS = tuple(FRAMEWORK.capabilities_by_key)
TARGET = FRAMEWORK.default_target
EDGES = FRAMEWORK.prerequisites
EXAMPLE = dict(zip(KEYS, (2, 3, 1, 0, 3, 3, 1, 2), strict=True))
NOT_APPLICABLE = Answers(not_applicable=True)


def scored(levels: Mapping[str, int], target: Mapping[str, int] = TARGET) -> Any:
    return judged(picked(levels), target)


def judged(
    answers: Mapping[str, Answers],
    target: Mapping[str, int] = TARGET,
    weights: Mapping[str, Fraction | int] | None = None,
) -> Any:
    """Return a score whose levels and percentages are compared without asking for None."""
    return score(FRAMEWORK, answers, target, weights or {})


def picked(levels: Mapping[str, int]) -> dict[str, Answers]:
    return {key: Answers(anchor=level) for key, level in levels.items()}


def supported(outcome: Score) -> dict[str, Any]:
    return {row.capability: row.supported for row in outcome.capabilities}


def aims(target: Mapping[str, int]) -> dict[str, Aim]:
    return {key: Aim(target[key], Fraction(1)) for key in KEYS}


def without(levels: Mapping[str, int], *keys: str) -> dict[str, int]:
    return {key: level for key, level in levels.items() if key not in keys}
