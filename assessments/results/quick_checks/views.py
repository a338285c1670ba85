"""A leader's quick check."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.frameworks.queries import framework_of
from assessments.results.access import reviewable_session
from assessments.rounds.models import RoundState, SessionState
from assessments.rounds.review import actions as review
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from .forms import QuickCheckForm
from .queries import score_quick_check


@require_http_methods(["GET", "POST"])
@member_view(Permission.REVIEW)
def quick_check(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the eight questions by their levels, and what one's own quick check makes."""
    reviewed_session = reviewable_session(request, pk)
    framework = framework_of(reviewed_session.round.version)
    stored = reviewed_session.quick_checks.filter(person=request.member).first()
    picked = {f"level-{key}": level for key, level in stored.anchors.items()} if stored else {}
    form = QuickCheckForm(request.POST or None, framework=framework, initial=picked)
    if form.is_valid():
        with refusal_on_form(form):
            by, at = request.member, timezone.now()
            review.store_quick_check(session=reviewed_session, by=by, anchors=form.anchors, at=at)
            messages.info(
                request, _("Stored. Nobody else sees it before the team's votes are revealed.")
            )
            return redirect("results:quick_check", request.member.organization.slug, pk)
    context = {
        "session": reviewed_session,
        "form": form,
        "checked": score_quick_check(reviewed_session, stored) if stored else None,
        "is_open": reviewed_session.state == SessionState.OPEN
        and reviewed_session.round.state == RoundState.OPEN,
    }
    status = form_status(request, form)
    return render(request, "results/quick_checks/quick_check.html", context, status=status)
