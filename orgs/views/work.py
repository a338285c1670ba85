"""What waits for the person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from orgs.gate import MemberRequest, member_view
from orgs.waiting import waiting_for


@require_safe
@member_view(None)
def my_work(request: MemberRequest) -> HttpResponse:
    """Show what waits for the person, nothing else."""
    return render(request, "orgs/my_work.html", {"waiting": waiting_for(request.member)})
