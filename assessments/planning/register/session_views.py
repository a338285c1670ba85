"""What the register says to the diagnostic questions of a session, for its facilitator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.rounds import sessions
from assessments.rounds.context import actions as context
from assessments.rounds.models import Session
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.refusals import refusal_as_message
from orgs.web.gate import MemberRequest, get_changeable, member_view

from .session_queries import register_answers


@require_safe
@member_view(Permission.RUN_SESSION)
def session_offer(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what the register knows where the session says nothing yet."""
    session = _run(request, pk)
    today = organization_day(request.member.organization, timezone.now())
    offer = register_answers(request.member, session, today)
    template = (
        "planning/register/_session_offer.html"
        if request.htmx
        else "planning/register/session_offer.html"
    )
    response = render(request, template, {"session": session, "offer": offer})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@member_view(Permission.RUN_SESSION)
def session_offer_take(request: MemberRequest, pk: int) -> HttpResponse:
    """Write it into the session, where nobody has said anything meanwhile."""
    session = _run(request, pk)
    now = timezone.now()
    today = organization_day(request.member.organization, now)
    offer = register_answers(request.member, session, today)
    with refusal_as_message(request, context.NothingToTakeOverError, level=messages.INFO):
        context.take_over(session=session, known=offer.answers, by=request.member, at=now)
        messages.info(request, _("Copied from the register. You can still change it."))
    return redirect("rounds:facts", request.member.organization.slug, pk)


def _run(request: MemberRequest, pk: int) -> Session:
    return get_changeable(
        Session.objects.visible_to(request.member),
        sessions.with_round(Session.objects.run_by(request.member)),
        Permission.RUN_SESSION,
        pk,
    )
