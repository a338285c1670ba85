"""The roadmap of a unit: its page, its capacity and owners, its picture and its files."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.planning.chart_drawing import themed
from assessments.planning.plan_files import PlanTables, plan_file
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.queries import UnitPlan
from assessments.planning.portfolio.views import (
    page_context,
    redirect_to_plan,
    requested_unit,
)
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from assessments.results.improvements.queries import possible_owners
from orgs.days import organization_day, reader_day
from orgs.permissions import Permission
from orgs.refusals import form_status
from orgs.web.gate import MemberRequest, member_view

from . import actions, queries
from .dated_plan import Roadmap
from .export_tables import about_roadmap, roadmap_tables, units_table
from .forms import RoadmapForm
from .owners import Owners
from .page import RoadmapPage
from .timeline_geometry import TimelineWords, timeline
from .timeline_picture import draw, roadmap_words, timeline_svg
from .units_page import UnitRow, units_words

ROADMAP_PAGE = "planning:roadmap"
MOST_MEMBERS = 150  # to choose from at each step; an action can be given to anybody


@require_safe
@member_view(Permission.PLAN)
def roadmap(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the fixed plan by days, beside the rounds since; below it those of the units below."""
    of = _requested(request, unit)
    page, (rows, count) = _page(of), _units(request, of)
    context = _context(
        request,
        of,
        roadmap=page,
        pictures=_pictures(page, of) if page and page.is_dated else None,
        rows=rows,
        more=count - len(rows),
        unit_pictures=_unit_pictures(rows, of),
        files=_tables(of, page, rows),
    )
    return render(request, "planning/roadmap/roadmap.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def roadmap_means(request: MemberRequest, unit: int) -> HttpResponse:
    """Change what each quarter has, and who sees to which step."""
    of = _requested(request, unit)
    found = queries.unit_roadmap(of)
    if found is None:
        return redirect_to_plan(request, ROADMAP_PAGE, unit)
    owners = queries.step_owners(of.unit)
    members = list(possible_owners(of.unit)[: MOST_MEMBERS + 1])
    form = RoadmapForm(
        request.POST or None,
        roadmap=found,
        owners=owners,
        members=members[:MOST_MEMBERS],
        initial=RoadmapForm.facts_of(found, owners),
    )
    if form.is_valid():
        actions.set_capacities(unit=of.unit, capacities=form.capacities)
        actions.set_owners(unit=of.unit, owners=form.chosen_owners)
        messages.success(request, _("Saved."))
        return redirect_to_plan(request, ROADMAP_PAGE, unit)
    page = _page_of(of, found, owners)
    step_rows = [(step, form.field_of(step.step)) for step in page.steps]
    has_more = len(members) > MOST_MEMBERS
    context = _context(
        request, of, form=form, roadmap=page, step_rows=step_rows, has_more_members=has_more
    )
    status = form_status(request, form)
    return render(request, "planning/roadmap/means.html", context, status=status)


@require_safe
@member_view(Permission.PLAN)
def roadmap_svg(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the timeline as SVG."""
    picture, name = _sheet(request, unit)
    return svg_file(picture, "roadmap", name)


@require_safe
@member_view(Permission.PLAN)
def roadmap_png(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the timeline as PNG."""
    picture, name = _sheet(request, unit)
    return png_file(drawing.png_of_svg(picture), "roadmap", name)


@require_safe
@member_view(Permission.PLAN)
def roadmap_file(request: MemberRequest, unit: int, kind: str) -> HttpResponse:
    """Send the tables of the roadmap as CSV, workbook or JSON."""
    of = _requested(request, unit)
    files = _tables(of, _page(of), _units(request, of)[0])
    if files is None:
        raise Http404
    return plan_file(files, kind, request.GET.get("table", ""))


def _requested(request: MemberRequest, unit: int) -> UnitPlan:
    """The unit's plan on the basis of its fixed order, or Http404."""
    found = queries.fixed_basis(request.member, requested_unit(request, unit))
    if found is None:
        raise Http404
    return found


def _context(request: MemberRequest, of: UnitPlan, **context: Any) -> dict[str, Any]:
    """The context of a page; a fixed plan keeps its basis, so there is no switch to another."""
    shown = page_context(request, of, "roadmap", **context)
    return shown | {"rests_on": replace(shown["rests_on"], switches=[], query="")}


def _page(of: UnitPlan) -> RoadmapPage | None:
    found = queries.unit_roadmap(of)
    return _page_of(of, found, queries.step_owners(of.unit)) if found else None


def _page_of(of: UnitPlan, found: Roadmap, owners: Owners) -> RoadmapPage:
    return RoadmapPage(
        found,
        of.basis.framework,
        owners,
        decisions=of.basis.decisions,
        today=organization_day(of.unit.organization, timezone.now()),
    )


def _units(request: MemberRequest, of: UnitPlan) -> tuple[list[UnitRow], int]:
    found, count = queries.roadmaps_below(request.member, of.unit, of.basis.standing)
    rows = [UnitRow(row.unit.pk, row.unit.name, row.fixed_on, row.roadmap) for row in found]
    return rows, count


def _pictures(page: RoadmapPage, of: UnitPlan) -> dict[str, str]:
    """The timeline for a wide and for a narrow screen."""
    words = roadmap_words(page, of.unit.name)
    return {"wide": _inline(words), "narrow": _inline(words, is_narrow=True)}


def _unit_pictures(rows: list[UnitRow], of: UnitPlan) -> dict[str, str] | None:
    today = organization_day(of.unit.organization, timezone.now())
    words = units_words(rows, of.unit.name, today)
    if words is None:
        return None
    return {"wide": _inline(words), "narrow": _inline(words, is_narrow=True)}


def _inline(words: TimelineWords, *, is_narrow: bool = False) -> str:
    """The picture in the page's colours."""
    picture = themed(draw(timeline(words, is_narrow=is_narrow)))
    return mark_safe(picture)  # noqa: S308 - drawn by a template that escapes names


def _sheet(request: MemberRequest, unit: int) -> tuple[str, str]:
    of = _requested(request, unit)
    page = _page(of)
    if page is None or not page.is_dated:
        raise Http404
    return timeline_svg(page, of.unit.name), of.unit.name


def _tables(of: UnitPlan, page: RoadmapPage | None, rows: list[UnitRow]) -> PlanTables | None:
    """The tables of what the page shows; None where it shows no plan."""
    tables = [*(roadmap_tables(page) if page else []), *([units_table(rows)] if rows else [])]
    if not tables:
        return None
    about = about_plan(of.unit.name, of.basis.standing, reader_day(timezone.now()))
    return PlanTables(
        page="roadmap",
        of=of.unit.name,
        about=[*about, *(about_roadmap(page) if page else [])],
        tables=tables,
    )
