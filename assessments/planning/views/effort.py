"""Engineering days: a grid for a month, entered by hand."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.planning.actions import register as actions
from assessments.planning.models import EffortRecord, Project
from assessments.planning.register_forms import KIND_LABELS, GridForm, MonthForm, plain
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

MOST_IN_THE_GRID = 60


@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def effort(request: MemberRequest) -> HttpResponse:
    """Show a month's days of the projects for which the member may plan; keep what is entered."""
    asked = MonthForm(request.GET if "month" in request.GET else None)
    month = asked.cleaned_data["month"] if asked.is_valid() else _last_month()
    rows = Project.objects.planned_by(request.member).exclude(stage="retired")
    projects = list(rows.order_by("name", "pk")[:MOST_IN_THE_GRID])
    sent = request.POST if request.method == "POST" else None
    form = GridForm(sent, projects=projects, initial=_entered(projects, month))
    if sent is not None and form.is_valid():
        actions.enter_month(month=month, days=form.days, by=request.member)
        messages.info(request, _("The days of %s are kept.") % f"{month:%Y-%m}")
        address = reverse("planning:effort", args=[request.member.organization.slug])
        return redirect(f"{address}?month={month:%Y-%m}")
    context = {
        "form": form,
        "month_form": asked if asked.is_bound else MonthForm(initial={"month": month}),
        "month": month,
        "kinds": KIND_LABELS.values(),
    }
    return render(request, "planning/effort.html", context)


def _last_month() -> date:
    today = timezone.localdate()
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)


def _entered(projects: list[Project], month: date) -> dict[str, str]:
    rows = EffortRecord.objects.filter(
        project__in=projects, source=actions.BY_HAND, batch=None, begins_on=month
    )
    return {f"{row.project_id}-{row.kind}": plain(row.days) for row in rows}
