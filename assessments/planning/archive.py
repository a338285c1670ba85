"""What the planning room archives; files on their way into the register are left behind."""

from django.db.models import Q

from orgs.archive.export import ArchiveTable

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
    StrategyCheck,
    UseCase,
)

APPLIED = Q(state=BatchState.APPLIED)
COUNTED = Q(batch=None) | Q(batch__state=BatchState.APPLIED)
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
    ArchiveTable(Scenario),
    ArchiveTable(StrategyCheck),
)
