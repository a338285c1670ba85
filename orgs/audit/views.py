"""What happened in the organization, for those who answer for it."""

from dataclasses import replace
from typing import cast

from django.http import HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import queries
from .csv_export import history_csv
from .display import event_texts
from .forms import HistoryForm
from .queries import PAGE_SIZE, NoSuchPlaceError


@require_safe
@member_view(Permission.SEE_HISTORY)
def history(request: MemberRequest) -> HttpResponse:
    """Show what happened, newest first."""
    form = HistoryForm(request.GET)
    try:
        # One more than is shown tells whether there is an older page.
        events = []
        if form.is_valid():
            events = queries.recorded_events(form.history_filter(), most=PAGE_SIZE + 1)
    except NoSuchPlaceError:
        return HttpResponseBadRequest(_("There is no such page of the history."))
    chosen = request.GET.copy()
    chosen.pop("before", None)
    context = {
        "form": form,
        "events": event_texts(events[:PAGE_SIZE], slug=request.member.organization.slug),
        "older": events[PAGE_SIZE - 1].place if len(events) > PAGE_SIZE else "",
        "chosen": chosen.urlencode(),
    }
    return render(request, "orgs/audit/history.html", context)


@require_safe
@member_view(Permission.SEE_HISTORY)
def history_export(request: MemberRequest) -> HttpResponse:
    """Send the same events as CSV."""
    form = HistoryForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest(_("These filters could not be read."))
    name = f"history-{request.member.organization.slug}.csv"
    sent = StreamingHttpResponse(
        history_csv(replace(form.history_filter(), before=""), member=request.member),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    return cast("HttpResponse", sent)  # the gate passes streams on as they are
