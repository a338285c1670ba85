"""Rows of the register, as tests need them."""

from collections.abc import Sequence

from assessments.planning.models import EffortBatch, ParallelStack, Project, ProjectStage
from assessments.planning.timesheets import actions as timesheets
from orgs.models import Member, Unit
from tests.cast import NOON

HEADER = "Issue Key,Hours,Work date,Account Key,Activity Name"


def a_project(unit: Unit, name: str = "Claims triage", **facts: object) -> Project:
    """Return a pilot of the unit."""
    return Project.objects.create(
        organization_id=unit.organization_id,
        **{"unit": unit, "name": name, "stage": ProjectStage.PILOT, **facts},
    )


def a_stack(unit: Unit, name: str = "Own cluster", **facts: object) -> ParallelStack:
    """Return a stack that the unit runs beside the shared one."""
    return ParallelStack.objects.create(
        organization_id=unit.organization_id, **{"unit": unit, "name": name, **facts}
    )


def sheet(lines: Sequence[str], header: str = HEADER) -> bytes:
    """Return a time sheet with these lines."""
    return "\n".join([header, *lines, ""]).encode()


def a_time_sheet(
    by: Member, content: bytes = b"Hours,Date,Project,Kind\n8,2026-03-02,X,data\n"
) -> EffortBatch:
    """Return an uploaded time sheet."""
    return timesheets.upload(file_name="march.csv", content=content, by=by, at=NOON)
