"""What a result says of a score, rounded as it is stored, and the digest of all that it says."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

from assessments.frameworks.ladder import Answers
from assessments.frameworks.schema import Capability
from assessments.results.backing import proven, without_numbers
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring import WITHOUT_EVIDENCE, CapabilityScore, Score
from assessments.results.verified import verified_level

FOUR_PLACES = Decimal("0.0001")
SHARE_PLACES = Decimal("0.00001")


def digest(result: Result, rows: Iterable[CapabilityResult], framework: str) -> str:
    """Return the SHA-256 of everything that a result says, given its framework's digest.

    The numbers of rows say nothing, so a result keeps its digest in another installation. Results
    of the first scoring rules say nothing of evidence, scope and diagnostic answers.
    """
    statement = {
        "framework": framework,
        **_said(result, _RESULT_SAYS),
        "answers": {
            key: {name: said for name, said in answer.items() if name != "by"}
            for key, answer in result.answers.items()
        },
        "capabilities": [_said(row, _ROW_SAYS) for row in rows],
    }
    if result.scoring_version != WITHOUT_EVIDENCE:
        statement |= _said(result, ("scope", "diagnostics"))
        statement["evidence"] = without_numbers(result.evidence)
    canonical = json.dumps(
        statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


_RESULT_SAYS = (
    "revision", "scoring_version", "stage", "stage_high", "held_by", "percent_claimed",
    "percent_supported", "percent_high", "known_weight", "answered", "asked", "raters",
)  # fmt: skip
_ROW_SAYS = (
    "capability", "position", "claimed", "low", "high", "supported", "verified", "target", "weight",
    "not_applicable", "knows_nothing", "votes", "abstained", "contested", "why",
)  # fmt: skip


def _said(row: Result | CapabilityResult, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def whole(outcome: Score) -> dict[str, Any]:
    """Return what a result's row says of the whole score."""
    percent = outcome.percent_to_target
    return {
        "stage": outcome.stage.value,
        "stage_high": outcome.stage.high,
        "held_by": list(outcome.stage.held_by),
        "percent_claimed": _decimal(percent.claimed),
        "percent_supported": _decimal(percent.supported),
        "percent_high": _decimal(percent.high),
        "known_weight": _share(outcome.known_weight),
        "answered": sum(not row.knows_nothing for row in outcome.capabilities),
        "asked": len(outcome.capabilities),
    }


def one_capability(scored: CapabilityScore) -> dict[str, Any]:
    """Return what a capability's row says of its score."""
    return {
        "claimed": scored.claimed,
        "low": scored.low,
        "high": scored.high,
        "supported": scored.supported,
        "target": scored.target,
        "weight": _rounded(scored.weight, FOUR_PLACES),
        "not_applicable": scored.not_applicable,
        "knows_nothing": scored.knows_nothing,
    }


def verified(
    capability: Capability, settled: Answers, evidence: Sequence[Mapping[str, Any]]
) -> int | None:
    """Return the level that frozen evidence verifies; None where there was no evidence at all."""
    if not any(piece["capability"] == capability.key for piece in evidence):
        return None
    return verified_level(capability, settled, proven(evidence))


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else _rounded(number, FOUR_PLACES)


def _share(number: Fraction | None) -> Decimal | None:
    """Round down, so that a share just below a threshold stays below it."""
    return None if number is None else _rounded(number, SHARE_PLACES, ROUND_FLOOR)


def _rounded(number: Fraction, places: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(places, rounding=rounding)
