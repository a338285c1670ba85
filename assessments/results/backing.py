"""What stands beside the answers and is frozen with them: evidence, scope, diagnostic answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.results.flags import Facts, raised
from assessments.rounds.context import diagnostics
from assessments.rounds.context.queries import diagnostics_document
from assessments.rounds.models import Evidence, Session, SessionScope

# The numbers of rows, which differ from installation to installation.
NUMBERS = ("id", "by", "checked_by")


@dataclass(frozen=True)
class Backing:
    """The documents that a result freezes."""

    evidence: Sequence[Mapping[str, Any]]
    scope: Mapping[str, Any]
    diagnostics: Mapping[str, Any]


def backing(session: Session, levels: Mapping[str, int | None], day: date) -> Backing:
    """Return what backs a submission on that day, given its claimed levels."""
    scope = SessionScope.objects.filter(session=session).first()
    return Backing(
        evidence=_evidence(session, day),
        scope=scope.lists if scope else {},
        diagnostics=_diagnostics(session, levels),
    )


def proven(evidence: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return the conditions that frozen evidence verifies."""
    return frozenset(piece["condition"] for piece in evidence if piece["counts"])


def without_numbers(evidence: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return frozen evidence as it reads in every installation."""
    return [{key: said for key, said in row.items() if key not in NUMBERS} for row in evidence]


def _evidence(session: Session, day: date) -> list[dict[str, Any]]:
    rows = Evidence.objects.filter(session=session).standing().order_by("condition", "pk")
    return [_piece(row, day) for row in rows]


def _piece(row: Evidence, day: date) -> dict[str, Any]:
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
        "added_on": row.added_at.date().isoformat(),
        "checked_by": row.checked_by_id,
        "checked_on": row.checked_at.date().isoformat() if row.checked_at else None,
        "expires_on": row.expires_on.isoformat(),
        "counts": row.verifies(day),
    }


def _diagnostics(session: Session, levels: Mapping[str, int | None]) -> dict[str, Any]:
    document = diagnostics_document(session)
    answered = diagnostics.read(document)
    return {} if answered.is_empty else {**document, "flags": list(_flags(answered, levels))}


def _flags(answered: diagnostics.Answered, levels: Mapping[str, int | None]) -> tuple[str, ...]:
    stacks = answered.parallel_stacks
    return raised(
        Facts(
            levels=levels,
            plumbing=answered.plumbing,
            pilots=answered.pilots,
            frameworks=answered.frameworks,
            parallel_stacks=None if stacks is None else len(stacks),
        )
    )
