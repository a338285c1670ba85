"""What the planning room archives; files on their way into the register are left behind."""

from django.db.models import Q

from orgs.archive.export import Archived

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
TABLES = (
    Archived(Project),
    Archived(DeploymentPlace),
    Archived(ParallelStack),
    Archived(RunningAgent),
    Archived(EffortMapping),
    Archived(EffortBatch, which=APPLIED),
    Archived(EffortRecord, which=COUNTED),
    Archived(UseCase),
    Archived(Plan),
    Archived(Scenario),
)
