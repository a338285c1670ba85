"""Which units a member plans, and what keeps one."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.planning.models import (
    FoundationOption,
    Plan,
    Scenario,
    StepOwner,
    StrategyCheck,
    UseCase,
)
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.units.tree import UnitOption, unit_options


def planned_units(member: Member) -> QuerySet[Unit]:
    """Return the units that the member may plan."""
    return Unit.objects.permitted(member, Permission.PLAN).active()


def choices(member: Member) -> list[UnitOption]:
    """Return the units that the member may plan, parents before children."""
    return unit_options(member.organization, planned_units(member))


def unit_in_use(unit: Unit) -> str:
    """Return the sentence that says that a unit has a plan; empty without one."""
    rows = (
        UseCase.objects, Plan.objects, StepOwner.objects, Scenario.objects, StrategyCheck.objects,
        FoundationOption.objects,
    )  # fmt: skip
    if not any(table.filter(unit=unit).exists() for table in rows):
        return ""
    return _("%s has a plan or use cases. Delete them first.") % unit.name
