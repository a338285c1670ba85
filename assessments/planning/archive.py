"""What the planning room archives; files on their way into the register are left behind.

So are scenarios that are not shared: row security shows them to their authors alone.
"""

from django.db.models import Q

from orgs.archive.export import ArchiveTable, Columns

from .models import (
    BatchState,
    DeploymentPlace,
    EffortBatch,
    EffortMapping,
    EffortRecord,
    ParallelStack,
    Plan,
    Project,
    RunningAgent,
    Scenario,
    UseCase,
)

APPLIED = Q(state=BatchState.APPLIED)
COUNTED = Q(batch=None) | Q(batch__state=BatchState.APPLIED)
SHARED = Q(is_shared=True)


def is_private(columns: Columns) -> bool:
    """Return whether the scenario was its author's alone."""
    return not columns["is_shared"]


TABLES = (
    ArchiveTable(Project),
    ArchiveTable(DeploymentPlace),
    ArchiveTable(ParallelStack),
    ArchiveTable(RunningAgent),
    ArchiveTable(EffortMapping),
    ArchiveTable(EffortBatch, which=APPLIED),
    ArchiveTable(EffortRecord, which=COUNTED),
    ArchiveTable(UseCase),
    ArchiveTable(Plan),
    # Earlier versions wrote them all.
    ArchiveTable(Scenario, which=SHARED, left_out=is_private),
)
