"""The saved strategy checks of a unit."""

from collections.abc import Sequence

from assessments.planning.models import StrategyCheck
from orgs.models import Member, Unit


def saved_checks(member: Member, unit: Unit) -> Sequence[StrategyCheck]:
    """Return the unit's saved checks, the newest first."""
    rows = StrategyCheck.objects.planned_by(member).filter(unit=unit)
    return list(rows.select_related("by__user").order_by("-saved_at", "-pk"))
