"""The three gaps as findings."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.planning.queries.findings import findings_page
from orgs.gate import MemberRequest, member_view
from orgs.permissions import Permission


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
