"""What to do: AI projects and where their days go."""

from .effort import BatchState, EffortBatch, EffortMapping, EffortRecord
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
