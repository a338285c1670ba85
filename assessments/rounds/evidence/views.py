"""Evidence: a session's, one condition's, bringing and checking it, downloading a file."""

from datetime import date
from typing import Any, cast

from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.rounds import sessions
from assessments.rounds.models import Evidence, Grade, Session
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, get_changeable, member_view

from . import actions, files
from . import queries as evidence_queries
from .forms import EvidenceForm, TermForm

CONDITION_PAGE = "rounds:evidence_condition"
# Whatever a browser makes of an uploaded file, it must not act as a page of ours.
KEPT_APART = "sandbox; default-src 'none'"


@require_safe
@member_view(Permission.SEE_RESULTS)
def evidence(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a session's evidence, condition by condition; before the reveal one's own."""
    shown = _seen(request, pk)
    framework = sessions.session_framework(shown)
    context = {
        "session": shown,
        "rows": evidence_queries.session_evidence(shown, framework, _today(request)),
        "grades": [(f"E{grade.value}", grade.label) for grade in Grade],
    }
    return render(request, "rounds/evidence/evidence.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def evidence_condition(request: MemberRequest, pk: int, condition: str) -> HttpResponse:
    """Show one condition's evidence, what would prove it, and the form to bring some."""
    context = _condition(request, _seen(request, pk), condition)
    return render(request, "rounds/evidence/evidence_condition.html", context)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_add(request: MemberRequest, pk: int, condition: str) -> HttpResponse:
    """Bring evidence for a condition."""
    own_session = _contributed(request, pk)
    context = _condition(request, own_session, condition)
    form = EvidenceForm(request.POST, request.FILES, today=_today(request))
    if form.is_valid():
        with refusal_on_form(form):
            by, at = request.member, timezone.now()
            actions.attach(session=own_session, condition=condition, piece=form.piece, by=by, at=at)
            return redirect(CONDITION_PAGE, request.member.organization.slug, pk, condition)
    context |= {"form": form, "may_bring": True}
    status = form_status(request, form)
    return render(request, "rounds/evidence/evidence_condition.html", context, status=status)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_take_over(request: MemberRequest, pk: int, condition: str) -> HttpResponse:
    """Carry over what the unit's earlier session had."""
    own_session = _contributed(request, pk)
    offered = _condition(request, own_session, condition)["page"].offers
    chosen = [piece.row for piece in offered if str(piece.row.pk) == request.POST.get("piece")]
    if not chosen:
        raise BadRequest(_("This is not offered any more. Reload the page."))
    actions.take_over(session=own_session, evidence=chosen[0], by=request.member, at=timezone.now())
    return redirect(CONDITION_PAGE, request.member.organization.slug, pk, condition)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_check(request: MemberRequest, pk: int, piece: int) -> HttpResponse:
    """Say that one looked at a sample of somebody else's evidence."""
    evidence = _piece(request, _contributed(request, pk), piece)
    actions.check(evidence=evidence, by=request.member, at=timezone.now())
    return redirect(CONDITION_PAGE, request.member.organization.slug, pk, evidence.condition)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_uncheck(request: MemberRequest, pk: int, piece: int) -> HttpResponse:
    """Take one's own check back."""
    evidence = _piece(request, _contributed(request, pk), piece)
    actions.take_check_back(evidence=evidence, by=request.member)
    return redirect(CONDITION_PAGE, request.member.organization.slug, pk, evidence.condition)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_term(request: MemberRequest, pk: int, piece: int) -> HttpResponse:
    """Change until when a piece counts."""
    evidence = _piece(request, _contributed(request, pk), piece)
    form = TermForm(request.POST, today=_today(request))
    if not form.is_valid():
        raise BadRequest(" ".join(str(error) for error in form.errors["expires_on"]))
    actions.change_term(
        evidence=evidence,
        expires_on=form.cleaned_data["expires_on"],
        by=request.member,
        may_run=request.member.may(Permission.RUN_SESSION, evidence.session.unit_id),
    )
    return redirect(CONDITION_PAGE, request.member.organization.slug, pk, evidence.condition)


@require_POST
@member_view(Permission.SEE_RESULTS)
def evidence_withdraw(request: MemberRequest, pk: int, piece: int) -> HttpResponse:
    """Take a piece back."""
    evidence = _piece(request, _contributed(request, pk), piece)
    actions.withdraw(
        evidence=evidence,
        by=request.member,
        may_run=request.member.may(Permission.RUN_SESSION, evidence.session.unit_id),
        at=timezone.now(),
    )
    return redirect(CONDITION_PAGE, request.member.organization.slug, pk, evidence.condition)


@never_cache
@require_safe
@member_view(Permission.SEE_RESULTS)
def evidence_file(request: MemberRequest, pk: int, piece: int) -> HttpResponse:
    """Send a file, to be stored and never shown in the page; withdrawn ones stay readable."""
    evidence = get_object_or_404(Evidence.objects.filter(session=_seen(request, pk)), pk=piece)
    if not evidence.file:
        raise Http404
    sent = FileResponse(
        files.open_file(evidence.file),
        as_attachment=True,
        filename=evidence.file_name,
        content_type=evidence.content_type,
        headers={"Content-Security-Policy": KEPT_APART, "Content-Encoding": "identity"},
    )
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


def _today(request: MemberRequest) -> date:
    return organization_day(request.member.organization, timezone.now())


def _seen(request: MemberRequest, pk: int) -> Session:
    return get_object_or_404(sessions.with_round(Session.objects.visible_to(request.member)), pk=pk)


def _contributed(request: MemberRequest, pk: int) -> Session:
    return get_changeable(
        Session.objects.visible_to(request.member),
        sessions.with_round(Session.objects.contributed_by(request.member)),
        Permission.VOTE,
        pk,
    )


def _piece(request: MemberRequest, own_session: Session, piece: int) -> Evidence:
    evidence = Evidence.objects.filter(session=own_session).standing().select_related("session")
    return get_object_or_404(evidence, pk=piece)


def _condition(request: MemberRequest, own_session: Session, condition: str) -> dict[str, Any]:
    try:
        page = evidence_queries.condition_page(
            own_session, sessions.session_framework(own_session), condition, _today(request)
        )
    except KeyError as error:
        raise Http404 from error
    may_bring = (
        own_session.takes_facts
        and Session.objects.filter(pk=own_session.pk).contributed_by(request.member).exists()
    )
    return {
        "session": own_session,
        "page": page,
        "may_bring": may_bring,
        "may_run": may_bring and request.member.may(Permission.RUN_SESSION, own_session.unit_id),
        "form": EvidenceForm(today=_today(request)),
    }
