"""What the results room archives."""

from assessments.rounds.models import Evidence
from orgs.archive.export import ArchiveTable, Columns, Numbers
from orgs.models import Member, Unit

from .models import CapabilityResult, ImprovementAction, Result


def renumber_result(columns: Columns, numbers: Numbers) -> Columns:
    """Return the result with the new numbers of its place and of those who settled its answers."""
    place = [step | {"id": numbers.of(Unit, step["id"])} for step in columns["place"]]
    answers = {
        key: answer | {"by": numbers.of(Member, answer["by"])}
        for key, answer in columns["answers"].items()
    }
    evidence = [_renumbered_piece(piece, numbers) for piece in columns.get("evidence", [])]
    return columns | {"answers": answers, "place": place, "evidence": evidence}


def _renumbered_piece(piece: Columns, numbers: Numbers) -> Columns:
    checked_by = piece["checked_by"]
    return piece | {
        "id": numbers.of(Evidence, piece["id"]),
        "by": numbers.of(Member, piece["by"]),
        "checked_by": numbers.of(Member, checked_by) if checked_by else None,
    }


# What a result says is the team's; that somebody submitted it is the person's.
SUBMISSION = ("session_id", "revision", "unit_id", "round_id", "submitted_by_id", "submitted_at")
TABLES = (
    ArchiveTable(Result, renumbered=renumber_result, personal=SUBMISSION),
    ArchiveTable(CapabilityResult),
    ArchiveTable(ImprovementAction),
)
