"""The strategy check: which elements a strategy has, and what they presume."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.planning.investment.actions import tick_strategy
from assessments.planning.portfolio.views import page_context, requested_plan
from assessments.planning.published_figures import facts_about
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import assumptions
from .forms import StrategyForm
from .page import presumed_rows


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def strategy(request: MemberRequest, unit: int) -> HttpResponse:
    """Show what the ticked elements presume; keep the ticks."""
    of = requested_plan(request, unit)
    form = StrategyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tick_strategy(unit=of.unit, elements=form.cleaned_data["elements"])
        return redirect("planning:strategy", request.member.organization.slug, unit)
    ticked = frozenset(of.plan.strategy)
    groups = groupby(assumptions.elements(), key=lambda element: element.group)
    context = page_context(
        request,
        of,
        "strategy",
        groups=[(name, [(row, row.key in ticked) for row in rows]) for name, rows in groups],
        rows=presumed_rows(of.basis, ticked),
        ticked=len(ticked),
        facts=facts_about("strategy"),
    )
    return render(request, "planning/strategy/strategy.html", context)
