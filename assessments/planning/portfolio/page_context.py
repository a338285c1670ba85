"""What all pages of a unit's plan share: the unit, its ground, the switch between units."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from orgs.models import Unit
from orgs.web.gate import MemberRequest

from .queries import PlanningBasis, planning_basis
from .unit_queries import choices, planned_units


def requested_unit(request: MemberRequest, unit: int) -> Unit:
    """Return the unit that is planned, or raise Http404."""
    return get_object_or_404(planned_units(request.member), pk=unit)


def requested_basis(request: MemberRequest, unit: int) -> PlanningBasis:
    """Return what the unit's plan rests on, or raise Http404."""
    found = planning_basis(request.member, requested_unit(request, unit))
    if found is None:
        raise Http404
    return found


def page_context(
    request: MemberRequest, of: PlanningBasis, page: str, **context: Any
) -> dict[str, Any]:
    """Return the context of a page of the plan."""
    return {
        "unit": of.unit,
        "units": choices(request.member),
        "page": page,
        "standing": of.standing,
        "plan": of.plan,
        **context,
    }
