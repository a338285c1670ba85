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
from assessments.planning.portfolio.page_context import page_context, requested_basis
from assessments.planning.portfolio.queries import PlanningBasis, parse_step
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .alternatives import repair_order
from .forms import BudgetForm, MeansForm, OwnOrderForm, StepForm
from .page import Ordering
from .quarters_page import quarter_rows

ORDER_PAGE = "planning:order"


@require_safe
@member_view(Permission.PLAN)
def order(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the exact order, what it is compared with, and the quarters."""
    ground = requested_basis(request, unit)
    ordering = Ordering(ground)
    if not (ground.standing.is_known and ground.use_cases and ordering.has_steps):
        return render(
            request, "planning/order_nothing.html", page_context(request, ground, "order")
        )
    budget = _budget(request, ordering)
    context = page_context(
        request,
        ground,
        "order",
        ordering=ordering,
        offer=ordering.offer(budget),
        budget=float(budget),
        most=float(ordering.portfolio.total_effort),
        quarters=quarter_rows(request.member, ordering, timezone.localdate()),
    )
    return render(request, "planning/order.html", context)


@require_safe
@member_view(Permission.PLAN)
def order_budget(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the most value for a budget, alone."""
    ordering = Ordering(requested_basis(request, unit))
    offer = ordering.offer(_budget(request, ordering))
    return render(request, "planning/_offer.html", {"offer": offer, "plan": ordering.ground.plan})


@require_safe
@member_view(Permission.PLAN)
def order_chart(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the staircase of open value, alone."""
    chart = themed_svg(Ordering(requested_basis(request, unit)).chart())
    return HttpResponse(mark_safe(chart))  # noqa: S308 - drawn from numbers and escaped names


@require_safe
@member_view(Permission.PLAN)
def order_svg(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as SVG."""
    ground, chart = _staircase(request, unit)
    return svg_file(drawing.svg(chart), "order", ground.unit.name)


@require_safe
@member_view(Permission.PLAN)
def order_png(request: MemberRequest, unit: int) -> HttpResponse:
    """Send the staircase as PNG."""
    ground, chart = _staircase(request, unit)
    return png_file(drawing.png(chart), "order", ground.unit.name)


@require_POST
@member_view(Permission.PLAN)
def order_mark(request: MemberRequest, unit: int) -> HttpResponse:
    """Decide about a step: first, funded already, left out, or nothing."""
    ground = requested_basis(request, unit)
    form = StepForm(request.POST, framework=ground.framework)
    if not form.is_valid():
        return HttpResponseBadRequest(_("There is no such step."), content_type="text/plain")
    step, mark = form.cleaned_data["step"], form.cleaned_data["mark"]
    actions.mark(unit=ground.unit, step=step, as_=mark)
    return redirect(ORDER_PAGE, request.member.organization.slug, unit)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def order_means(request: MemberRequest, unit: int) -> HttpResponse:
    """Change capacity, start and the efforts of steps."""
    ground = requested_basis(request, unit)
    form = MeansForm(
        request.POST or None, framework=ground.framework, initial=MeansForm.facts_of(ground.plan)
    )
    if request.method == "POST" and form.is_valid():
        actions.set_means(unit=ground.unit, means=form.means)
        return redirect(ORDER_PAGE, request.member.organization.slug, unit)
    return render(request, "planning/means.html", page_context(request, ground, "order", form=form))


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def order_own(request: MemberRequest, unit: int) -> HttpResponse:
    """Put the steps into an order of one's own; what a step needs comes before it."""
    ground = requested_basis(request, unit)
    ordering = Ordering(ground)
    form = OwnOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = [parse_step(written) for written in form.wanted]
        steps = repair_order(ground.portfolio, wanted) if wanted else ()
        actions.put_in_order(unit=ground.unit, steps=steps)
        return redirect("planning:order_own", request.member.organization.slug, unit)
    shown = ordering.own or ordering.best
    context = page_context(
        request,
        ground,
        "order",
        ordering=ordering,
        steps=[ordering.shown(step) for step in shown.steps],
        compared=ordering.compared(),
    )
    return render(request, "planning/own_order.html", context)


@require_POST
@member_view(Permission.PLAN)
def order_fix(request: MemberRequest, unit: int) -> HttpResponse:
    """Fix the present order, one's own if there is one, as the plan."""
    ordering = Ordering(requested_basis(request, unit))
    chosen = ordering.own if request.POST.get("which") == "own" and ordering.own else ordering.best
    today = timezone.localdate()
    levels = ordering.ground.standing.levels
    actions.fix(unit=ordering.ground.unit, start=levels, order=chosen, on=today)
    messages.info(request, _("This order is the plan now. Later results will stand beside it."))
    return redirect(ORDER_PAGE, request.member.organization.slug, unit)


def _staircase(request: MemberRequest, unit: int) -> tuple[PlanningBasis, dict[str, Any]]:
    ground = requested_basis(request, unit)
    title = _("Open value over person-weeks")
    return ground, standalone_spec(Ordering(ground).chart(), title=title, subtitle=ground.unit.name)


def _budget(request: MemberRequest, ordering: Ordering) -> Fraction:
    """The asked budget, or a quarter's capacity where none that can be read is asked."""
    form = BudgetForm(request.GET)
    if form.is_valid():
        return Fraction(form.cleaned_data["budget"])
    return min(Fraction(ordering.ground.plan.capacity), ordering.portfolio.total_effort)
