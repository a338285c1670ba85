"""The strategy check: what a strategy says, what that presumes, the checks that were saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.models import StrategyCheck
from assessments.planning.plan_files import PlanTables, plan_file
from assessments.planning.portfolio.page import standing_shown
from assessments.planning.portfolio.queries import UnitPlan
from assessments.planning.portfolio.views import (
    page_context,
    redirect_to_plan,
    requested_plan,
    requested_unit,
)
from assessments.planning.published_figures import facts_about
from orgs.days import reader_day
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions, assumptions
from .export_tables import about_strategy, strategy_tables
from .forms import StrategyForm, strategy_fields, strategy_query
from .page import StrategyPage
from .presumption import Presumption
from .prices import Rates
from .queries import saved_checks
from .saved_check import SavedCheck
from .wording import choice_words

PAGE = "planning:strategy"


@dataclass(frozen=True)
class StrategyRequest:
    """What an address asks for: the plan, the ticks that it shows, the saved checks."""

    of: UnitPlan
    found: Presumption
    burn: Decimal | None
    checks: Sequence[SavedCheck]

    @property
    def query(self) -> str:
        """What the address carries that opens exactly these ticks."""
        choice = choice_words(self.of.basis.standing.options.chosen)
        return strategy_query(self.found.ticked, self.burn, choice)

    @property
    def saved(self) -> SavedCheck | None:
        """The newest saved check that says the same."""
        same = (row for row in self.checks if row.ticks(self.found.ticked, self.burn))
        return next(same, None)

    @property
    def files(self) -> PlanTables:
        """What the page exports."""
        unit = self.of.unit.name
        about = about_strategy(unit, self.found, reader_day(timezone.now()))
        tables = strategy_tables(self.found, self.checks)
        return PlanTables("strategy", unit, about, tables, self.query)


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def strategy(request: MemberRequest, unit: int) -> HttpResponse:
    """Show what the ticked elements presume; save the ticks."""
    of = requested_plan(request, unit)
    form = StrategyForm(request.POST or request.GET)
    if not form.is_valid():
        messages.warning(request, _("Some of this could not be read, so it is left out."))
    elif request.method == "POST":
        return _taken(request, of, form)
    shown = _shown(request, of, form)
    groups = groupby(assumptions.elements(), key=lambda element: element.group)
    ticked = shown.found.ticked
    context = page_context(
        request,
        of,
        "strategy",
        groups=[(name, [(row, row.key in ticked) for row in rows]) for name, rows in groups],
        rests_on=standing_shown(of.basis.standing, strategy_fields(ticked, shown.burn)),
        strategy=StrategyPage(shown.found),
        shown=shown,
        address=request.build_absolute_uri(f"{request.path}?{shown.query}"),
        facts=facts_about("strategy"),
        files=shown.files,
        file_page="planning:strategy_file",
    )
    return render(request, "planning/strategy/strategy.html", context)


@require_safe
@member_view(Permission.PLAN)
def strategy_file(request: MemberRequest, unit: int, kind: str) -> HttpResponse:
    """Send what the page shows as a file."""
    form = StrategyForm(request.GET)
    form.is_valid()
    shown = _shown(request, requested_plan(request, unit), form)
    return plan_file(shown.files, kind, request.GET.get("table", ""))


@require_POST
@member_view(Permission.PLAN)
def strategy_delete(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Delete a saved check."""
    planned = requested_unit(request, unit)
    saved = StrategyCheck.objects.planned_by(request.member).filter(unit=planned)
    actions.delete(check=get_object_or_404(saved, pk=pk))
    messages.info(request, _("The saved check is deleted."))
    return redirect_to_plan(request, PAGE, unit)


def _taken(request: MemberRequest, of: UnitPlan, form: StrategyForm) -> HttpResponse:
    """Save the ticks unless somebody only looks; lead to the address that opens exactly them."""
    if not form.cleaned_data["look"]:
        found = _presumption(request, of, form.ticked, form.monthly_cost)
        values = actions.CheckValues(found, form.monthly_cost)
        actions.save(unit=of.unit, by=request.member, values=values, at=timezone.now())
        messages.info(request, _("The check is saved with today's day."))
    address = reverse(PAGE, args=[request.member.organization.slug, of.unit.pk])
    choice = choice_words(of.basis.standing.options.chosen)
    return redirect(f"{address}?{strategy_query(form.ticked, form.monthly_cost, choice)}")


def _shown(request: MemberRequest, of: UnitPlan, form: StrategyForm) -> StrategyRequest:
    """Return what an address asks for; one that asks for nothing shows the newest saved check."""
    checks = [_saved_check(row) for row in saved_checks(request.member, of.unit)]
    ticked, burn = form.ticked, form.monthly_cost
    if not {"elements", "burn"} & set(form.data):
        newest = checks[0] if checks else None
        ticked = frozenset(newest.elements if newest else of.plan.strategy)
        burn = newest.burn if newest else None
    return StrategyRequest(of, _presumption(request, of, ticked, burn), burn, checks)


def _presumption(
    request: MemberRequest, of: UnitPlan, ticked: frozenset[str], burn: Decimal | None
) -> Presumption:
    rates = Rates(
        capacity=of.basis.decisions.capacity or None,
        burn=None if burn is None else Fraction(burn),
        currency=request.member.organization.currency,
    )
    return Presumption(of.basis, ticked, rates)


def _saved_check(row: StrategyCheck) -> SavedCheck:
    return SavedCheck(
        pk=row.pk,
        saved_at=row.saved_at,
        by=str(row.by),
        elements=row.elements,
        burn=row.burn,
        effort=row.effort,
        source=row.basis.get("source", ""),
        query=strategy_query(row.elements, row.burn, row.basis.get("choice", "")),
    )
