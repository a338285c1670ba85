"""The results that a member may see, and one of them: a page, JSON, a picture."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.results import access
from assessments.results.files import drawing, json_file
from assessments.results.files.drawing import png_file, svg_file
from assessments.results.improvements.queries import actions_of
from assessments.results.models import Result
from assessments.results.quick_checks.queries import gaps
from assessments.rounds.review.queries import acceptance
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import json_document, list_queries
from .queries import result_page
from .supporting_data import with_plans
from .track_picture import tracks_svg

JSON = "application/json; charset=utf-8"
RESULT_PAGE = "results:result"
RESULTS_ON_A_PAGE = 50


@require_safe
@member_view(Permission.SEE_RESULTS)
def results(request: MemberRequest) -> HttpResponse:
    """List the newest result of each session that the member may see."""
    pages = Paginator(list_queries.newest_results(request.member), RESULTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "listed": [list_queries.result_row(row) for row in page],
        "may_compare": request.member.can(Permission.COMPARE),
    }
    return render(request, "results/result_page/results.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one result."""
    seen = access.with_names(Result.objects.visible_to(request.member))
    shown = get_object_or_404(access.with_rights(seen, request.member), pk=pk)
    today = organization_day(request.member.organization, timezone.now())
    rights, page = access.rights(shown), result_page(shown)
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
    return render(request, "results/result_page/result.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_of_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the reader to the session's newest result."""
    found = Result.objects.visible_to(request.member).filter(session=pk)
    newest = found.order_by("-revision").first()
    if newest is None:
        raise Http404
    return redirect(RESULT_PAGE, request.member.organization.slug, newest.pk)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_json(request: MemberRequest, pk: int) -> HttpResponse:
    """Send all that a result's page says."""
    result = _result(request, pk)
    today = organization_day(request.member.organization, timezone.now())
    decided = actions_of(result.unit, today=today)
    document = json_document.document(result_page(result), decided)
    return HttpResponse(json_file.json_text(document), content_type=JSON)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_svg(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the tracks of a result as SVG."""
    result = _result(request, pk)
    return svg_file(tracks_svg(result_page(result)), result.unit.name, result.round.name)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_png(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the tracks of a result as PNG."""
    result = _result(request, pk)
    picture = drawing.png_of_svg(tracks_svg(result_page(result)))
    return png_file(picture, result.unit.name, result.round.name)


def _result(request: MemberRequest, pk: int) -> Result:
    seen = access.with_names(Result.objects.visible_to(request.member))
    return get_object_or_404(seen, pk=pk)
