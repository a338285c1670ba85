"""The three gaps as findings."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.planning.chart_drawing import standalone_spec
from assessments.planning.economics.measured_parameters import measured_parameters
from assessments.planning.economics.queries import unit_records
from assessments.planning.foundation.missing_steps import FOUNDATION_LEVEL
from assessments.planning.plan_files import plan_file
from assessments.planning.portfolio.unit_queries import choices
from assessments.planning.portfolio.views import requested_basis, requested_plan
from assessments.planning.published_figures import facts_about
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from .break_even_page import break_even_shown
from .chart import plumbing_chart
from .export_tables import finding_tables
from .load_page import pipelines_sentences, review_load_shown
from .page import MOST_DOTS, area_shown, findings_page, plumbing_dots
from .queries import known_facts
from .unit_facts import KnownFacts


@require_safe
@member_view(Permission.PLAN)
def findings(request: MemberRequest) -> HttpResponse:
    """Show the findings of a unit with all below it, or of all units that the member plans for."""
    known, day = _requested(request)
    shown = findings_page(known, day)
    context = {
        "found": shown,
        "rests_on": area_shown(known),
        "query": request.GET.urlencode(),
        "pipelines": pipelines_sentences(shown.pipelines, request.member.organization.currency),
        "pipeline_facts": facts_about("pipelines"),
        "review": review_load_shown(shown.review_load),
        "review_facts": facts_about("review-load"),
    }
    return render(request, "planning/findings/findings.html", context)


@require_safe
@member_view(Permission.PLAN)
def findings_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Send the findings as CSV, workbook or JSON."""
    known, day = _requested(request)
    return plan_file(finding_tables(known, day), kind, request.GET.get("table", ""))


@require_safe
@member_view(Permission.PLAN)
def plumbing_svg(request: MemberRequest) -> HttpResponse:
    """Send the projects' shares of plumbing as SVG."""
    whose, spec = _plumbing(request)
    return svg_file(drawing.svg(spec), "plumbing", whose)


@require_safe
@member_view(Permission.PLAN)
def plumbing_png(request: MemberRequest) -> HttpResponse:
    """Send the projects' shares of plumbing as PNG."""
    whose, spec = _plumbing(request)
    return png_file(drawing.png(spec), "plumbing", whose)


def _plumbing(request: MemberRequest) -> tuple[str, dict[str, Any]]:
    known, _day = _requested(request)
    whose = known.root.name if known.root else _("All units")
    chart = plumbing_chart(plumbing_dots(known)[:MOST_DOTS], _("plumbing, percent of all days"))
    title = _("Share of plumbing, project by project")
    return whose, standalone_spec(chart, title=title, subtitle=whose)


def _requested(request: MemberRequest) -> tuple[KnownFacts, date]:
    day = organization_day(request.member.organization, timezone.now())
    unit_text = request.GET.get("unit", "")
    root = int(unit_text) if unit_text.isdecimal() and len(unit_text) < 19 else None
    known = known_facts(request.member, root, requested_basis(request), day)
    if known is None:
        raise Http404
    return known, day


@require_safe
@member_view(Permission.PLAN)
def break_even(request: MemberRequest) -> HttpResponse:
    """Show from which share of plumbing a foundation repays itself, alone.

    It goes by the numbers of the chosen unit, or of the topmost that the member may plan.
    """
    unit_text = request.GET.get("unit", "")
    units = choices(request.member)
    unit = next((row.pk for row in units if str(row.pk) == unit_text), units[0].pk if units else 0)
    of = requested_plan(request, unit)
    records = unit_records(request.member, of.unit, of.basis.standing.options)
    known = measured_parameters(of.basis, records, FOUNDATION_LEVEL)
    context = {"found": break_even_shown(known), "unit": of.unit}
    return render(request, "planning/findings/_break_even.html", context)
