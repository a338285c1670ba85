"""The use cases of a unit: what blocks them, what waits; writing them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.models import UseCase
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.page_context import (
    page_context,
    requested_basis,
    requested_unit,
)
from assessments.planning.portfolio.unit_queries import choices
from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .forms import UseCaseForm
from .page import blocked_use_cases_shown, use_cases_across_units, use_cases_shown

PAGES = ("use_cases", "order", "trajectories", "strategy")


@require_safe
@member_view(Permission.PLAN)
def plan(request: MemberRequest) -> HttpResponse:
    """Lead to the plan of the chosen unit, or of the topmost that the member may plan."""
    units = choices(request.member)
    if not units:
        return render(request, "planning/no_unit.html")
    chosen = request.GET.get("unit", "")
    unit = next((row.pk for row in units if str(row.pk) == chosen), units[0].pk)
    page = request.GET.get("page", "")
    page = page if page in PAGES else "use_cases"
    return redirect(f"planning:{page}", request.member.organization.slug, unit)


@require_safe
@member_view(Permission.PLAN)
def use_cases(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the use cases, what blocks them and what waits for each capability."""
    ground = requested_basis(request, unit)
    context = page_context(
        request,
        ground,
        "use_cases",
        use_cases=use_cases_shown(ground),
        waiting=blocked_use_cases_shown(ground) if ground.standing.is_known else [],
        across=use_cases_across_units(request.member, ground),
        open_value=number_text(ground.every.open_value),
        total_value=number_text(ground.every.total_value),
        starters=len(ground.framework.use_cases),
    )
    return render(request, "planning/use_cases.html", context)


@require_POST
@member_view(Permission.PLAN)
def use_cases_copy(request: MemberRequest, unit: int) -> HttpResponse:
    """Copy the framework's use cases."""
    ground = requested_basis(request, unit)
    copied = actions.copy_starters(unit=ground.unit, starters=ground.framework.use_cases)
    sentence = ngettext(
        "%(count)s use case was copied. Change what it needs and what it is worth to you.",
        "%(count)s use cases were copied. Change what they need and what they are worth to you.",
        len(copied),
    )
    messages.info(request, sentence % {"count": len(copied)})
    return redirect("planning:use_cases", request.member.organization.slug, unit)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def use_case_new(request: MemberRequest, unit: int) -> HttpResponse:
    """Write a use case."""
    ground = requested_basis(request, unit)
    form = UseCaseForm(request.POST or None, framework=ground.framework)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add(unit=ground.unit, facts=form.facts)
            return redirect("planning:use_cases", request.member.organization.slug, unit)
    context = page_context(request, ground, "use_cases", form=form, use_case=None)
    return render(request, "planning/use_case.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def use_case(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Change a use case."""
    ground = requested_basis(request, unit)
    changed = get_object_or_404(UseCase.objects.planned_by(request.member), unit=unit, pk=pk)
    form = UseCaseForm(
        request.POST or None, framework=ground.framework, initial=UseCaseForm.facts_of(changed)
    )
    if form.is_valid():
        with refusal_on_form(form):
            actions.change(use_case=changed, facts=form.facts)
            return redirect("planning:use_cases", request.member.organization.slug, unit)
    context = page_context(request, ground, "use_cases", form=form, use_case=changed)
    return render(request, "planning/use_case.html", context)


@require_POST
@member_view(Permission.PLAN)
def use_case_delete(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Delete a use case."""
    requested_unit(request, unit)
    doomed = get_object_or_404(UseCase.objects.planned_by(request.member), unit=unit, pk=pk)
    actions.delete(use_case=doomed)
    messages.info(request, _("%s is no longer planned.") % doomed.name)
    return redirect("planning:use_cases", request.member.organization.slug, unit)
