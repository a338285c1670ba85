"""The order of investment: what first, what a budget opens, one's own order, the quarters."""

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.chart_drawing import standalone_spec, themed_svg
from assessments.planning.foundation.monthly_capacity import quarterly_capacity
from assessments.planning.portfolio.level_closure import parse_step
from assessments.planning.portfolio.level_queries import actuals
from assessments.planning.portfolio.queries import UnitPlan
from assessments.planning.portfolio.views import page_context, requested_plan
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from orgs.days import organization_day
from orgs.models import Unit
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .alternatives import repair_order
from .forms import BudgetForm, MeansForm, OwnOrderForm, StepForm
from .order_ends import order_ends
from .page import Ordering
from .quarters_page import QuarterShown, quarter_rows

ORDER_PAGE = "planning:order"


@require_safe
@member_view(Permission.PLAN)
def order(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the exact order, what it is compared with, and the quarters."""
    of = requested_plan(request, unit)
    ordering = Ordering(of.basis)
    if not (of.basis.standing.is_known and of.basis.use_cases and ordering.has_steps):
        return render(
            request, "planning/investment/order_nothing.html", page_context(request, of, "order")
        )
    budget = _budget(request, ordering)
    context = page_context(
        request,
        of,
        "order",
        ordering=ordering,
        ends=order_ends(of.basis),
        offer=ordering.offer(budget),
        budget=float(budget),
        most=float(ordering.portfolio.total_effort),
        quarters=_quarter_rows(request, of, ordering),
    )
    return render(request, "planning/investment/order.html", context)


@require_safe
@member_view(Permission.PLAN)
def order_budget(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the most value for a budget, alone."""
    of = requested_plan(request, unit)
    ordering = Ordering(of.basis)
    offer = ordering.offer(_budget(request, ordering))
    return render(request, "planning/investment/_offer.html", {"offer": offer, "plan": of.plan})


@require_safe
@member_view(Permission.PLAN)
def order_chart(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the staircase of open value, alone."""
    chart = themed_svg(Ordering(requested_plan(request, unit).basis).chart())
    return HttpResponse(mark_safe(chart))  # noqa: S308 - drawn from numbers and escaped names


@require_safe
@member_view(Permission.PLAN)
def order_svg(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as SVG."""
    planned, chart = _staircase(request, unit)
    return svg_file(drawing.svg(chart), "order", planned.name)


@require_safe
@member_view(Permission.PLAN)
def order_png(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as PNG."""
    planned, chart = _staircase(request, unit)
    return png_file(drawing.png(chart), "order", planned.name)


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
    return redirect(ORDER_PAGE, request.member.organization.slug, unit)


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
    )
    if request.method == "POST" and form.is_valid():
        actions.set_means(unit=of.unit, means=form.means)
        return redirect(ORDER_PAGE, request.member.organization.slug, unit)
    return render(
        request, "planning/investment/means.html", page_context(request, of, "order", form=form)
    )


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def order_own(request: MemberRequest, unit: int) -> HttpResponse:
    """Put the steps into an order of one's own; what a step needs comes before it."""
    of = requested_plan(request, unit)
    ordering = Ordering(of.basis)
    form = OwnOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = [parse_step(written) for written in form.wanted]
        steps = repair_order(of.basis.portfolio, wanted) if wanted else ()
        actions.put_in_order(unit=of.unit, steps=steps)
        return redirect("planning:order_own", request.member.organization.slug, unit)
    shown = ordering.own or ordering.best
    context = page_context(
        request,
        of,
        "order",
        ordering=ordering,
        steps=[ordering.shown(step) for step in shown.steps],
        compared=ordering.compared(),
    )
    return render(request, "planning/investment/own_order.html", context)


@require_POST
@member_view(Permission.PLAN)
def order_fix(request: MemberRequest, unit: int) -> HttpResponse:
    """Fix the present order, one's own if there is one, as the plan."""
    of = requested_plan(request, unit)
    ordering = Ordering(of.basis)
    chosen = ordering.own if request.POST.get("which") == "own" and ordering.own else ordering.best
    today = organization_day(request.member.organization, timezone.now())
    actions.fix(unit=of.unit, start=of.basis.standing.levels, order=chosen, on=today)
    messages.info(request, _("This order is the plan now. Later results will stand beside it."))
    return redirect(ORDER_PAGE, request.member.organization.slug, unit)


def _quarter_rows(request: MemberRequest, of: UnitPlan, ordering: Ordering) -> list[QuarterShown]:
    """Return the quarters, with what results show since the plan was fixed."""
    starts_on = of.plan.starts_on or organization_day(request.member.organization, timezone.now())
    later = actuals(request.member, of.unit, starts_on) if of.plan.fixed_on else []
    return quarter_rows(ordering, starts_on, later)


def _staircase(request: MemberRequest, unit: int) -> tuple[Unit, dict[str, Any]]:
    of = requested_plan(request, unit)
    title = _("Open value over person-weeks")
    chart = Ordering(of.basis).chart()
    return of.unit, standalone_spec(chart, title=title, subtitle=of.unit.name)


def _budget(request: MemberRequest, ordering: Ordering) -> Fraction:
    """The asked budget, or a quarter's capacity where none that can be read is asked."""
    form = BudgetForm(request.GET)
    if form.is_valid():
        return Fraction(form.cleaned_data["budget"])
    quarterly = quarterly_capacity(ordering.basis.decisions.capacity)
    return min(quarterly, ordering.portfolio.total_effort)
