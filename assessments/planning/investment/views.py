"""The order of investment: what first, what a budget opens, one's own order, the quarters."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.chart_drawing import standalone_spec, themed_svg
from assessments.planning.plan_files import PlanTables, plan_file
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.basis import OPTIONS
from assessments.planning.portfolio.level_closure import parse_step, step_text
from assessments.planning.portfolio.level_queries import actuals
from assessments.planning.portfolio.page import choice_fields, standing_shown
from assessments.planning.portfolio.queries import UnitPlan
from assessments.planning.portfolio.views import (
    page_context,
    requested_basis,
    requested_plan,
)
from assessments.results.comparison.options import Extent
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from orgs.days import organization_day, reader_day
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .alternatives import repair_order
from .capacity import is_usual_capacity, quarter_capacity
from .export_tables import about_order, order_tables
from .forms import BudgetForm, MeansForm, OwnOrderForm, StepForm, own_order_mark
from .order_ends import order_ends
from .page import OF_OPTIONS, Ordering
from .quarters_page import QuarterShown, quarter_rows

ORDER_PAGE = "planning:order"


@require_safe
@member_view(Permission.PLAN)
def order(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the exact order, what it is compared with, and the quarters."""
    of, ordering = requested_order(request, unit)
    if not (of.basis.standing.is_known and ordering.has_steps):
        context = _context(request, of, ordering)
        return render(request, "planning/investment/order_nothing.html", context)
    budget, quarters = _budget(request, ordering), _quarter_rows(request, of, ordering)
    ends = order_ends(ordering.basis)
    context = _context(
        request,
        of,
        ordering,
        ends=ends,
        offer=ordering.offer(budget),
        budget=float(budget),
        is_vendors_budget=_is_vendors_budget(request, ordering, budget),
        most=float(ordering.portfolio.total_effort),
        quarters=quarters,
        files=_tables(of, ordering, quarters, ends),
    )
    return render(request, "planning/investment/order.html", context)


@require_safe
@member_view(Permission.PLAN)
def order_budget(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the most value for a budget, alone."""
    _of, ordering = requested_order(request, unit)
    offer = ordering.offer(_budget(request, ordering))
    context = {"offer": offer, "ordering": ordering}
    return render(request, "planning/investment/_offer.html", context)


@require_safe
@member_view(Permission.PLAN)
def order_chart(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the staircase of open value, alone."""
    _of, ordering = requested_order(request, unit)
    chart = themed_svg(ordering.chart())
    return HttpResponse(mark_safe(chart))  # noqa: S308 - drawn from numbers and escaped names


@require_safe
@member_view(Permission.PLAN)
def order_svg(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as SVG."""
    chart, names = _staircase(request, unit)
    return svg_file(drawing.svg(chart), *names)


@require_safe
@member_view(Permission.PLAN)
def order_png(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as PNG."""
    chart, names = _staircase(request, unit)
    return png_file(drawing.png(chart), *names)


@require_safe
@member_view(Permission.PLAN)
def order_file(request: MemberRequest, unit: int, kind: str) -> HttpResponse:
    """Send the tables of the order as CSV, workbook or JSON."""
    of, ordering = requested_order(request, unit)
    if not (of.basis.standing.is_known and ordering.has_steps):
        raise Http404
    quarters = _quarter_rows(request, of, ordering)
    files = _tables(of, ordering, quarters, order_ends(ordering.basis))
    return plan_file(files, kind, request.GET.get("table", ""))


@require_POST
@member_view(Permission.PLAN)
def order_mark(request: MemberRequest, unit: int) -> HttpResponse:
    """Decide about a step: first, funded already, left out, or nothing."""
    of = requested_plan(request, unit)
    form = StepForm(request.POST, framework=of.basis.framework)
    if not form.is_valid():
        return HttpResponseBadRequest(_("There is no such step."), content_type="text/plain")
    step, mark = form.cleaned_data["step"], form.cleaned_data["mark"]
    actions.mark(unit=of.unit, step=step, as_=mark)
    return _to_the_order(request, unit)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def order_means(request: MemberRequest, unit: int) -> HttpResponse:
    """Change capacity, start and the efforts of steps."""
    of = requested_plan(request, unit)
    form = MeansForm(
        request.POST or None,
        framework=of.basis.framework,
        true_already=of.basis.every.true_already,
        initial=MeansForm.facts_of(of.plan),
        row=of.plan,
    )
    if request.method == "POST" and form.is_valid():
        actions.set_means(unit=of.unit, means=form.means)
        return _to_the_order(request, unit)
    context = page_context(request, of, "order", form=form)
    return render(request, "planning/investment/means.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def order_own(request: MemberRequest, unit: int) -> HttpResponse:
    """Put the steps into an order of one's own; what a step needs comes before it."""
    of, ordering = requested_order(request, unit)
    form = OwnOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = [parse_step(written) for written in form.wanted]
        steps = repair_order(ordering.portfolio, wanted) if wanted else ()
        stored = of.plan.own_order
        if form.is_stale(stored) and stored != [step_text(step) for step in steps]:
            raise actions.OwnOrderChangedError(
                _("Somebody else changed this order meanwhile. Go back and load the page again.")
            )
        actions.put_in_order(unit=of.unit, steps=steps)
        return redirect(request.get_full_path())
    shown = ordering.own or ordering.best
    context = page_context(
        request,
        of,
        "order",
        ordering=ordering,
        steps=[ordering.shown(step) for step in shown.steps],
        compared=ordering.compared(),
        mark=own_order_mark(of.plan.own_order),
    )
    return render(request, "planning/investment/own_order.html", context)


@require_POST
@member_view(Permission.PLAN)
def order_fix(request: MemberRequest, unit: int) -> HttpResponse:
    """Fix the present order, one's own if there is one, as the plan."""
    of, ordering = requested_order(request, unit)
    chosen = ordering.own if request.POST.get("which") == "own" and ordering.own else ordering.best
    today = organization_day(request.member.organization, timezone.now())
    standing = of.basis.standing
    order_to_fix = actions.OrderToFix(
        start=standing.levels,
        order=chosen,
        extent=standing.extent,
        framework=standing.framework.key,
        is_of_options=ordering.is_of_options,
    )
    actions.fix(unit=of.unit, fixing=order_to_fix, on=today)
    messages.info(request, _("This order is the plan now. Later results will stand beside it."))
    return _to_the_order(request, unit)


def requested_order(request: MemberRequest, unit: int) -> tuple[UnitPlan, Ordering]:
    """Return the unit's plan and its order, or raise Http404.

    Where the address asks for options, or where the unit wishes nothing yet, it is the order over
    the framework's own use cases.
    """
    of = requested_plan(request, unit)
    is_asked = request.GET.get("of") == OPTIONS
    ordering = Ordering(
        of.basis,
        is_of_options=is_asked or not of.basis.use_cases,
        fields=_fields(request, is_of_options=is_asked),
    )
    return of, ordering


def _fields(request: MemberRequest, *, is_of_options: bool) -> list[tuple[str, str]]:
    """What the addresses of the order say: the basis, and whether it is of options."""
    basis = choice_fields(requested_basis(request))
    return [*basis, OF_OPTIONS] if is_of_options else basis


def _to_the_order(request: MemberRequest, unit: int) -> HttpResponse:
    """Lead back to the order that was shown."""
    fields = _fields(request, is_of_options=request.GET.get("of") == OPTIONS)
    address = reverse(ORDER_PAGE, args=[request.member.organization.slug, unit])
    return redirect(f"{address}?{urlencode(fields)}" if fields else address)


def _context(
    request: MemberRequest, of: UnitPlan, ordering: Ordering, **context: Any
) -> dict[str, Any]:
    """The context of a page of the order; its switches keep for whose use cases it is."""
    kept = [OF_OPTIONS] if OF_OPTIONS in ordering.fields else []
    rests_on = standing_shown(of.basis.standing, kept)
    return page_context(request, of, "order", ordering=ordering, **context) | {"rests_on": rests_on}


def _quarter_rows(request: MemberRequest, of: UnitPlan, ordering: Ordering) -> list[QuarterShown]:
    """Return the quarters, with what results show since the plan was fixed."""
    starts_on = of.plan.starts_on or organization_day(request.member.organization, timezone.now())
    fixed = of.basis.decisions.fixed
    # What rests on all below is measured by all below, on the roadmap.
    is_by_own = fixed is not None and fixed.extent is not Extent.ROLLED
    later = actuals(request.member, of.unit, starts_on) if is_by_own else []
    return quarter_rows(ordering, starts_on, later)


def _tables(
    of: UnitPlan, ordering: Ordering, quarters: list[QuarterShown], ends: Sequence[str]
) -> PlanTables:
    """The tables of what the page shows."""
    about = about_plan(of.unit.name, of.basis.standing, reader_day(timezone.now()))
    return PlanTables(
        page=f"order-{OPTIONS}" if ordering.is_of_options else "order",
        of=of.unit.name,
        about=[*about, *about_order(ordering, ends)],
        tables=order_tables(ordering, quarters),
        query=ordering.query.removeprefix("?"),
    )


def _staircase(request: MemberRequest, unit: int) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The chart, and the words of its file's name."""
    of, ordering = requested_order(request, unit)
    title, name = ordering.chart_title, of.unit.name
    chart = standalone_spec(ordering.chart(), title=title, subtitle=name)
    return chart, ("order", OPTIONS, name) if ordering.is_of_options else ("order", name)


def _budget(request: MemberRequest, ordering: Ordering) -> Fraction:
    """The asked budget, or a quarter's capacity where none that can be read is asked."""
    form = BudgetForm(request.GET)
    if form.is_valid():
        return Fraction(form.cleaned_data["budget"])
    return min(quarter_capacity(ordering.basis.decisions), ordering.portfolio.total_effort)


def _is_vendors_budget(request: MemberRequest, ordering: Ordering, budget: Fraction) -> bool:
    """Return whether the budget is the published programme's: nobody entered or asked one."""
    decisions = ordering.basis.decisions
    is_usual = is_usual_capacity(decisions) and budget == quarter_capacity(decisions)
    return is_usual and not BudgetForm(request.GET).is_valid()
