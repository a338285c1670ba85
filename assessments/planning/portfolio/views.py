"""The way to a unit's plan, and what all its pages share: the unit, the switch between units."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.results.comparison.options import Extent
from orgs.models import Unit
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, locked, member_view

from .basis import BasisChoice
from .page import choice_fields, choice_query, standing_shown
from .queries import UnitPlan, unit_plan
from .unit_queries import choices, planned_units

PAGES = ("use_cases", "order", "roadmap", "trajectories", "sourcing", "strategy")


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
    return redirect_to_plan(request, f"planning:{page}", unit)


def requested_unit(request: MemberRequest, unit: int) -> Unit:
    """Return the unit that is planned, or raise Http404; one plan is changed by one at a time."""
    return get_object_or_404(locked(request, planned_units(request.member)), pk=unit)


class BasisForm(forms.Form):
    """Whose levels to plan from, and of which framework; what cannot be read is the usual."""

    show = forms.ChoiceField(required=False, choices=[(extent, extent) for extent in Extent])
    framework = forms.SlugField(required=False)

    @property
    def choice(self) -> BasisChoice:
        """What was chosen."""
        self.full_clean()
        extent = self.cleaned_data.get("show")
        return BasisChoice(
            Extent(extent) if extent else None, self.cleaned_data.get("framework") or ""
        )


def requested_basis(request: MemberRequest) -> BasisChoice:
    """Return what the address chose to plan from."""
    return BasisForm(request.GET).choice


def requested_plan(request: MemberRequest, unit: int) -> UnitPlan:
    """Return the unit's plan on the chosen basis, or raise Http404."""
    planned = requested_unit(request, unit)
    found = unit_plan(request.member, planned, requested_basis(request))
    if found is None:
        raise Http404
    return found


def redirect_to_plan(request: MemberRequest, page: str, unit: int) -> HttpResponseRedirect:
    """Lead to a page of the plan, on the basis that this address chose."""
    address = reverse(page, args=[request.member.organization.slug, unit])
    return HttpResponseRedirect(address + choice_query(requested_basis(request)))


def page_context(request: MemberRequest, of: UnitPlan, page: str, **context: Any) -> dict[str, Any]:
    """Return the context of a page of the plan."""
    return {
        "unit": of.unit,
        "units": choices(request.member),
        "page": page,
        "standing": of.basis.standing,
        "rests_on": standing_shown(of.basis.standing),
        "chosen_basis": choice_fields(requested_basis(request)),
        "plan": of.plan,
        **context,
    }
