"""The register: projects, what surrounds them, and the days of a month entered by hand."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    EffortRecord,
    ParallelStack,
    Project,
    ProjectStage,
    RunningAgent,
)
from assessments.planning.number_text import money_text, number_without_zeros
from assessments.planning.plan_files import plan_file
from assessments.planning.published_figures import facts_about
from assessments.rounds.context.wording import WORK_KINDS
from orgs.days import reader_day
from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, get_changeable, locked, member_view

from . import actions, queries
from .export_tables import register_tables
from .forms import (
    AgentForm,
    ApplicationsForm,
    GridForm,
    MonthForm,
    PlaceForm,
    ProjectForm,
    RegisterForm,
    StackForm,
)
from .page import (
    ApplicationCount,
    applications_sentence,
    stack_text,
    stacks_sentence,
)

PROJECTS_ON_A_PAGE = 100
MOST_IN_THE_GRID = 60


@require_safe
@member_view(Permission.SEE_RESULTS)
def register(request: MemberRequest) -> HttpResponse:
    """List the AI projects that the member may see, with their days by kind of work."""
    stage = _requested_stage(request)
    pages = Paginator(queries.projects(request.member, stage=stage), PROJECTS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.with_days(page.object_list),
        "kinds": WORK_KINDS.values(),
        "stages": ProjectStage.choices,
        "stage": stage,
        "query": f"stage={stage}" if stage else "",
        "may_plan": request.member.can(Permission.PLAN),
        "files": register_tables(request.member, stage, reader_day(timezone.now())),
    }
    return render(request, "planning/register/register.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def register_file(request: MemberRequest, kind: str) -> HttpResponse:
    """Send what the member may see of the register as CSV, workbook or JSON."""
    files = register_tables(request.member, _requested_stage(request), reader_day(timezone.now()))
    return plan_file(files, kind, request.GET.get("table", ""))


@require_safe
@member_view(Permission.SEE_RESULTS)
def project(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one project: its facts, its days, and where these come from."""
    shown = get_object_or_404(queries.projects(request.member), pk=pk)
    (row,) = queries.with_days([shown])
    context = {
        "row": row,
        "days": zip(WORK_KINDS.values(), row.days, strict=True),
        "sources": queries.sources(shown),
        "upkeep": _upkeep(shown, request.member.organization.currency),
        "may_plan": request.member.may(Permission.PLAN, shown.unit_id),
    }
    return render(request, "planning/register/project.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def project_add(request: MemberRequest) -> HttpResponse:
    """Add a project."""
    form = ProjectForm(request.POST or None, member=request.member)
    if form.is_valid():
        with refusal_on_form(form):
            added = actions.add(Project, facts=form.cleaned_data, by=request.member)
            return redirect("planning:project", request.member.organization.slug, added.pk)
    return render(request, "planning/register/register_form.html", {"form": form, "row": None})


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def project_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is known of a project."""
    row = _planned_project(request, pk)
    form = ProjectForm(request.POST or None, instance=row, member=request.member)
    if form.is_valid():
        with refusal_on_form(form):
            actions.change(row, facts=form.cleaned_data)
            return redirect("planning:project", request.member.organization.slug, pk)
    context = {"form": form, "row": row, "back": "planning:project"}
    return render(request, "planning/register/register_form.html", context, status=form.status)


@require_POST
@member_view(Permission.PLAN)
def project_strike(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a project out of the register, with its effort."""
    row = _planned_project(request, pk)
    actions.strike(row)
    messages.info(request, _("%s and its days are removed from the register.") % row.name)
    return redirect("planning:register", request.member.organization.slug)


@dataclass(frozen=True)
class Listing:
    """One kind of thing around the projects: its rows and the form of one."""

    model: type[DeploymentPlace | ParallelStack | RunningAgent | ApplicationGroup]
    form: type[RegisterForm]
    added: str | Promise

    def changeable(self, request: MemberRequest) -> QuerySet[Any]:
        """Return the rows that the member may change."""
        if self.model is DeploymentPlace:
            return DeploymentPlace.objects.filter(organization=request.member.organization)
        rows: QuerySet[Any] = self.model.objects.planned_by(request.member)  # type: ignore[union-attr]
        return rows


LISTINGS = {
    "places": Listing(DeploymentPlace, PlaceForm, gettext_lazy("Add a deployment place")),
    "stacks": Listing(ParallelStack, StackForm, gettext_lazy("Add a parallel stack")),
    "agents": Listing(RunningAgent, AgentForm, gettext_lazy("Add a running agent")),
    "applications": Listing(ApplicationGroup, ApplicationsForm, gettext_lazy("Count applications")),
}


@require_safe
@member_view(Permission.SEE_RESULTS)
def surroundings(request: MemberRequest) -> HttpResponse:
    """Show where AI can run, what runs beside the shared stack, agents, and applications."""
    places, constrained = queries.places_and_constraints(request.member, most=PROJECTS_ON_A_PAGE)
    currency = request.member.organization.currency
    stacks, applications = queries.stacks(request.member), queries.applications(request.member)
    context = {
        "places": places,
        "stacks": [(row, stack_text(row.reason, row.cost, currency)) for row in stacks],
        "stacks_cost": stacks_sentence([row.cost for row in stacks], currency),
        "stack_facts": facts_about("stacks"),
        "agents": queries.agents(request.member),
        "applications": applications,
        "applications_sum": applications_sentence(
            [ApplicationCount(row.applications, row.connected) for row in applications]
        ),
        "application_facts": facts_about("applications"),
        "constrained": constrained,
        "may_plan": request.member.can(Permission.PLAN),
    }
    return render(request, "planning/register/surroundings.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def surrounding_add(request: MemberRequest, listing: str) -> HttpResponse:
    """Add a place, a stack or an agent."""
    kind = _listing(listing)
    form = kind.form(request.POST or None, member=request.member)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add(kind.model, facts=form.cleaned_data, by=request.member)  # type: ignore[type-var]
            return redirect("planning:surroundings", request.member.organization.slug)
    context = {"form": form, "row": None, "title": kind.added, "is_around": True}
    return render(request, "planning/register/register_form.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def surrounding_edit(request: MemberRequest, listing: str, pk: int) -> HttpResponse:
    """Change a place, a stack or an agent."""
    kind = _listing(listing)
    row = get_object_or_404(locked(request, kind.changeable(request)), pk=pk)
    form = kind.form(request.POST or None, instance=row, member=request.member)
    if form.is_valid():
        with refusal_on_form(form):
            actions.change(row, facts=form.cleaned_data)
            return redirect("planning:surroundings", request.member.organization.slug)
    context = {"form": form, "row": row, "is_around": True}
    return render(request, "planning/register/register_form.html", context, status=form.status)


@require_POST
@member_view(Permission.PLAN)
def surrounding_strike(request: MemberRequest, listing: str, pk: int) -> HttpResponse:
    """Take a place, a stack or an agent out of the register."""
    row = get_object_or_404(_listing(listing).changeable(request), pk=pk)
    actions.strike(row)
    messages.info(request, _("%s is removed from the register.") % row.name)
    return redirect("planning:surroundings", request.member.organization.slug)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def effort(request: MemberRequest) -> HttpResponse:
    """Show a month's days of the projects for which the member may plan; keep what is entered."""
    month_form = MonthForm(request.GET if "month" in request.GET else None)
    month = month_form.cleaned_data["month"] if month_form.is_valid() else _last_month()
    rows = Project.objects.planned_by(request.member).exclude(stage="retired")
    projects = list(locked(request, rows.order_by("name", "pk"))[:MOST_IN_THE_GRID])
    sent = request.POST if request.method == "POST" else None
    form = GridForm(sent, projects=projects, initial=_entered(projects, month))
    if sent is not None and form.is_valid():
        actions.enter_month(month=month, days=form.days, by=request.member)
        messages.info(request, _("The days of %s are saved.") % f"{month:%Y-%m}")
        address = reverse("planning:effort", args=[request.member.organization.slug])
        return redirect(f"{address}?month={month:%Y-%m}")
    context = {
        "form": form,
        "month_form": month_form if month_form.is_bound else MonthForm(initial={"month": month}),
        "month": month,
        "kinds": WORK_KINDS.values(),
    }
    return render(request, "planning/register/effort.html", context, status=form.status)


def _upkeep(shown: Project, currency: str) -> str:
    cost = shown.pipelines_cost
    return money_text(None if cost is None else Fraction(cost), currency)


def _requested_stage(request: MemberRequest) -> str:
    """Return the stage that the address asks for; empty for all."""
    stage = request.GET.get("stage", "")
    return stage if stage in ProjectStage.values else ""


def _planned_project(request: MemberRequest, pk: int) -> Project:
    return get_changeable(
        Project.objects.visible_to(request.member).select_related("unit"),
        locked(request, Project.objects.planned_by(request.member).select_related("unit")),
        Permission.PLAN,
        pk,
    )


def _listing(name: str) -> Listing:
    try:
        return LISTINGS[name]
    except KeyError:
        raise Http404 from None


def _last_month() -> date:
    today = reader_day(timezone.now())
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)


def _entered(projects: list[Project], month: date) -> dict[str, str]:
    rows = EffortRecord.objects.filter(
        project__in=projects, source=actions.BY_HAND, batch=None, begins_on=month
    )
    return {f"{row.project_id}-{row.kind}": number_without_zeros(row.days) for row in rows}
