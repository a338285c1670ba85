"""Pages that follow a session without reloading: nothing new is answered with 204."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseLocation

from assessments.rounds import sessions
from assessments.rounds.models import Session, SessionState
from assessments.rounds.participants import participants
from assessments.rounds.review import queries as review_queries
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import polling_queries
from .page import AgendaRow, agenda, viewer
from .polling_queries import Pulse
from .queries import revealed_votes

NO_CONTENT = 204
STOP_POLLING = 286  # htmx stops a poll that is answered with it


@require_safe
@member_view(Permission.SEE_RESULTS)
def session_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """Return who has voted; bring the reveal onto the page once the votes are revealed."""
    pulse = _pulse(request, pk)
    # Before the stamps are compared: this page cannot show what comes after the reveal.
    if pulse.state != SessionState.OPEN:
        return _whole_page(request, pk)
    if request.GET.get("seen") == pulse.stamp:
        return HttpResponse(status=NO_CONTENT)
    shown = _session(request, pk)
    context = {
        "session": shown,
        "stamp": pulse.stamp,
        "participants": participants(shown),
        "asked": len(sessions.session_framework(shown).capabilities),
        "may_run": request.member.may(Permission.RUN_SESSION, shown.unit_id),
        "is_projected": request.GET.get("view") == "projector",
    }
    return render(request, "rounds/reveal/_participants.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def session_live(request: MemberRequest, pk: int) -> HttpResponse:
    """Return the rows of the reveal that changed: the page sends the mark of each that it shows."""
    pulse = _pulse(request, pk)
    if request.GET.get("seen") == pulse.stamp:
        return HttpResponse(status=NO_CONTENT)
    # Rows alone cannot turn a page of one state into that of another.
    if pulse.state != request.GET.get("state"):
        moved = {"session": _session(request, pk)}
        return render(
            request, "rounds/reveal/session/_session_moved.html", moved, status=STOP_POLLING
        )
    shown = _session(request, pk)
    people = list(participants(shown))
    rows = agenda(revealed_votes(shown, people), viewer(request.member.pk, people))
    changed = [row for row in rows if request.GET.get(row.capability.key) != row.mark]
    context = {
        "session": shown,
        "stamp": pulse.stamp,
        "participants": people,
        "open_rows": [row for row in rows if not row.settled],
        "changed": changed,
        "news": [news(row) for row in changed],
        "may_run": request.member.may(Permission.RUN_SESSION, shown.unit_id),
        "may_vote": Session.objects.filter(pk=pk).answered_by(request.member).exists(),
        "returned": review_queries.standing_return(shown),
    }
    return render(request, "rounds/reveal/session/_session_live.html", context)


@require_safe
@member_view(Permission.VOTE)
def vote_live(request: MemberRequest, pk: int) -> HttpResponse:
    """Tell a voter once the votes are revealed; what stands on the page stays."""
    pulse = _pulse(request, pk)
    if pulse.state == SessionState.OPEN:
        return HttpResponse(status=NO_CONTENT)
    context = {"session": _session(request, pk)}
    return render(request, "rounds/reveal/_vote_revealed.html", context, status=STOP_POLLING)


def news(row: AgendaRow) -> str:
    """Return what a screen reader says when a row has changed."""
    name = row.capability.name
    if row.settled:
        return _("%(name)s: settled by %(person)s.") % {"name": name, "person": row.settled.by}
    if row.again:
        return _("%(name)s, voted again: %(words)s") % {"name": name, "words": row.again_words}
    return _("%s: vote again on the chosen conditions.") % name


def _pulse(request: MemberRequest, pk: int) -> Pulse:
    pulse = polling_queries.pulse(member=request.member, session_id=pk)
    if pulse is None:
        raise Http404
    if not pulse.is_noted:
        polling_queries.attend(member=request.member, session_id=pk)
    return pulse


def _session(request: MemberRequest, pk: int) -> Session:
    return get_object_or_404(sessions.with_round(Session.objects.visible_to(request.member)), pk=pk)


def _whole_page(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the browser fetch the page's new content in place, where it runs htmx."""
    page = reverse("rounds:session", args=[request.member.organization.slug, pk])
    query = "?view=projector" if request.GET.get("view") == "projector" else ""
    return HttpResponseLocation(page + query, target="#main", select="#main", swap="outerHTML")
