"""The pages of the reports room: ordering, watching, fetching."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.results.comparison.forms import CompareForm
from assessments.results.comparison.queries import comparable_rounds
from assessments.results.models import Result
from assessments.rounds.models import Round
from orgs.database.limits import LARGEST_ID
from orgs.jobs.turn_queries import ahead_of
from orgs.models import Member
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.web.gate import MemberRequest, get_changeable, member_view
from reports.pdf import files

from . import actions, queries
from .job import REPORTS
from .models import Report

REPORT_PAGE = "reports:report"
REPORTS_ON_A_PAGE = 50


class OrderComparisonForm(CompareForm):
    """What the comparison's page showed; the round must be named."""

    round = forms.IntegerField(min_value=1, max_value=LARGEST_ID)


class ReportNotReadyError(NotNowError):
    """There is no file to download yet, or not any more."""


@require_POST
@member_view(Permission.SEE_RESULTS)
def order_unit(request: MemberRequest, pk: int) -> HttpResponse:
    """Order the report of one result, as whoever may read the result may."""
    results = Result.objects.select_related("unit", "round")
    result = get_object_or_404(results.visible_to(request.member), pk=pk)
    ordered = actions.order_unit(result=result, by=request.member, at=timezone.now())
    return redirect(REPORT_PAGE, request.member.organization.slug, ordered.pk)


@require_POST
@member_view(Permission.COMPARE)
def order_comparison(request: MemberRequest) -> HttpResponse:
    """Order the report of a round's comparison, as its page shows it."""
    form = OrderComparisonForm(request.POST)
    if not form.is_valid():
        raise BadRequest(_("This order could not be read; order from the comparison's page again."))
    ordered = actions.order_comparison(
        asked_round=_comparable(request.member, form.round_id),
        choice=form.choice,
        by=request.member,
        at=timezone.now(),
    )
    return redirect(REPORT_PAGE, request.member.organization.slug, ordered.pk)


@require_safe
@member_view(Permission.SEE_RESULTS)
def reports(request: MemberRequest) -> HttpResponse:
    """List the reports that the member may see."""
    pages = Paginator(queries.reports(request.member), REPORTS_ON_A_PAGE)
    return render(
        request,
        "reports/reports.html",
        {"page": pages.get_page(request.GET.get("page"))},
    )


@require_safe
@member_view(Permission.SEE_RESULTS)
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one report: how far it is, then how to fetch it."""
    return render(request, "reports/report.html", _shown(request, pk))


@never_cache
@require_safe
@member_view(Permission.SEE_RESULTS)
def report_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """Show how far one report is, as a fragment; 204 while nothing has changed."""
    return _fragment(request, pk, "reports/_report.html")


@never_cache
@require_safe
@member_view(Permission.SEE_RESULTS)
def report_line(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one report's line of the list, as a fragment; 204 while nothing has changed."""
    return _fragment(request, pk, "reports/_line.html")


@require_POST
@member_view(Permission.SEE_RESULTS)
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Stop making a report."""
    cancelled = actions.cancel(report=_changeable(request, pk), at=timezone.now())
    return redirect(REPORT_PAGE, request.member.organization.slug, cancelled.pk)


@require_POST
@member_view(Permission.SEE_RESULTS)
def retry(request: MemberRequest, pk: int) -> HttpResponse:
    """Try a failed or cancelled report again."""
    queued = actions.retry(report=_changeable(request, pk))
    return redirect(REPORT_PAGE, request.member.organization.slug, queued.pk)


@never_cache
@require_safe
@member_view(Permission.SEE_RESULTS)
def download(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the PDF; the file is read after the transaction has ended."""
    wanted = _report(request, pk)
    if not wanted.is_done:
        raise ReportNotReadyError(
            _("This report is %s, so there is no file yet.") % wanted.get_state_display()
        )
    try:
        content = files.open_pdf(wanted.file)
    except FileNotFoundError as error:
        raise ReportNotReadyError(
            _("The file of this report is no longer stored; order the report again.")
        ) from error
    actions.note_download(report=wanted, by=request.member, at=timezone.now())
    name = files.download_name(request.member.organization.name, *wanted.title.split(" · "))
    sent = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    sent.headers["Content-Encoding"] = "identity"  # compressed already; the length stays known
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


def _report(request: MemberRequest, pk: int) -> Report:
    return get_object_or_404(queries.reports(request.member), pk=pk)


def _changeable(request: MemberRequest, pk: int) -> Report:
    return get_changeable(
        Report.objects.visible_to(request.member),
        Report.objects.changeable_by(request.member),
        Permission.MANAGE_REPORTS,
        pk,
    )


def _shown(request: MemberRequest, pk: int) -> dict[str, Any]:
    shown = _report(request, pk)
    if shown.is_waiting:
        shown.ahead = ahead_of(REPORTS, shown.pk)
    changeable = Report.objects.changeable_by(request.member).filter(pk=pk)
    return {
        "report": shown,
        "may_change": not shown.is_done and changeable.exists(),
        "is_own": shown.requested_by_id == request.member.pk,
    }


def _fragment(request: MemberRequest, pk: int, template: str) -> HttpResponse:
    context = _shown(request, pk)
    if request.GET.get("seen") == context["report"].seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, template, context)


def _comparable(member: Member, round_id: int | None) -> Round:
    for row in comparable_rounds(member):
        if row.pk == round_id:
            return row
    raise Http404
