"""Whether stored results still follow from the answers that were frozen with them."""

from collections.abc import Iterator, Mapping
from copy import copy
from fractions import Fraction
from typing import Any, TypeVar

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.explanation import why
from assessments.results.scoring.score import SCORING_VERSION, WITHOUT_EVIDENCE, Score, score

from . import snapshot_queries

Row = TypeVar("Row", Result, CapabilityResult)
KNOWN_VERSIONS = frozenset({WITHOUT_EVIDENCE, SCORING_VERSION})
RESULTS_AT_ONCE = 100
# What the voters said is frozen as counts; it does not follow from the settled answers.
VOTE_COLUMNS = ("said", "split", "not_applicable_votes")


def stored_results() -> Iterator[Result]:
    """Return the results in scope with their capabilities, read piece by piece, oldest first."""
    rows = Result.objects.select_related("round", "unit", "framework_version")
    held = rows.defer("framework_version__document").prefetch_related("capabilities")
    return held.order_by("pk").iterator(chunk_size=RESULTS_AT_ONCE)


def is_sound(result: Result) -> bool:
    """Return whether it says what its digest says, and its answers, scored again, say the same."""
    if result.scoring_version not in KNOWN_VERSIONS:
        return False
    try:
        return result.digest == stored_digest(result) == recomputed_digest(result)
    except (KeyError, TypeError, ValueError):  # what is no answer cannot be scored
        return False


def stored_digest(result: Result) -> str:
    """Return the digest of what the result's rows say."""
    return snapshot_queries.digest(result, _rows(result), result.framework_version.digest)


def recomputed_digest(result: Result) -> str:
    """Return the digest that the result's frozen answers, targets and weights make.

    Raises KeyError, TypeError or ValueError where they are none.
    """
    framework = framework_of(result.framework_version)
    rows = _rows(result)
    answers = {key: _answers(said) for key, said in result.answers.items()}
    outcome = score(
        framework,
        answers,
        {row.capability: row.target for row in rows},
        {row.capability: Fraction(row.weight) for row in rows},
    )
    again = [
        _row(row, framework.capability(row.capability), answers[row.capability], outcome, result)
        for row in rows
    ]
    whole = _with(result, snapshot_queries.score_columns(outcome))
    return snapshot_queries.digest(whole, again, result.framework_version.digest)


def _rows(result: Result) -> list[CapabilityResult]:
    return sorted(result.capabilities.all(), key=lambda row: row.position)


def _answers(said: Mapping[str, Any]) -> Answers:
    conditions = {key: Answer(value) for key, value in said["conditions"].items()}
    return Answers(conditions, not_applicable=said["not_applicable"])


def _row(
    row: CapabilityResult, capability: Capability, said: Answers, outcome: Score, result: Result
) -> CapabilityResult:
    scored = outcome.capabilities_by_key[capability.key]
    found: dict[str, Any] = snapshot_queries.capability_columns(scored)
    if result.scoring_version != WITHOUT_EVIDENCE:
        found["verified"] = snapshot_queries.frozen_verified_level(
            capability, said, result.evidence
        )
    behind = why(capability, said, (), scored.unsupported).document()
    heard = {name: row.why[name] for name in VOTE_COLUMNS}
    return _with(row, {**found, "why": {**behind, **heard}})


def _with(row: Row, values: Mapping[str, Any]) -> Row:
    # A copy, since what is compared must not be changed by comparing.
    changed = copy(row)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed
