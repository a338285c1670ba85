"""What to do: AI projects and where their days go."""

from .effort import AT_WORK, BatchState, EffortBatch, EffortMapping, EffortRecord
from .register import (
    DeploymentPlace,
    Funding,
    ParallelStack,
    Project,
    ProjectQuerySet,
    RunningAgent,
    Stage,
    Team,
)

__all__ = [
    "AT_WORK",
    "BatchState",
    "DeploymentPlace",
    "EffortBatch",
    "EffortMapping",
    "EffortRecord",
    "Funding",
    "ParallelStack",
    "Project",
    "ProjectQuerySet",
    "RunningAgent",
    "Stage",
    "Team",
]
