"""Changes of a unit's roadmap: what each quarter has, who sees to which step."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.planning.investment.actions import lock_plan
from assessments.planning.models import Plan, StepOwner
from assessments.planning.portfolio.level_closure import CapabilityStep
from orgs.models import Member, Unit
from orgs.refusals import NotNowError


class NoFixedPlanError(NotNowError):
    """There is no fixed plan of which there could be a roadmap."""


@transaction.atomic
def set_capacities(*, unit: Unit, capacities: Mapping[int, Decimal]) -> Plan:
    """Keep the person-weeks of the quarters that differ. Raise NoFixedPlanError."""
    plan = lock_plan(unit)
    if not plan.fixed:
        raise NoFixedPlanError(_("No order is fixed as the plan of this unit. Fix one first."))
    entered = {str(quarter): str(capacity) for quarter, capacity in capacities.items()}
    plan.fixed = {**plan.fixed, "capacities": entered}
    plan.save(update_fields=["fixed"])
    return plan


@transaction.atomic
def set_owners(*, unit: Unit, owners: Mapping[CapabilityStep, Member | None]) -> None:
    """Keep who sees to these steps; None is nobody."""
    lock_plan(unit)
    for step, owner in owners.items():
        row = StepOwner.objects.filter(unit=unit, capability=step.capability, level=step.level)
        if owner is None:
            row.delete()
        elif not row.exclude(owner=owner).update(owner=owner):
            StepOwner.objects.get_or_create(
                unit=unit,
                organization_id=unit.organization_id,
                capability=step.capability,
                level=step.level,
                defaults={"owner": owner},
            )
