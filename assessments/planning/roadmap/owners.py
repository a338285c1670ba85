"""Who sees to a step of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.planning.portfolio.level_closure import CapabilityStep


@dataclass(frozen=True)
class StepOwnerShown:
    """Who sees to a step, by its improvement action if it has one; the name may be empty."""

    name: str = ""
    member_id: int | None = None
    has_left: bool = False
    action_id: int | None = None
    is_done: bool = False
    due_on: date | None = None


NOBODY = StepOwnerShown()
Owners = Mapping[CapabilityStep, StepOwnerShown]
