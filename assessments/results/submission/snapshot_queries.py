"""What a result freezes: its score as it is stored, the digest of all, and what backs it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

from assessments.frameworks.ladder import Answers
from assessments.frameworks.schema import Capability
from assessments.results.models import CapabilityResult, Result
from assessments.results.scoring.backed_levels import verified_level
from assessments.results.scoring.plausibility import PlausibilityFacts, raised_flags
from assessments.results.scoring.score import WITHOUT_EVIDENCE, CapabilityScore, Score
from assessments.rounds.context import diagnostics
from assessments.rounds.context.queries import diagnostics_document
from assessments.rounds.models import Evidence, Session, SessionScope
from orgs.days import organization_day
from orgs.models import Organization

# The numbers of rows, which differ from installation to installation.
NUMBERS = ("id", "by", "checked_by")
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
    # Written the same way for ever: whoever checks a digest writes the statement anew.
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


def score_columns(outcome: Score) -> dict[str, Any]:
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


def capability_columns(scored: CapabilityScore) -> dict[str, Any]:
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


def frozen_verified_level(
    capability: Capability, settled: Answers, evidence: Sequence[Mapping[str, Any]]
) -> int | None:
    """Return the level that frozen evidence verifies; None where there was no evidence at all."""
    if not any(piece["capability"] == capability.key for piece in evidence):
        return None
    return verified_level(capability, settled, verified_conditions(evidence))


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else _rounded(number, FOUR_PLACES)


def _share(number: Fraction | None) -> Decimal | None:
    """Round down, so that a share just below a threshold stays below it."""
    return None if number is None else _rounded(number, SHARE_PLACES, ROUND_FLOOR)


def _rounded(number: Fraction, places: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(places, rounding=rounding)


@dataclass(frozen=True)
class Backing:
    """The documents that a result freezes."""

    evidence: Sequence[Mapping[str, Any]]
    scope: Mapping[str, Any]
    diagnostics: Mapping[str, Any]


def backing(
    session: Session, levels: Mapping[str, int | None], organization: Organization, day: date
) -> Backing:
    """Return what backs a submission on that day, given its claimed levels."""
    scope = SessionScope.objects.filter(session=session).first()
    return Backing(
        evidence=_evidence(session, organization, day),
        scope=scope.lists if scope else {},
        diagnostics=_diagnostics(session, levels),
    )


def verified_conditions(evidence: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the conditions that frozen evidence verifies."""
    return frozenset(piece["condition"] for piece in evidence if piece["counts"])


def without_numbers(evidence: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return frozen evidence as it reads in every installation."""
    return [{key: said for key, said in row.items() if key not in NUMBERS} for row in evidence]


def _evidence(session: Session, organization: Organization, day: date) -> list[dict[str, Any]]:
    rows = Evidence.objects.filter(session=session).standing().order_by("condition", "pk")
    return [_piece(row, organization, day) for row in rows]


def _piece(row: Evidence, organization: Organization, day: date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "capability": row.capability,
        "condition": row.condition,
        "says": row.says,
        "url": row.url,
        "file_name": row.file_name,
        "source": row.source,
        "grade": row.grade,
        "by": row.author_id,
        "added_on": organization_day(organization, row.added_at).isoformat(),
        "checked_by": row.checked_by_id,
        "checked_on": (
            organization_day(organization, row.checked_at).isoformat() if row.checked_at else None
        ),
        "expires_on": row.expires_on.isoformat(),
        "counts": row.verifies(day),
    }


def _diagnostics(session: Session, levels: Mapping[str, int | None]) -> dict[str, Any]:
    document = diagnostics_document(session)
    answered = diagnostics.diagnostics_from_json(document)
    return {} if answered.is_empty else {**document, "flags": list(_flags(answered, levels))}


def _flags(
    answered: diagnostics.DiagnosticFacts, levels: Mapping[str, int | None]
) -> tuple[str, ...]:
    stacks = answered.parallel_stacks
    return raised_flags(
        PlausibilityFacts(
            levels=levels,
            plumbing=answered.plumbing,
            pilots=answered.pilots,
            frameworks=answered.frameworks,
            parallel_stacks=None if stacks is None else len(stacks),
        )
    )
