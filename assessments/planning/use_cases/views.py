"""The use cases of a unit: what blocks them, what waits; writing them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.models import UseCase
from assessments.planning.number_text import number_text
from assessments.planning.plan_files import plan_file
from assessments.planning.portfolio.views import (
    page_context,
    redirect_to_plan,
    requested_plan,
    requested_unit,
)
from assessments.planning.published_figures import facts_about
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .approvals_page import approved_shown, autonomy_sentence, autonomy_shown, delivery_notes
from .export_tables import use_case_tables
from .forms import UseCaseForm
from .page import blocked_use_cases_shown, open_value_ends, use_cases_across_units, use_cases_shown
from .queries import carrying_projects, other_use_cases, tracked_use_cases

PAGE = "planning:use_cases"


@require_safe
@member_view(Permission.PLAN)
def use_cases(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the use cases, what blocks them and what waits for each capability."""
    of = requested_plan(request, unit)
    basis = of.basis
    tracking = tracked_use_cases(of.unit)
    today = organization_day(request.member.organization, timezone.now())
    degrees = autonomy_shown(basis.standing)
    context = page_context(
        request,
        of,
        "use_cases",
        use_cases=use_cases_shown(basis, delivery_notes(tracking, basis.standing)),
        approved=approved_shown(tracking, today),
        approved_facts=facts_about("approved"),
        degrees=degrees,
        degrees_said=autonomy_sentence(degrees),
        waiting=blocked_use_cases_shown(basis) if basis.standing.is_known else [],
        across=use_cases_across_units(basis),
        open_value=number_text(basis.every.open_value),
        open_ends=open_value_ends(basis),
        total_value=number_text(basis.every.total_value),
        starters=len(basis.framework.use_cases),
        files=use_case_tables(basis, of.unit.name, today, tracking),
    )
    return render(request, "planning/use_cases/use_cases.html", context)


@require_safe
@member_view(Permission.PLAN)
def use_cases_file(request: MemberRequest, unit: int, kind: str) -> HttpResponse:
    """Send the use cases as CSV, workbook or JSON."""
    of = requested_plan(request, unit)
    tracking = tracked_use_cases(of.unit)
    today = organization_day(request.member.organization, timezone.now())
    tables = use_case_tables(of.basis, of.unit.name, today, tracking)
    return plan_file(tables, kind, request.GET.get("table", ""))


@require_POST
@member_view(Permission.PLAN)
def use_cases_copy(request: MemberRequest, unit: int) -> HttpResponse:
    """Copy the framework's use cases."""
    of = requested_plan(request, unit)
    copied = actions.copy_starters(unit=of.unit, starters=of.basis.framework.use_cases)
    sentence = ngettext(
        "%(count)s use case was copied. Change what it needs and what it is worth to you.",
        "%(count)s use cases were copied. Change what they need and what they are worth to you.",
        len(copied),
    )
    messages.info(request, sentence % {"count": len(copied)})
    return redirect_to_plan(request, PAGE, unit)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def use_case_new(request: MemberRequest, unit: int) -> HttpResponse:
    """Write a use case."""
    of = requested_plan(request, unit)
    form = UseCaseForm(
        request.POST or None,
        framework=of.basis.framework,
        projects=carrying_projects(request.member, of.unit),
        others=other_use_cases(of.unit),
    )
    if form.is_valid():
        with refusal_on_form(form):
            actions.add(unit=of.unit, facts=form.facts)
            return redirect_to_plan(request, PAGE, unit)
    context = page_context(request, of, "use_cases", form=form, use_case=None)
    return render(request, "planning/use_cases/use_case.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def use_case(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Change a use case."""
    of = requested_plan(request, unit)
    changed = get_object_or_404(UseCase.objects.planned_by(request.member), unit=unit, pk=pk)
    form = UseCaseForm(
        request.POST or None,
        framework=of.basis.framework,
        projects=carrying_projects(request.member, of.unit),
        others=other_use_cases(of.unit, changed),
        initial=UseCaseForm.facts_of(changed),
        row=changed,
    )
    if form.is_valid():
        with refusal_on_form(form):
            actions.change(use_case=changed, facts=form.facts)
            return redirect_to_plan(request, PAGE, unit)
    context = page_context(request, of, "use_cases", form=form, use_case=changed)
    return render(request, "planning/use_cases/use_case.html", context, status=form.status)


@require_POST
@member_view(Permission.PLAN)
def use_case_delete(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Delete a use case."""
    requested_unit(request, unit)
    doomed = get_object_or_404(UseCase.objects.planned_by(request.member), unit=unit, pk=pk)
    actions.delete(use_case=doomed)
    messages.info(request, _("%s is no longer planned.") % doomed.name)
    return redirect_to_plan(request, PAGE, unit)
