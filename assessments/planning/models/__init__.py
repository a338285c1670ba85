"""What to do: AI projects and where their days go, use cases, plans and scenarios."""

from assessments.planning.models.register import (
    ApplicationGroup,
    DeploymentPlace,
    Funding,
    ParallelStack,
    Project,
    ProjectQuerySet,
    ProjectStage,
    RunningAgent,
    TeamFate,
)

from .effort import AT_WORK, BatchState, EffortBatch, EffortMapping, EffortRecord
from .plans import (
    MOST_CAPACITY,
    MOST_VALUE,
    FoundationOption,
    Plan,
    Scenario,
    Sourcing,
    StepOwner,
    StrategyCheck,
    UseCase,
)

__all__ = [
    "AT_WORK",
    "MOST_CAPACITY",
    "MOST_VALUE",
    "ApplicationGroup",
    "BatchState",
    "DeploymentPlace",
    "EffortBatch",
    "EffortMapping",
    "EffortRecord",
    "FoundationOption",
    "Funding",
    "ParallelStack",
    "Plan",
    "Project",
    "ProjectQuerySet",
    "ProjectStage",
    "RunningAgent",
    "Scenario",
    "Sourcing",
    "StepOwner",
    "StrategyCheck",
    "TeamFate",
    "UseCase",
]
