"""One round at a glance: how far each unit is, its days, its units' own targets, reminders."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.frameworks.queries import framework_of
from assessments.rounds.models import Round, RoundState, RoundUnit
from orgs.days import zone_of
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, locked, member_view

from . import actions, queries, reminder_actions
from .forms import DatesForm, GlanceForm, TargetForm
from .views import ROUND_PAGE

ROWS_ON_A_PAGE = 50


@require_safe
@member_view(None)
def round(request: MemberRequest, pk: int) -> HttpResponse:  # noqa: A001 - named as its address
    """Show one round: what it aims for, and how far each unit is, or who will take part."""
    shown = _seen(request, pk)
    form = GlanceForm(request.GET)
    form.is_valid()
    row_filter = {name: form.cleaned_data.get(name, "") for name in ("words", "standing")}
    is_draft = shown.state == RoundState.DRAFT
    context = {
        "round": shown,
        "form": form,
        "query": urlencode({name: value for name, value in row_filter.items() if value}),
        "aims": _aims(shown),
        "may_manage": request.member.can(Permission.MANAGE_ROUNDS),
        "zone": zone_of(request.member.organization),
        **(
            _draft(request, shown, row_filter) if is_draft else _running(request, shown, row_filter)
        ),
    }
    return render(
        request, "rounds/campaign/draft.html" if is_draft else "rounds/campaign/round.html", context
    )


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_remind(request: MemberRequest, pk: int) -> HttpResponse:
    """Have everybody reminded whose answers are missing."""
    asked_round = _seen(request, pk)
    with refusal_as_message(request, level=messages.INFO):
        many = reminder_actions.ask_for_all(
            asked_round=asked_round, by=request.member, at=timezone.now()
        )
        sent = ngettext(
            "%s person gets an email within a minute.",
            "%s people get an email within a minute.",
            many,
        )
        messages.info(request, sent % many)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ROUNDS)
def round_dates(request: MemberRequest, pk: int) -> HttpResponse:
    """Let an open round close, and remind, on other days."""
    shown = _seen(request, pk)
    days = {"closes_on": shown.closes_on, "reminds_on": shown.reminds_on}
    form = DatesForm(request.POST or None, initial=days, row=shown)
    if form.is_valid():
        with refusal_on_form(form):
            actions.reschedule(round_id=pk, **form.cleaned_data)
            messages.info(request, _("The days are changed."))
            return redirect(ROUND_PAGE, request.member.organization.slug, pk)
    context = {"round": shown, "form": form, "zone": zone_of(request.member.organization)}
    status = form_status(request, form)
    return render(request, "rounds/campaign/round_dates.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ROUNDS)
def unit_target(request: MemberRequest, pk: int, unit: int) -> HttpResponse:
    """Let one unit aim elsewhere than the round."""
    shown = _seen(request, pk)
    found = RoundUnit.objects.select_related("unit").filter(round=shown)
    chosen = get_object_or_404(found, unit=unit)
    chosen.round = shown
    form = TargetForm(request.POST or None, framework=framework_of(shown.version), chosen=chosen)
    if form.is_valid():
        with refusal_on_form(form):
            reason = form.cleaned_data["reason"]
            actions.set_target(chosen=chosen, target=form.target, reason=reason)
            messages.info(request, _("The target of %s is stored.") % chosen.unit)
            return redirect(ROUND_PAGE, request.member.organization.slug, pk)
    context = {"round": shown, "row": chosen, "form": form}
    status = form_status(request, form)
    return render(request, "rounds/campaign/unit_target.html", context, status=status)


def _seen(request: MemberRequest, pk: int) -> Round:
    seen = Round.objects.visible_to(request.member).select_related("version", "follows")
    return get_object_or_404(locked(request, seen.defer("version__document")), pk=pk)


def _aims(shown: Round) -> list[tuple[Any, int, Any]]:
    """Return each capability with the round's target, and its weight where that is unusual."""
    framework = framework_of(shown.version)
    target = framework.full_target(shown.target)
    unusual = {key: weight for key, weight in shown.weights.items() if weight != 1}
    return [(row, target[row.key], unusual.get(row.key)) for row in framework.capabilities]


def _draft(request: MemberRequest, shown: Round, row_filter: dict[str, str]) -> dict[str, Any]:
    chosen = queries.chosen_units(shown, words=row_filter["words"])
    page = Paginator(chosen, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.prospects(page)
    return {"page": page, "rows": rows, "expected": queries.draft_counts(shown)}


def _running(request: MemberRequest, shown: Round, row_filter: dict[str, str]) -> dict[str, Any]:
    sessions = queries.round_sessions(shown, request.member)
    wanted = queries.filter_sessions(sessions, **row_filter)
    page = Paginator(wanted, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    own = shown.chosen.filter(unit__in=[row.unit_id for row in page]).exclude(target={})
    return {
        "page": page,
        "summary": queries.summary(sessions),
        "asked": len(framework_of(shown.version).capabilities),
        "own_targets": set(own.values_list("unit", flat=True)),
    }
