"""Units as files: export, and import with a preview."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.permissions import Permission
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.spreadsheets.forms import ReadingForm, TableFileForm
from orgs.spreadsheets.table import FoundTable
from orgs.spreadsheets.uploads import SentTable, table_from_post
from orgs.web.gate import MemberRequest, member_view
from orgs.web.upload_limit import takes_files_of

from . import import_actions, import_file, import_table
from .import_lines import UnitImportLine
from .import_plan import plan_import
from .import_preview import preview_import
from .import_table import LIMITS, WANTED

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units_export_csv(request: MemberRequest) -> HttpResponse:
    """Return all units as a CSV file."""
    return _file(import_file.render_csv(_cells(request)), "text/csv; charset=utf-8", "csv")


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units_export_xlsx(request: MemberRequest) -> HttpResponse:
    """Return all units as an XLSX file."""
    return _file(import_file.render_xlsx(_cells(request)), XLSX, "xlsx")


@takes_files_of(LIMITS.most_bytes)
@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def units_import(request: MemberRequest) -> HttpResponse:
    """Take a file, or one that was previewed, and show row by row what it would change."""
    is_sent = request.method == "POST"
    form = TableFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        with refusal_on_form(form):
            sent = form.sent(LIMITS.most_bytes)
            with sent.opened(WANTED, LIMITS) as table:
                return _preview(request, sent, table, import_table.lines_from_table(table))
    return render(request, "orgs/units/units_import.html", {"form": form})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def units_import_apply(request: MemberRequest) -> HttpResponse:
    """Apply what was previewed, or show the preview again where that is out of date."""
    with refusal_as_message(request):
        sent = table_from_post(request.POST)
        with sent.opened(WANTED, LIMITS) as table:
            return _apply(request, sent, table)
    return redirect("orgs:units_import", request.member.organization.slug)


def _apply(request: MemberRequest, sent: SentTable, table: FoundTable) -> HttpResponse:
    organization = request.member.organization
    lines, seen = import_table.lines_from_table(table), request.POST.get("seen", "")
    if request.POST.get("shown", "") != ReadingForm(table).shown:
        return _preview(request, sent, table, lines)
    with refusal_as_message(request):
        import_actions.apply(organization=organization, lines=lines, seen=seen, at=timezone.now())
        messages.info(request, _("The units now match the file."))
        return redirect("orgs:units", organization.slug)
    return _preview(request, sent, table, lines)


def _preview(
    request: MemberRequest, sent: SentTable, table: FoundTable, lines: list[UnitImportLine]
) -> HttpResponse:
    units = import_table.present_units(request.member.organization)
    context = {
        "preview": preview_import(plan_import(lines, units)),
        "reading": ReadingForm(table, sent.content),
        "seen": import_table.digest(units),
    }
    return render(request, "orgs/units/units_import_preview.html", context)


def _cells(request: MemberRequest) -> Sequence[Sequence[object]]:
    return import_table.cells(import_table.present_units(request.member.organization))


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="units.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
