"""What the planning room archives; files on their way into the register are left behind."""

from django.db.models import Q

from orgs.archive.export import ArchiveTable

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
    UseCase,
)

APPLIED = Q(state=BatchState.APPLIED)
COUNTED = Q(batch=None) | Q(batch__state=BatchState.APPLIED)
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
    ArchiveTable(Plan),
    ArchiveTable(Scenario),
    ArchiveTable(FoundationOption),
)
