"""Which units a member plans, and what keeps one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.planning.models import Plan, Scenario, UseCase
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.units.tree import DEEPEST_INDENT, depth_of, units_in_tree


@dataclass(frozen=True)
class UnitOption:
    """A unit that the member may plan, at its depth in the tree."""

    pk: int
    name: str
    depth: int

    @property
    def label(self) -> str:
        """The name, set in by the depth."""
        return "\u2007\u2007" * min(self.depth, DEEPEST_INDENT) + self.name


def planned_units(member: Member) -> QuerySet[Unit]:
    """Return the units that the member may plan."""
    return Unit.objects.permitted(member, Permission.PLAN).active()


def choices(member: Member) -> list[UnitOption]:
    """Return the units that the member may plan, parents before children."""
    planned = planned_units(member).values("pk")
    units = units_in_tree(member.organization).filter(pk__in=planned)
    return [UnitOption(unit.pk, unit.name, depth_of(unit)) for unit in units]


def unit_in_use(unit: Unit) -> str:
    """Return the sentence that says that a unit has a plan; empty without one."""
    rows = (UseCase.objects, Plan.objects, Scenario.objects)
    if not any(table.filter(unit=unit).exists() for table in rows):
        return ""
    return _("%s has a plan or use cases. Delete them first.") % unit.name
