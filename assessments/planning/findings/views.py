"""The three gaps as findings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.planning.economics.break_even_page import break_even as own_break_even
from assessments.planning.portfolio.page_context import requested_basis
from assessments.planning.portfolio.unit_queries import choices
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from .page import findings_page


@require_safe
@member_view(Permission.PLAN)
def findings(request: MemberRequest) -> HttpResponse:
    """Show the findings of a unit with all below it, or of all units that the member plans for."""
    asked = request.GET.get("unit", "")
    root = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    found = findings_page(request.member, root=root, day=timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "planning/findings.html", {"found": found})


@require_safe
@member_view(Permission.PLAN)
def break_even(request: MemberRequest) -> HttpResponse:
    """Show from which share of plumbing a foundation repays itself, alone.

    It goes by the numbers of the chosen unit, or of the topmost that the member may plan.
    """
    asked = request.GET.get("unit", "")
    units = choices(request.member)
    unit = next((row.pk for row in units if str(row.pk) == asked), units[0].pk if units else 0)
    ground = requested_basis(request, unit)
    context = {"found": own_break_even(request.member, ground), "unit": ground.unit}
    return render(request, "planning/_break_even.html", context)
