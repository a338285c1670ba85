"""Submitting a session, reopening it, and a leader's review of it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.frameworks.queries import framework_of
from assessments.results import access
from assessments.results.access import reviewable_session
from assessments.results.models import Result
from assessments.results.result_page.queries import result_page
from assessments.results.result_page.views import RESULT_PAGE
from assessments.rounds.context import queries as context_queries
from assessments.rounds.models import Session
from assessments.rounds.session_state import NotSettledError
from assessments.rounds.sessions import with_round
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, get_changeable, member_view

from . import actions
from .forms import AcceptForm, ReviewForm


@require_POST
@member_view(Permission.RUN_SESSION)
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    """Submit a session."""
    session = _run(request, pk)
    try:
        submitted = actions.submit(session=session, by=request.member, at=timezone.now())
    except NotSettledError as error:
        context = {
            "session": session,
            "still_open": error.capabilities,
            "is_unjudged": context_queries.is_unjudged(session),
        }
        return render(
            request, "results/submission/submit_refused.html", context, status=HTTPStatus.CONFLICT
        )
    messages.success(request, _("Submitted. This result does not change any more."))
    if context_queries.is_unjudged(session):
        messages.info(request, _("The named governance frameworks can still be judged, below."))
    return redirect(RESULT_PAGE, request.member.organization.slug, submitted.pk)


@require_POST
@member_view(Permission.RUN_SESSION)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """Reopen a submitted session."""
    reopened = actions.reopen(session=_run(request, pk), by=request.member, at=timezone.now())
    messages.info(
        request, _("The session is open to be settled again. The results so far stay as they are.")
    )
    return redirect("rounds:session", request.member.organization.slug, reopened.pk)


@require_http_methods(["GET", "POST"])
@member_view(Permission.REVIEW)
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what was submitted, to accept it; return it with the comments that are posted."""
    shown = reviewable_session(request, pk)
    initial = {"seen_revision": shown.revision}
    framework = framework_of(shown.round.version)
    form = ReviewForm(request.POST or None, framework=framework, initial=initial)
    if form.is_valid():
        with refusal_on_form(form):
            by, at = request.member, timezone.now()
            actions.send_back(session=shown, remarks=form.remarks, by=by, at=at)
            messages.info(request, _("Returned. Its facilitators get your comments by email."))
            return redirect("rounds:session", request.member.organization.slug, pk)
    status = form_status(request, form)
    if status == HTTPStatus.CONFLICT:
        form.see(seen_revision=shown.revision)
    found = access.with_names(Result.objects.visible_to(request.member)).filter(session=pk)
    newest = found.order_by("-revision").first()
    if newest is None:
        raise Http404
    context = {"session": shown, "form": form, "page": result_page(newest), "result": newest}
    return render(request, "results/submission/review.html", context, status=status)


@require_POST
@member_view(Permission.REVIEW)
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    """Accept what was submitted."""
    shown = reviewable_session(request, pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        raise BadRequest(_("There is no such revision."))
    seen = form.cleaned_data["seen_revision"]
    actions.accept(session=shown, by=request.member, at=timezone.now(), seen_revision=seen)
    messages.success(request, _("Accepted. The result of %s stands.") % shown.unit)
    return redirect("results:result_of_session", request.member.organization.slug, pk)


def _run(request: MemberRequest, pk: int) -> Session:
    return get_changeable(
        Session.objects.visible_to(request.member),
        with_round(Session.objects.run_by(request.member)),
        Permission.RUN_SESSION,
        pk,
    )
