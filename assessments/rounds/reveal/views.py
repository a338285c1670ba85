"""The session as the room sees it: who has voted, the reveal, settling, the second vote."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from assessments.frameworks.ladder import Answers
from assessments.rounds import session_state, sessions
from assessments.rounds.access import SESSION_PAGE, run_session
from assessments.rounds.context import queries as context_queries
from assessments.rounds.models import Participant, Session, SessionState
from assessments.rounds.participants import FEWEST_LETTERS, addable, participants
from assessments.rounds.review import queries as review_queries
from assessments.rounds.voting import actions as voting
from assessments.rounds.voting.forms import ConditionForm
from assessments.rounds.voting.provisional_level import provisional_level
from assessments.rounds.voting.queries import previous_answer
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import actions, revote_actions
from .ballots import CapabilityVotes
from .forms import ParticipantForm, SettleForm, majority_form, searched
from .page import agenda, agenda_row, persons_votes, viewer
from .queries import revealed_votes

MENDED_IN_THE_FORM = (actions.RationaleMissingError, actions.StaleSettledAnswerError)


@require_safe
@member_view(Permission.SEE_RESULTS)
def session(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the session: who has voted while it is open, the votes once they are revealed."""
    shown = _seen(request, pk)
    people = list(participants(shown))
    context = {
        "session": shown,
        "participants": people,
        "asked": len(sessions.session_framework(shown).capabilities),
        "may_run": request.member.may(Permission.RUN_SESSION, shown.unit_id),
        "may_vote": Session.objects.filter(pk=pk).answered_by(request.member).exists(),
        "is_projected": request.GET.get("view") == "projector",
    }
    if shown.state == SessionState.OPEN:
        context["may_review"] = request.member.may(Permission.REVIEW, shown.unit_id)
        words = searched(request.GET)
        members = addable(shown, by=request.member, words=words)
        context |= {"form": ParticipantForm(members=members, initial={"find": words})}
        context |= {"find": words, "fewest": FEWEST_LETTERS}
        return render(request, "rounds/reveal/session/session_open.html", context)
    rows = agenda(revealed_votes(shown, people), viewer(request.member.pk, people))
    context |= {"rows": rows, "open_rows": [row for row in rows if not row.settled]}
    context["returned"] = review_queries.standing_return(shown)
    context["is_unjudged"] = shown.takes_facts and context_queries.is_unjudged(shown)
    return render(request, "rounds/reveal/session/session_revealed.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def capability_votes(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Show who voted what on one capability: the reveal asks for it where somebody opens it."""
    shown = _seen(request, pk)
    row = _votes(shown, capability)
    context = {"session": shown, "capability": row.capability, **_first_votes(row)}
    template = "rounds/reveal/_votes.html" if request.htmx else "rounds/reveal/votes.html"
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_POST
@member_view(Permission.RUN_SESSION)
def participant_add(request: MemberRequest, pk: int) -> HttpResponse:
    """Add somebody to an open session."""
    led_session = run_session(request, pk)
    members = addable(led_session, by=request.member, words=searched(request.POST))
    form = ParticipantForm(request.POST, members=members)
    if not form.is_valid():
        raise BadRequest(_("Choose a person of this organization who does not take part yet."))
    actions.add_participant(session=led_session, member=form.cleaned_data["member"])
    return redirect(SESSION_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.RUN_SESSION)
def participant_excuse(request: MemberRequest, pk: int, participant: int) -> HttpResponse:
    """Excuse a participant."""
    led_session = run_session(request, pk)
    participant_row = get_object_or_404(
        Participant.objects.filter(session=led_session), pk=participant
    )
    actions.excuse_participant(participant=participant_row, at=timezone.now())
    return redirect(SESSION_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.RUN_SESSION)
def reveal(request: MemberRequest, pk: int) -> HttpResponse:
    """Reveal the votes, for good."""
    actions.reveal(session=run_session(request, pk), by=request.member, at=timezone.now())
    return redirect(SESSION_PAGE, request.member.organization.slug, pk)


@require_http_methods(["GET", "POST"])
@member_view(Permission.RUN_SESSION)
def settle(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Settle one capability; what was typed stays on the page when it cannot be stored yet."""
    led_session = run_session(request, pk)
    row = _votes(led_session, capability)
    form = SettleForm(
        request.POST or None,
        capability=row.capability,
        initial=agenda_row(row).proposal,
        auto_id=f"{row.capability.key}-%s",
    )
    status = HTTPStatus.OK
    if form.is_valid():
        with refusal_on_form(form, *MENDED_IN_THE_FORM):
            actions.settle(
                session=led_session,
                settlement=form.settlement,
                by=request.member,
                at=timezone.now(),
            )
            return session_changed(request, pk)
        status = form_status(request, form)
    if status == HTTPStatus.CONFLICT:
        row = _votes(led_session, capability)
        if row.settled:
            form.meet(row.settled)
    return _settle_page(request, led_session, row, form, status)


def _settle_page(
    request: MemberRequest,
    led_session: Session,
    row: CapabilityVotes,
    form: SettleForm,
    status: HTTPStatus,
) -> HttpResponse:
    context = _to_settle(led_session, row, form) | {"comparison": form.meanwhile}
    template = "rounds/reveal/_settle_panel.html" if request.htmx else "rounds/reveal/settle.html"
    answer = render(request, template, context, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _to_settle(led_session: Session, row: CapabilityVotes, form: SettleForm) -> dict[str, object]:
    return {
        "session": led_session,
        "row": agenda_row(row, form.filled),
        **_first_votes(row),
        "form": form,
        "returned": review_queries.standing_return(led_session),
        "last_time": previous_answer(led_session, row.capability, _offered(row)),
        "standing": provisional_level(row.capability, _offered(row)),
        "standing_id": f"standing-{row.capability.key}",
    }


def _first_votes(row: CapabilityVotes) -> dict[str, object]:
    return {"votes": persons_votes(row), "said": row.first.agreement}


@require_POST
@member_view(Permission.RUN_SESSION)
def settle_standing(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Return the level that the answers on the page make; nothing is stored."""
    row = _votes(run_session(request, pk), capability)
    form = SettleForm(request.POST, capability=row.capability)
    if not form.is_valid():
        raise BadRequest(_("These answers are not complete."))
    settled = actions.answers_of(form.settlement)
    context = {
        "standing": provisional_level(row.capability, settled),
        "standing_id": f"standing-{row.capability.key}",
    }
    return render(request, "rounds/_standing.html", context)


@require_POST
@member_view(Permission.RUN_SESSION)
def settle_majority(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Settle one capability at the majority of its votes, in one click.

    The button carries the mark of the row that it stood in; where that changed, both are shown.
    """
    led_session = run_session(request, pk)
    row = _votes(led_session, capability)
    seen = request.POST.get("shown", "") or row.mark
    if seen != row.mark or not _settled_at_majority(request, led_session, row):
        row = _votes(led_session, capability)
        if not (row.settled and row.settled.answers == row.latest.merged):
            form = majority_form(row)
            return _settle_page(request, led_session, row, form, HTTPStatus.CONFLICT)
    answer = session_changed(request, pk)
    if request.htmx:
        answer.status_code = HTTPStatus.NO_CONTENT  # a panel that is open in the row stays
    else:
        messages.info(request, _("%s is settled at the majority.") % row.capability.name)
    return answer


def _settled_at_majority(
    request: MemberRequest, led_session: Session, row: CapabilityVotes
) -> bool:
    """Settle at the majority; return False where somebody settled it in this moment."""
    settlement = actions.Settlement(
        capability=row.capability,
        conditions=row.latest.merged.conditions,
        seen_version=row.settled.version if row.settled else 0,
    )
    try:
        actions.settle(
            session=led_session, settlement=settlement, by=request.member, at=timezone.now()
        )
    except actions.StaleSettledAnswerError:
        return False
    return True


@require_POST
@member_view(Permission.RUN_SESSION)
def revote_ask(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Put chosen conditions to a second, visible vote."""
    led_session = run_session(request, pk)
    asked_capability = sessions.session_framework(led_session).capabilities_by_key.get(capability)
    if asked_capability is None:
        raise Http404
    revote_actions.ask_again(
        session=led_session,
        capability=asked_capability,
        conditions=request.POST.getlist("condition"),
        by=request.member,
        at=timezone.now(),
    )
    return session_changed(request, pk)


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
    revote_actions.answer_again(
        ballot=ballot, condition=condition, answer=form.answer, at=timezone.now()
    )
    return session_changed(request, pk)


def session_changed(request: MemberRequest, pk: int) -> HttpResponse:
    """Lead back to the session; in place, the page asks for what changed and a panel empties."""
    if not request.htmx:
        return redirect(SESSION_PAGE, request.member.organization.slug, pk)
    return trigger_client_event(HttpResponse(), "session-changed")


def _offered(row: CapabilityVotes) -> Answers:
    """Return what the form is filled with before anybody changes it."""
    return row.settled.answers if row.settled else row.latest.merged


def _seen(request: MemberRequest, pk: int) -> Session:
    return get_object_or_404(sessions.with_round(Session.objects.visible_to(request.member)), pk=pk)


def _votes(led_session: Session, capability: str) -> CapabilityVotes:
    if led_session.state == SessionState.OPEN:
        raise session_state.NotInStateError(_("The votes are not revealed yet."))
    for row in revealed_votes(led_session):
        if row.capability.key == capability:
            return row
    raise Http404
