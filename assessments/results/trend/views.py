"""The pages that put rounds side by side: the trend, and two results of a unit."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.results import access
from assessments.results.comparison.options import By, Extent, LevelKind
from assessments.results.files import drawing, json_file
from assessments.results.files.drawing import png_file, svg_file
from assessments.results.models import Result
from orgs.database.limits import LARGEST_ID
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

from . import page, pair_queries, queries
from .chart import distribution
from .page import TrendPage
from .values import Series, Trend, TrendOptions

JSON = "application/json; charset=utf-8"


class TrendForm(forms.Form):
    """Whose trend, on which levels; what cannot be read is left at what is usual."""

    below = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    levels = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in LevelKind])
    by = forms.ChoiceField(required=False, choices=[(by, by) for by in By])
    show = forms.ChoiceField(required=False, choices=[(extent, extent) for extent in Extent])

    @property
    def options(self) -> TrendOptions:
        """What was asked for."""
        cleaned = self.cleaned_data
        return TrendOptions(
            unit=cleaned.get("below"),
            levels=LevelKind(cleaned.get("levels") or LevelKind.SUPPORTED),
            by=By(cleaned.get("by") or By.CAPABILITIES),
            extent=Extent(cleaned.get("show") or Extent.ROLLED),
        )


@require_safe
@member_view(Permission.SEE_RESULTS)
def trend(request: MemberRequest) -> HttpResponse:
    """Show how the teams of a unit, or of all, stood round after round."""
    options, shown = _trend(request)
    context = {
        "page": TrendPage(shown, options),
        "may_compare": request.member.can(Permission.COMPARE),
    }
    return render(request, "results/trend/trend.html", context)


@require_safe
@member_view(Permission.SEE_RESULTS)
def trend_json(request: MemberRequest) -> HttpResponse:
    """Send the numbers of the trend."""
    options, shown = _trend(request)
    return HttpResponse(json_file.json_text(page.document(shown, options)), content_type=JSON)


@require_safe
@member_view(Permission.SEE_RESULTS)
def trend_svg(request: MemberRequest, column: str) -> HttpResponse:
    """Send one chart as SVG."""
    return svg_file(drawing.svg(_spec(request, column)), column)


@require_safe
@member_view(Permission.SEE_RESULTS)
def trend_png(request: MemberRequest, column: str) -> HttpResponse:
    """Send one chart as PNG."""
    return png_file(drawing.png(_spec(request, column)), column)


@require_safe
@member_view(Permission.SEE_RESULTS)
def against(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """Show two results of a unit side by side, condition by condition."""
    results = access.with_names(Result.objects.visible_to(request.member))
    now = get_object_or_404(results, pk=pk)
    before = get_object_or_404(results, pk=other, unit=now.unit_id)
    pairs = pair_queries.changed_first(pair_queries.side_by_side(now, before))
    context = {"now": now, "before": before, "pairs": pairs}
    return render(request, "results/trend/against.html", context)


def _trend(request: MemberRequest) -> tuple[TrendOptions, Trend]:
    form = TrendForm(request.GET)
    form.is_valid()
    shown = queries.trend(request.member, form.options)
    if shown is None:
        raise Http404
    return form.options, shown


def _spec(request: MemberRequest, column: str) -> dict[str, Any]:
    _options, shown = _trend(request)
    chart = next((row for row in shown.series if row.key == column), None)
    if chart is None:
        raise Http404
    return spec(chart)


def spec(series: Series) -> dict[str, Any]:
    """Return the specification of a column's chart, in the reader's words."""
    return distribution(series, title=series.name, unknown=_("unknown"))
