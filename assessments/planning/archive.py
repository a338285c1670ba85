"""What the planning room archives; files on their way into the register are left behind.

So are scenarios that are not shared: row security shows them to their authors alone.
"""

from decimal import Decimal

from django.db.models import Q

from orgs.archive.export import ArchiveTable, Columns

from .models import (
    ApplicationGroup,
    BatchState,
    DeploymentPlace,
    EffortBatch,
    EffortMapping,
    EffortRecord,
    FoundationOption,
    ParallelStack,
    Plan,
    Project,
    RunningAgent,
    Scenario,
    StepOwner,
    StrategyCheck,
    UseCase,
)

QUARTERLY_UNTIL = 2  # the last format whose capacities are of a quarter, 60 until entered
USUAL_QUARTER = Decimal(60)
APPLIED = Q(state=BatchState.APPLIED)
COUNTED = Q(batch=None) | Q(batch__state=BatchState.APPLIED)
SHARED = Q(is_shared=True)


def monthly(columns: Columns, format_: int) -> Columns:
    """Return a plan's columns with its capacity of a month, None where nobody entered one."""
    if format_ > QUARTERLY_UNTIL or columns["capacity"] is None:
        return columns
    quarterly = Decimal(columns["capacity"])
    is_usual = quarterly == USUAL_QUARTER
    return columns | {"capacity": None if is_usual else str(round(quarterly / 3, 2))}


def is_private(columns: Columns) -> bool:
    """Return whether the scenario was its author's alone."""
    return not columns["is_shared"]


TABLES = (
    ArchiveTable(Project),
    ArchiveTable(DeploymentPlace),
    ArchiveTable(ParallelStack),
    ArchiveTable(RunningAgent),
    ArchiveTable(ApplicationGroup),
    ArchiveTable(EffortMapping),
    ArchiveTable(EffortBatch, which=APPLIED),
    ArchiveTable(EffortRecord, which=COUNTED),
    ArchiveTable(UseCase),
    ArchiveTable(Plan, modernized=monthly),
    ArchiveTable(StepOwner),
    # Earlier versions wrote them all.
    ArchiveTable(Scenario, which=SHARED, left_out=is_private),
    ArchiveTable(StrategyCheck),
    ArchiveTable(FoundationOption),
)
