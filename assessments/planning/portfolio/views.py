"""The way to a unit's plan, and what all its pages share: the unit, the switch between units."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from orgs.models import Unit
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from .queries import UnitPlan, unit_plan
from .unit_queries import choices, planned_units

PAGES = ("use_cases", "order", "trajectories", "sourcing", "strategy")


@require_safe
@member_view(Permission.PLAN)
def plan(request: MemberRequest) -> HttpResponse:
    """Lead to the plan of the chosen unit, or of the topmost that the member may plan."""
    units = choices(request.member)
    if not units:
        return render(request, "planning/portfolio/no_unit.html")
    chosen = request.GET.get("unit", "")
    unit = next((row.pk for row in units if str(row.pk) == chosen), units[0].pk)
    page = request.GET.get("page", "")
    page = page if page in PAGES else "use_cases"
    return redirect(f"planning:{page}", request.member.organization.slug, unit)


def requested_unit(request: MemberRequest, unit: int) -> Unit:
    """Return the unit that is planned, or raise Http404."""
    return get_object_or_404(planned_units(request.member), pk=unit)


def requested_plan(request: MemberRequest, unit: int) -> UnitPlan:
    """Return the unit's plan, or raise Http404."""
    found = unit_plan(request.member, requested_unit(request, unit))
    if found is None:
        raise Http404
    return found


def page_context(request: MemberRequest, of: UnitPlan, page: str, **context: Any) -> dict[str, Any]:
    """Return the context of a page of the plan."""
    return {
        "unit": of.unit,
        "units": choices(request.member),
        "page": page,
        "standing": of.basis.standing,
        "plan": of.plan,
        **context,
    }
