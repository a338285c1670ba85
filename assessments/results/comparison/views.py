"""The comparison of units: its page, and the same as CSV, JSON and a workbook."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.frameworks.queries import framework_of
from assessments.results.files import csv_file, json_file, xlsx_file
from assessments.results.files.table import Table
from assessments.rounds.models import Round
from orgs.database import tenancy
from orgs.models import Member
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.web.gate import MemberRequest, member_view

from . import page, queries
from .export_answers import actions_table, details
from .export_tables import about, matrix, method, spread
from .forms import CompareForm
from .options import ComparisonOptions
from .values import Comparison

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNITS_IN_A_WORKBOOK = 2000


class WorkbookTooLargeError(NotNowError):
    """A workbook of so many units would take too long to make while somebody waits."""


@dataclass(frozen=True)
class ComparisonRequest:
    """What an address asks for: the rounds there are, those chosen, and what to show of them."""

    rounds: Sequence[Round]
    asked_round: Round
    earlier: Round | None
    choice: ComparisonOptions
    is_readable: bool

    def comparison(self, member: Member) -> Comparison:
        """Return what is compared."""
        shown = queries.comparison(member, self.asked_round, self.choice, self.earlier)
        return page.clamp_page(shown)


@require_safe
@member_view(Permission.COMPARE)
def compare(request: MemberRequest) -> HttpResponse:
    """Show a round's units side by side."""
    rounds = queries.comparable_rounds(request.member)
    if not any(vars(row)["has_results"] for row in rounds):
        return render(request, "results/comparison/compare_nothing.html", {"rounds": rounds})
    comparison_request = parse_request(request, rounds)
    shown = comparison_request.comparison(request.member)
    if not comparison_request.is_readable or shown.choice != comparison_request.choice:
        messages.warning(
            request, _("Part of this address could not be read, so it shows what is usual there.")
        )
    context = {
        "rounds": rounds,
        "page": page.Page(shown, framework_of(comparison_request.asked_round.version)),
        "comparison": shown,
        "has_several_rounds": len(rounds) > 1,
        "may_compare": True,
    }
    return render(request, "results/comparison/compare.html", context)


@require_safe
@member_view(Permission.COMPARE)
def compare_csv(request: MemberRequest) -> HttpResponse:
    """Send a line for each unit and capability as CSV, piece by piece."""
    comparison_request, shown = _shown(request)
    answers = details(shown, framework_of(comparison_request.asked_round.version))
    return _stream(request.member, csv_file.render_csv(answers), _name(shown, "csv"), "text/csv")


@require_safe
@member_view(Permission.COMPARE)
def compare_json(request: MemberRequest) -> HttpResponse:
    """Send every table of the comparison as one JSON document, piece by piece."""
    comparison_request, shown = _shown(request)
    pieces = json_file.render_json(about(shown), _tables(comparison_request, shown))
    return _stream(request.member, pieces, _name(shown, "json"), "application/json")


@require_safe
@member_view(Permission.COMPARE)
def compare_xlsx(request: MemberRequest) -> HttpResponse:
    """Send every table of the comparison as a workbook, a sheet each."""
    comparison_request, shown = _shown(request)
    if shown.asked > MOST_UNITS_IN_A_WORKBOOK:
        raise WorkbookTooLargeError(
            _("A workbook of more than 2,000 units takes too long. Filter the units, or take CSV.")
        )
    tables = [*_tables(comparison_request, shown), method(shown, request.member.organization.name)]
    # On the disk: of a thousand units a workbook is too large to be held by each request.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    xlsx_file.write_xlsx(file, tables)
    file.seek(0)
    sent = FileResponse(file, as_attachment=True, filename=_name(shown, "xlsx"), content_type=XLSX)
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


def parse_request(request: MemberRequest, rounds: Sequence[Round]) -> ComparisonRequest:
    """Return what the address asks for; raise Http404 for a round out of reach."""
    form = CompareForm(request.GET)
    is_readable = form.is_valid()
    asked_round = _round(rounds, form.round_id)
    earlier = _earlier(rounds, asked_round, form.choice.since)
    choice = form.choice
    if choice.since == asked_round.pk:
        choice = replace(choice, since=None)
    return ComparisonRequest(rounds, asked_round, earlier, choice, is_readable)


def _earlier(rounds: Sequence[Round], asked_round: Round, since: int | None) -> Round | None:
    return next((row for row in rounds if row.pk == since and row.pk != asked_round.pk), None)


def _round(rounds: Sequence[Round], round_id: int | None) -> Round:
    """Return the asked round, or the newest with results; raise Http404 for one out of reach."""
    for row in rounds:
        if row.pk == round_id or (round_id is None and vars(row)["has_results"]):
            return row
    raise Http404


def _shown(request: MemberRequest) -> tuple[ComparisonRequest, Comparison]:
    comparison_request = parse_request(request, queries.comparable_rounds(request.member))
    return comparison_request, comparison_request.comparison(request.member)


def _tables(comparison_request: ComparisonRequest, shown: Comparison) -> list[Table]:
    answers = details(shown, framework_of(comparison_request.asked_round.version))
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
