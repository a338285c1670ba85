"""The three gaps as findings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.planning.economics.measured_parameters import measured_parameters
from assessments.planning.economics.queries import unit_records
from assessments.planning.foundation.missing_steps import FOUNDATION_LEVEL
from assessments.planning.portfolio.unit_queries import choices
from assessments.planning.portfolio.views import requested_plan
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from .break_even_page import break_even_shown
from .page import findings_page
from .queries import known_facts


@require_safe
@member_view(Permission.PLAN)
def findings(request: MemberRequest) -> HttpResponse:
    """Show the findings of a unit with all below it, or of all units that the member plans for."""
    unit_text = request.GET.get("unit", "")
    root = int(unit_text) if unit_text.isdecimal() and len(unit_text) < 19 else None
    everything = known_facts(request.member)
    if root is not None and root not in everything.units:
        raise Http404
    today = organization_day(request.member.organization, timezone.now())
    found = findings_page(everything, root=root, day=today)
    return render(request, "planning/findings/findings.html", {"found": found})


@require_safe
@member_view(Permission.PLAN)
def break_even(request: MemberRequest) -> HttpResponse:
    """Show from which share of plumbing a foundation repays itself, alone.

    It goes by the numbers of the chosen unit, or of the topmost that the member may plan.
    """
    unit_text = request.GET.get("unit", "")
    units = choices(request.member)
    unit = next((row.pk for row in units if str(row.pk) == unit_text), units[0].pk if units else 0)
    of = requested_plan(request, unit)
    records = unit_records(request.member, of.unit)
    known = measured_parameters(of.basis, records, FOUNDATION_LEVEL)
    context = {"found": break_even_shown(known), "unit": of.unit}
    return render(request, "planning/findings/_break_even.html", context)
