"""The second vote, on the page of the reveal."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.rounds import queries
from assessments.rounds.actions import revoting, voting
from assessments.rounds.forms import ConditionForm
from assessments.rounds.views.facilitating import changed, run_session
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view


@require_POST
@member_view(Permission.RUN_SESSION)
def revote_ask(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Put chosen conditions to a second, visible vote."""
    held = run_session(request, pk)
    asked = queries.session_framework(held).capabilities_by_key.get(capability)
    if asked is None:
        raise Http404
    revoting.ask_again(
        session=held,
        capability=asked,
        conditions=request.POST.getlist("condition"),
        by=request.member,
        at=timezone.now(),
    )
    return changed(request, pk)


@require_POST
@member_view(Permission.VOTE)
def revote(request: MemberRequest, pk: int, capability: str, condition: str) -> HttpResponse:
    """Store one answer of the second vote, which everybody in the session sees."""
    ballot = voting.ballot(member=request.member, session_id=pk, capability=capability)
    if ballot is None or condition not in ballot.capability.level_of_condition:
        raise Http404
    form = ConditionForm(request.POST, condition=condition)
    if not form.is_valid():
        raise BadRequest(_("Choose yes, no or don't know."))
    revoting.answer_again(ballot=ballot, condition=condition, answer=form.answer, at=timezone.now())
    return changed(request, pk)
