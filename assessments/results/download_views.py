"""One result as files: its values, and its tracks as a picture."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.results import drawing
from assessments.results.exporting import json_file, result_document
from assessments.results.exporting.picture_files import png_file, svg_file
from assessments.results.models import Result
from assessments.results.queries import listing
from assessments.results.queries.improvements import actions_of
from assessments.results.queries.pictures import tracks_svg
from assessments.results.queries.result import result_page
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view

JSON = "application/json; charset=utf-8"


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_json(request: MemberRequest, pk: int) -> HttpResponse:
    """Send all that a result's page says."""
    result = _result(request, pk)
    decided = actions_of(result.unit, today=timezone.localdate())
    document = result_document.document(result_page(result), decided)
    return HttpResponse(json_file.text(document), content_type=JSON)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_svg(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the tracks of a result as SVG."""
    result = _result(request, pk)
    return svg_file(tracks_svg(result_page(result)), result.unit.name, result.round.name)


@require_safe
@member_view(Permission.SEE_RESULTS)
def result_png(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the tracks of a result as PNG."""
    result = _result(request, pk)
    picture = drawing.png_of_svg(tracks_svg(result_page(result)))
    return png_file(picture, result.unit.name, result.round.name)


def _result(request: MemberRequest, pk: int) -> Result:
    seen = listing.with_names(Result.objects.visible_to(request.member))
    return get_object_or_404(seen, pk=pk)
