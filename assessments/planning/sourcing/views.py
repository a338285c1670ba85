"""Build, buy or wait for a foundation: what the unit assumes, and what follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.planning.economics.measured_parameters import own_economics
from assessments.planning.economics.queries import unit_records
from assessments.planning.foundation.missing_steps import FOUNDATION_LEVEL
from assessments.planning.models import Sourcing
from assessments.planning.portfolio.views import page_context, redirect_to_plan, requested_plan
from assessments.planning.published_figures import facts_about
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .forms import SourcingForm
from .page import compared_rows, effort_sentence
from .queries import foundation_options, ways_and_notes


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def sourcing(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the three ways side by side; keep what is assumed about them."""
    of = requested_plan(request, unit)
    options = foundation_options(of.unit)
    form = SourcingForm(request.POST or None, initial=SourcingForm.facts_of(options))
    if form.is_valid():
        actions.set_options(unit=of.unit, options=form.options)
        messages.info(request, _("Your assumptions are saved."))
        return redirect_to_plan(request, "planning:sourcing", unit)
    records = unit_records(request.member, of.unit, of.basis.standing.options)
    own = own_economics(of.basis, records, FOUNDATION_LEVEL)
    ways, notes = ways_and_notes(options)
    rows = compared_rows(ways, notes, records.days.plumbing, request.member.organization.currency)
    context = page_context(
        request,
        of,
        "sourcing",
        form=form,
        ways=[way.label for way in Sourcing],
        rows=rows if options else [],
        effort=effort_sentence(own) if of.basis.standing.is_known else "",
        facts=facts_about("sourcing"),
    )
    return render(request, "planning/sourcing/sourcing.html", context, status=form.status)
