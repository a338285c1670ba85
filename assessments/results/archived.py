"""What the results room archives."""

from assessments.results.models import CapabilityResult, Result
from orgs.archive import Archived, Columns, Numbers
from orgs.models import Member


def settled_by(columns: Columns, numbers: Numbers) -> Columns:
    """Return the result with the new numbers of those who settled its answers."""
    answers = {
        key: answer | {"by": numbers.of(Member, answer["by"])}
        for key, answer in columns["answers"].items()
    }
    return columns | {"answers": answers}


TABLES = (Archived(Result, renumbered=settled_by), Archived(CapabilityResult))
