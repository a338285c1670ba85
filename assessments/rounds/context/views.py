"""A session's facts: what it counts, and its diagnostic questions."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.rounds import participants, session_state, sessions
from assessments.rounds.models import Diagnostics, NamedFramework, Session, SessionScope
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, get_changeable, member_view

from . import actions
from . import queries as context_queries
from .forms import (
    DiagnosticsForm,
    JudgementForm,
    NamedFrameworkForm,
    ScopeForm,
    initial_diagnostics,
)

FACTS_PAGE = "rounds:facts"


@require_safe
@member_view(Permission.SEE_RESULTS)
def facts(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what the session counts and how its diagnostic questions are answered."""
    shown = get_object_or_404(
        sessions.with_round(Session.objects.visible_to(request.member)), pk=pk
    )
    framework = sessions.session_framework(shown)
    mine = Session.objects.filter(pk=pk)
    runs = request.member.may(Permission.RUN_SESSION, shown.unit_id)
    context = {
        "session": shown,
        "facts": context_queries.session_context(shown, framework, request.member.pk),
        "may_run": runs and shown.takes_facts,
        "may_judge": runs and session_state.takes_judgements(shown),
        "may_vote": shown.state == "open" and mine.answered_by(request.member).exists(),
    }
    return render(request, "rounds/context/facts.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.RUN_SESSION)
def scope_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """List what the session counts; an earlier session's lists are offered in the form."""
    session = _run(request, pk)
    framework = sessions.session_framework(session)
    lists, version, earlier = context_queries.lists_to_edit(session)
    initial = ScopeForm.initial_of(framework, lists, version)
    form = ScopeForm(request.POST or None, framework=framework, initial=initial)
    if form.is_valid():
        with refusal_on_form(form):
            seen, by = form.cleaned_data["seen_version"], request.member
            actions.count(
                session=session, counted=form.counted, seen_version=seen, by=by, at=_now()
            )
            return redirect(FACTS_PAGE, request.member.organization.slug, pk)
    status = form_status(request, form)
    stored = SessionScope.objects.select_related("by__user").filter(session=session).first()
    if status == HTTPStatus.CONFLICT and stored:
        form.meet(ScopeForm.initial_of(framework, stored.lists, stored.version))
    context = {"session": session, "form": form, "sections": form.sections(), "earlier": earlier}
    return render(
        request, "rounds/context/scope_edit.html", context | {"stored": stored}, status=status
    )


@require_http_methods(["GET", "POST"])
@member_view(Permission.RUN_SESSION)
def diagnostics_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer the questions about projects, pilots and parallel stacks."""
    session = _run(request, pk)
    rows = Diagnostics.objects.select_related("by__user").filter(session=session)
    stored = rows.first()
    form = DiagnosticsForm(request.POST or None, initial=initial_diagnostics(stored))
    if form.is_valid():
        with refusal_on_form(form):
            seen, by = form.cleaned_data["seen_version"], request.member
            actions.answer(
                session=session, answers=form.answers, seen_version=seen, by=by, at=_now()
            )
            return redirect(FACTS_PAGE, request.member.organization.slug, pk)
    status = form_status(request, form)
    if status == HTTPStatus.CONFLICT:
        stored = rows.all().first()
        form.meet(initial_diagnostics(stored))
    context = {"session": session, "form": form, "projects": form.projects(), "stored": stored}
    return render(request, "rounds/context/diagnostics_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_view(Permission.VOTE)
def framework_named(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask one voter, alone, which governance framework applies."""
    participant = participants.participant_of(member=request.member, session_id=pk)
    if participant is None:
        raise Http404
    own = NamedFramework.objects.filter(session=pk, person=request.member).first()
    initial = {"text": own.text, "link": own.link, "knows_none": not own.text} if own else {}
    form = NamedFrameworkForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusal_on_form(form):
            text, link = form.cleaned_data["text"], form.cleaned_data["link"]
            actions.name_framework(participant=participant, text=text, link=link, at=_now())
            messages.info(request, _("Your answer is stored. Only you see it until the reveal."))
            return redirect("rounds:session", request.member.organization.slug, pk)
    context = {"session": participant.session, "form": form, "own": own}
    status = form_status(request, form)
    return render(request, "rounds/context/framework_named.html", context, status=status)


@require_POST
@member_view(Permission.RUN_SESSION)
def frameworks_judge(request: MemberRequest, pk: int) -> HttpResponse:
    """Mark which answers name the same framework, and which links opened."""
    session = _run(request, pk)
    answers = [row.pk for row in context_queries.named_frameworks(session)]
    form = JudgementForm(request.POST, answers=answers)
    if not form.is_valid():
        raise BadRequest(_("An answer is not there any more. Reload the page."))
    actions.judge(
        session=session,
        same=form.cleaned_data["same"],
        opened=form.cleaned_data["opened"],
        by=request.member,
        at=_now(),
    )
    return redirect(FACTS_PAGE, request.member.organization.slug, pk)


def _now() -> datetime:
    return timezone.now()


def _run(request: MemberRequest, pk: int) -> Session:
    return get_changeable(
        Session.objects.visible_to(request.member),
        sessions.with_round(Session.objects.run_by(request.member)),
        Permission.RUN_SESSION,
        pk,
    )
