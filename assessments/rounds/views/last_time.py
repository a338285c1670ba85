"""What was settled last time beside one's own answers, as they are stored now."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.rounds import queries
from assessments.rounds.actions import voting
from assessments.rounds.former import settled_last_time
from assessments.rounds.models import Vote
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view


@require_safe
@member_view(Permission.VOTE)
def vote_last_time(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Return the part of the vote that shows last time's answers; empty where there are none."""
    ballot = voting.ballot(member=request.member, session_id=pk, capability=capability)
    if ballot is None:
        raise Http404
    own = queries.own_votes(ballot.participant).get(capability) or Vote(capability=capability)
    then = settled_last_time(ballot.session, ballot.capability, own.answers)
    here = reverse("rounds:vote_last_time", args=[request.member.organization.slug, pk, capability])
    context = {"last_time": then, "last_time_url": here}
    return render(request, "rounds/_last_time.html", context)
