"""Downloads of the comparison, in the reader's scope and with every choice of its address."""

import tempfile
from collections.abc import Callable, Iterator
from typing import cast

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.frameworks.queries import framework_of
from assessments.results.compare_views import Chosen, chosen
from assessments.results.comparison import Comparison
from assessments.results.exporting import csv_file, json_file, xlsx_file
from assessments.results.exporting.action_table import actions_table
from assessments.results.exporting.comparison_tables import about, matrix, method, spread
from assessments.results.exporting.details import details
from assessments.results.exporting.table import Table
from assessments.results.queries import comparing
from orgs.database import tenancy
from orgs.models import Member
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.web.gate import MemberRequest, member_view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNITS_IN_A_WORKBOOK = 2000


class TooLargeError(NotNowError):
    """A workbook of so many units would take too long to make while somebody waits."""


@require_safe
@member_view(Permission.COMPARE)
def compare_csv(request: MemberRequest) -> HttpResponse:
    """Send a line for each unit and capability as CSV, piece by piece."""
    asked, shown = _shown(request)
    answers = details(shown, framework_of(asked.asked.version))
    return _stream(request.member, csv_file.written(answers), _name(shown, "csv"), "text/csv")


@require_safe
@member_view(Permission.COMPARE)
def compare_json(request: MemberRequest) -> HttpResponse:
    """Send every table of the comparison as one JSON document, piece by piece."""
    asked, shown = _shown(request)
    pieces = json_file.written(about(shown), _tables(asked, shown))
    return _stream(request.member, pieces, _name(shown, "json"), "application/json")


@require_safe
@member_view(Permission.COMPARE)
def compare_xlsx(request: MemberRequest) -> HttpResponse:
    """Send every table of the comparison as a workbook, a sheet each."""
    asked, shown = _shown(request)
    if shown.asked > MOST_UNITS_IN_A_WORKBOOK:
        raise TooLargeError(
            _("A workbook of more than 2,000 units takes too long. Filter the units, or take CSV.")
        )
    tables = [*_tables(asked, shown), method(shown, request.member.organization.name)]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    xlsx_file.write(file, tables)
    file.seek(0)
    sent = FileResponse(file, as_attachment=True, filename=_name(shown, "xlsx"), content_type=XLSX)
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


def _shown(request: MemberRequest) -> tuple[Chosen, Comparison]:
    asked = chosen(request, comparing.comparable_rounds(request.member))
    return asked, asked.comparison(request.member)


def _tables(asked: Chosen, shown: Comparison) -> list[Table]:
    answers = details(shown, framework_of(asked.asked.version))
    return [matrix(shown), spread(shown), answers, actions_table(shown)]


def _stream(member: Member, pieces: Iterator[str], name: str, kind: str) -> HttpResponse:
    sent = StreamingHttpResponse(
        _scoped(member, lambda: pieces),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    return cast("HttpResponse", sent)


def _scoped(member: Member, pieces: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Yield the pieces in a scope of their own: a stream runs after the request's transaction."""
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        yield from pieces()


def _name(shown: Comparison, ending: str) -> str:
    return f"comparison-{slugify(shown.round) or shown.round_id}.{ending}"
