"""The two trajectories: assumptions, what follows, saved scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.planning.chart_drawing import standalone_spec, themed_svg
from assessments.planning.foundation.unit_records import UnitRecords
from assessments.planning.models import Scenario
from assessments.planning.plan_files import PlanTables, plan_file
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.basis import PlanningBasis
from assessments.planning.portfolio.page import choice_fields
from assessments.planning.portfolio.queries import UnitPlan
from assessments.planning.portfolio.views import (
    page_context,
    redirect_to_plan,
    requested_basis,
    requested_plan,
    requested_unit,
)
from assessments.planning.published_figures import facts_about
from assessments.results.files import drawing
from assessments.results.files.drawing import png_file, svg_file
from orgs.currencies import DOLLARS
from orgs.days import reader_day
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .export_tables import about_trajectories, trajectory_tables
from .forms import LEVELS, SHOWN_FORMAT, GainsForm, NumbersForm, ScenarioForm
from .gains_page import Gains
from .measured_parameters import (
    measured_parameters,
    measured_quality,
    own_economics,
    unknown_ends,
)
from .own_economics import ENDS
from .page import ScenarioShown, TrajectoryOutcome
from .parameters import MeasuredParameter
from .queries import scenarios, unit_records

PAGE = "planning:trajectories"
BURN = "b"
OF_THE_LEVEL = ("begin", "F", "rho", *ENDS, *ENDS.values())


@require_safe
@member_view(Permission.PLAN)
def trajectories(request: MemberRequest, unit: int) -> HttpResponse:
    """Show the assumptions, what follows from them, and the saved scenarios."""
    of = requested_plan(request, unit)
    form, gains = NumbersForm(request.GET), GainsForm(request.GET)
    if not all([form.is_valid(), gains.is_valid()]):
        messages.warning(request, _("Some numbers were out of range, so the usual ones are shown."))
    shown = _shown(request, of, form, gains)
    context = page_context(
        request,
        of,
        "trajectories",
        outcome=shown.outcome,
        scenarios=shown.scenarios,
        level=form.foundation_level,
        levels=_level_links(request),
        is_from_defaults=form.is_from_defaults,
        gains=shown.gains,
        files=_tables(of, form, shown),
        facts=facts_about("trajectories"),
        gain_facts=facts_about("gains"),
        shown_at=timezone.now().strftime(SHOWN_FORMAT),
    )
    return render(request, "planning/economics/trajectories.html", context)


@require_safe
@member_view(Permission.PLAN)
def trajectories_file(request: MemberRequest, unit: int, kind: str) -> HttpResponse:
    """Send what the page shows as CSV, workbook or JSON."""
    of = requested_plan(request, unit)
    form, gains = NumbersForm(request.GET), GainsForm(request.GET)
    form.is_valid()
    gains.is_valid()
    files = _tables(of, form, _shown(request, of, form, gains))
    return plan_file(files, kind, request.GET.get("table", ""))


@require_safe
@member_view(Permission.PLAN)
def trajectories_outcome(request: MemberRequest, unit: int) -> HttpResponse:
    """Show what follows from the assumptions, alone."""
    of = requested_plan(request, unit)
    form = NumbersForm(request.GET)
    form.is_valid()
    outcome = _outcome(request, of, form)
    following = [
        row
        for row in outcome.parameters
        if row.range and row.parameter.symbol not in form.written_ends
    ]
    context = {"outcome": outcome, "unit": of.unit, "following": following}
    return render(request, "planning/economics/_outcome_alone.html", context)


@require_safe
@member_view(Permission.PLAN)
def trajectories_gains(request: MemberRequest, unit: int) -> HttpResponse:
    """Show what faster coding is worth, alone."""
    form = GainsForm(request.GET)
    form.is_valid()
    context = {"gains": _gains(request.member, requested_plan(request, unit).basis, form)}
    return render(request, "planning/economics/_worth_alone.html", context)


@require_safe
@member_view(Permission.PLAN)
def trajectories_chart(request: MemberRequest, unit: int) -> HttpResponse:
    """Show systems in production over months, alone."""
    requested_unit(request, unit)
    form = NumbersForm(request.GET)
    form.is_valid()
    chart = themed_svg(_written(request.member, form, {}).chart())
    return HttpResponse(mark_safe(chart))  # noqa: S308 - drawn from numbers and our own words


@require_safe
@member_view(Permission.PLAN)
def trajectories_svg(request: MemberRequest, unit: int) -> HttpResponse:
    """Send systems in production over months as SVG."""
    planned, chart = _curves(request, unit)
    return svg_file(drawing.svg(chart), "trajectories", planned.name)


@require_safe
@member_view(Permission.PLAN)
def trajectories_png(request: MemberRequest, unit: int) -> HttpResponse:
    """Send systems in production over months as PNG."""
    planned, chart = _curves(request, unit)
    return png_file(drawing.png(chart), "trajectories", planned.name)


@require_POST
@member_view(Permission.PLAN)
def scenario_save(request: MemberRequest, unit: int) -> HttpResponse:
    """Save the assumptions under a name."""
    planned = requested_unit(request, unit)
    form = ScenarioForm(request.POST)
    address = redirect_to_plan(request, PAGE, unit)
    if not form.is_valid():
        messages.warning(request, _("Give the scenario a name, then save it again."))
        return address
    facts, now, seen = form.facts, timezone.now(), form.cleaned_data["shown"]
    try:
        saved = actions.save(unit=planned, by=request.member, facts=facts, at=now, seen_until=seen)
    except actions.StaleScenarioError as error:
        return _both_scenarios(request, planned, form, error)
    messages.info(request, _("%s is saved. It stands below, beside the others.") % saved.name)
    return address


@require_POST
@member_view(Permission.PLAN)
def scenario_delete(request: MemberRequest, unit: int, pk: int) -> HttpResponse:
    """Delete a scenario of one's own."""
    own = Scenario.objects.visible_to(request.member).filter(by=request.member, unit=unit)
    doomed = get_object_or_404(own, pk=pk)
    actions.delete(scenario=doomed)
    messages.info(request, _("%s is deleted.") % doomed.name)
    return redirect_to_plan(request, PAGE, unit)


def _both_scenarios(
    request: MemberRequest, unit: Unit, form: ScenarioForm, refused: actions.StaleScenarioError
) -> HttpResponse:
    """Return the page of the numbers that were saved meanwhile, beside those that were not."""
    stored, own = refused.stored.assumptions, form.facts.assumptions
    symbols = sorted({*stored, *own})
    context = {
        "unit": unit,
        "refused": str(refused),
        "stored": refused.stored,
        "rows": [(symbol, stored.get(symbol, ""), own.get(symbol, "")) for symbol in symbols],
        "sent": {name: form.data.get(name, "") for name in form.fields},
        "shown_at": timezone.now().strftime(SHOWN_FORMAT),
        "query": urlencode(stored),
    }
    template = "planning/economics/both_scenarios.html"
    return render(request, template, context, status=HTTPStatus.CONFLICT)


@dataclass(frozen=True)
class TrajectoriesShown:
    """What the page shows: what follows from the numbers, saved scenarios, faster coding."""

    outcome: TrajectoryOutcome
    scenarios: list[ScenarioShown]
    gains: Gains


def _shown(
    request: MemberRequest, of: UnitPlan, form: NumbersForm, gains: GainsForm
) -> TrajectoriesShown:
    saved = scenarios(request.member, of.unit)
    return TrajectoriesShown(
        outcome=_outcome(request, of, form),
        scenarios=[_scenario_shown(request, row) for row in saved],
        gains=_gains(request.member, of.basis, gains),
    )


def _tables(of: UnitPlan, form: NumbersForm, shown: TrajectoriesShown) -> PlanTables:
    """Return the tables of what the page shows; they follow its form, not its address."""
    outcome, gains = shown.outcome, shown.gains
    about = about_trajectories(
        outcome, gains, form.foundation_level, is_from_defaults=form.is_from_defaults
    )
    return PlanTables(
        page="trajectories",
        of=of.unit.name,
        about=[*about_plan(of.unit.name, of.basis.standing, reader_day(timezone.now())), *about],
        tables=trajectory_tables(outcome, gains, shown.scenarios),
    )


def _curves(request: MemberRequest, unit: int) -> tuple[Unit, dict[str, Any]]:
    planned = requested_unit(request, unit)
    form = NumbersForm(request.GET)
    form.is_valid()
    title = _("Systems in production over months")
    chart = _written(request.member, form, {}).chart()
    return planned, standalone_spec(chart, title=title, subtitle=planned.name)


def _outcome(request: MemberRequest, of: UnitPlan, form: NumbersForm) -> TrajectoryOutcome:
    if form.is_from_defaults:
        return _written(request.member, form, {})
    records = unit_records(request.member, of.unit, of.basis.standing.options)
    outcome = _on_basis(request.member, of.basis, records, form)
    if of.basis.standing.is_mostly_known:
        return outcome
    # What stands in a field without being assumed is of this basis, and no other.
    assumed = NumbersForm(outcome.assumed(form.data))
    assumed.is_valid()
    low, high = (
        _on_basis(request.member, basis, records, assumed).summary
        for basis in (of.basis.at_low, of.basis.at_high)
    )
    return replace(outcome, notes=(*outcome.notes, *unknown_ends(low, high)))


def _on_basis(
    member: Member, basis: PlanningBasis, records: UnitRecords, form: NumbersForm
) -> TrajectoryOutcome:
    """Return what follows from a basis and the records, but for what somebody assumes."""
    known = measured_parameters(basis, records, form.foundation_level)
    if _has_no_usual_burn(member):
        known = {symbol: row for symbol, row in known.items() if symbol != BURN}
    written = _written(member, form, known)
    if not basis.standing.is_known:
        return written
    own = own_economics(basis, records, form.foundation_level)
    return written.from_own(own, form.written_ends)


def _written(
    member: Member, form: NumbersForm, known: Mapping[str, MeasuredParameter]
) -> TrajectoryOutcome:
    """Return what follows from the numbers as they are written, beside what is measured."""
    return TrajectoryOutcome(
        form.numbers(known, without_default=[BURN] if _has_no_usual_burn(member) else []),
        known,
        form.value,
        form.chosen,
        best=form.best,
        own_currency=member.organization.currency,
    )


def _has_no_usual_burn(member: Member) -> bool:
    """Return whether the sources' burn says nothing: it is in another currency."""
    return member.organization.currency != DOLLARS


def _level_links(request: MemberRequest) -> list[tuple[int, str]]:
    """Return the foundation's levels with the queries that lead there.

    What the user assumes stays, but for what a foundation to another level changes.
    """
    links = []
    for value, _label in LEVELS:
        asked = request.GET.copy()
        for name in OF_THE_LEVEL:
            asked.pop(name, None)
        asked["level"] = value
        links.append((int(value), asked.urlencode()))
    return links


def _gains(member: Member, basis: PlanningBasis, form: GainsForm) -> Gains:
    known = measured_quality(basis.standing)
    return Gains(form.numbers(known), known, member.organization.currency)


def _scenario_shown(request: MemberRequest, row: Scenario) -> ScenarioShown:
    form = NumbersForm({**row.assumptions, "begin": "defaults"})
    form.is_valid()
    return ScenarioShown(
        pk=row.pk,
        name=row.name,
        by=str(row.by),
        is_shared=row.is_shared,
        is_own=row.by_id == request.member.pk,
        query=urlencode({**row.assumptions, **dict(choice_fields(requested_basis(request)))}),
        outcome=_written(request.member, form, {}),
    )
