"""The pages of the results room: submitting, reading one result, comparing many."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.frameworks.queries import framework_of
from assessments.results import actions, reviewing
from assessments.results.forms import QuickCheckForm, ReviewForm
from assessments.results.models import Result
from assessments.results.queries import listing
from assessments.results.queries.improvements import actions_of, with_plans
from assessments.results.queries.quick_checks import checked, gaps
from assessments.results.queries.result import result_page
from assessments.rounds.models import QuickCheck, Review, RoundState, Session, SessionState
from assessments.rounds.review import actions as review_actions
from assessments.rounds.review.queries import acceptance
from assessments.rounds.session_state import NotSettledError
from assessments.rounds.sessions import with_round
from orgs.permissions import Permission
from orgs.refusals import tried
from orgs.web.gate import MemberRequest, changeable_or_refused, member_view

RESULT_PAGE = "results:result"
RESULTS_ON_A_PAGE = 50


@require_POST
@member_view(Permission.RUN_SESSION)
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    """Submit a session."""
    held = _run(request, pk)
    try:
        submitted = actions.submit(session=held, by=request.member, at=timezone.now())
    except NotSettledError as error:
        context = {"session": held, "still_open": error.capabilities}
        return render(request, "results/submit_refused.html", context, status=409)
    messages.success(request, _("Submitted. This result does not change any more."))
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
    shown = _reviewable(request, pk)
    initial = {"seen_revision": shown.revision}
    framework = framework_of(shown.round.version)
    form = ReviewForm(request.POST or None, framework=framework, initial=initial)

    def send_back() -> Review:
        by, at = request.member, timezone.now()
        return reviewing.send_back(session=shown, remarks=form.remarks, by=by, at=at)

    status = tried(form, send_back) if request.method == "POST" else HTTPStatus.OK
    if status == HTTPStatus.SEE_OTHER:
        messages.info(request, _("Returned. Its facilitators get your comments by mail."))
        return redirect("rounds:session", request.member.organization.slug, pk)
    if status == HTTPStatus.CONFLICT:
        form.see(shown.revision)
    found = listing.with_names(Result.objects.visible_to(request.member)).filter(session=pk)
    newest = found.order_by("-revision").first()
    if newest is None:
        raise Http404
    context = {"session": shown, "form": form, "page": result_page(newest), "result": newest}
    return render(request, "results/review.html", context, status=status)


@require_POST
@member_view(Permission.REVIEW)
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    """Accept what was submitted."""
    shown = _reviewable(request, pk)
    reviewing.accept(session=shown, by=request.member, at=timezone.now())
    messages.success(request, _("Accepted. The result of %s stands.") % shown.unit)
    return redirect("results:result_of_session", request.member.organization.slug, pk)


@require_http_methods(["GET", "POST"])
@member_view(Permission.REVIEW)
def quick_check(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the eight questions by their levels, and what one's own quick check makes."""
    asked = _reviewable(request, pk)
    framework = framework_of(asked.round.version)
    stored = asked.quick_checks.filter(person=request.member).first()
    picked = {f"level-{key}": level for key, level in stored.anchors.items()} if stored else {}
    form = QuickCheckForm(request.POST or None, framework=framework, initial=picked)

    def check() -> QuickCheck:
        by, at = request.member, timezone.now()
        return review_actions.store_quick_check(session=asked, by=by, anchors=form.anchors, at=at)

    status = tried(form, check) if request.method == "POST" else HTTPStatus.OK
    if status == HTTPStatus.SEE_OTHER:
        messages.info(
            request, _("Stored. Nobody else sees it before the team's votes are revealed.")
        )
        return redirect("results:quick_check", request.member.organization.slug, pk)
    context = {
        "session": asked,
        "form": form,
        "checked": checked(asked, stored) if stored else None,
        "is_open": (asked.state, asked.round.state) == (SessionState.OPEN, RoundState.OPEN),
    }
    return render(request, "results/quick_check.html", context, status=status)


@require_safe
@member_view(Permission.SEE_RESULTS)
def results(request: MemberRequest) -> HttpResponse:
    """List the newest result of each session that the member may see."""
    pages = Paginator(listing.newest_results(request.member), RESULTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "listed": [listing.listed(row) for row in page],
        "may_compare": request.member.can(Permission.COMPARE),
    }
    return render(request, "results/results.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one result."""
    seen = listing.with_names(Result.objects.visible_to(request.member))
    shown = get_object_or_404(listing.with_rights(seen, request.member), pk=pk)
    rights, today, page = listing.rights(shown), timezone.localdate(), result_page(shown)
    actions = actions_of(
        shown.unit, today=today, by=request.member, may_change=rights.may_change_actions
    )
    context = {
        "result": shown,
        "page": page,
        "rights": rights,
        "gaps": gaps(shown),
        "actions": actions,
        "steps": with_plans(page.next_steps, actions),
        "accepted": acceptance(shown.session) if shown.revision == shown.session.revision else None,
    }
    return render(request, "results/result.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_of_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the reader to the session's newest result."""
    found = Result.objects.visible_to(request.member).filter(session=pk)
    newest = found.order_by("-revision").first()
    if newest is None:
        raise Http404
    return redirect(RESULT_PAGE, request.member.organization.slug, newest.pk)


def _run(request: MemberRequest, pk: int) -> Session:
    return changeable_or_refused(
        Session.objects.visible_to(request.member),
        with_round(Session.objects.run_by(request.member)),
        Permission.RUN_SESSION,
        pk,
    )


def _reviewable(request: MemberRequest, pk: int) -> Session:
    return changeable_or_refused(
        Session.objects.visible_to(request.member),
        with_round(Session.objects.reviewed_by(request.member)),
        Permission.REVIEW,
        pk,
    )
