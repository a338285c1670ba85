"""Units as files: export, and import with a preview."""

import json
from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs import unit_files, unit_tables
from orgs.actions import units_import as actions
from orgs.gate import MemberRequest, member_view
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.unit_import import plan
from orgs.unit_words import preview

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """A file with a table of units."""

    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"), allow_empty_file=True, max_length=255
    )


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units_export_csv(request: MemberRequest) -> HttpResponse:
    """Return all units as a CSV file."""
    return _file(unit_files.written_csv(_cells(request)), "text/csv; charset=utf-8", "csv")


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units_export_xlsx(request: MemberRequest) -> HttpResponse:
    """Return all units as an XLSX file."""
    return _file(unit_files.written_xlsx(_cells(request)), XLSX, "xlsx")


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def units_import(request: MemberRequest) -> HttpResponse:
    """Take a file and show row by row what it would change."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        try:
            content = form.cleaned_data["file"].read(unit_files.MOST_BYTES + 1)
            return _preview(request, unit_files.read(content))
        except unit_files.UnreadableFileError as error:
            form.add_error("file", str(error))
    return render(request, "orgs/units_import.html", {"form": form})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def units_import_apply(request: MemberRequest) -> HttpResponse:
    """Apply what was previewed, or show the preview again where that is out of date."""
    organization = request.member.organization
    try:
        table = _kept(request.POST.get("table", ""))
    except unit_files.UnreadableFileError as error:
        messages.warning(request, str(error))
        return redirect("orgs:units_import", organization.slug)
    lines, seen = unit_tables.lines(table), request.POST.get("seen", "")
    try:
        actions.apply(organization=organization, lines=lines, seen=seen, at=timezone.now())
    except NotNowError as error:
        messages.warning(request, str(error))
        return _preview(request, table)
    messages.info(request, _("The units are as the file says."))
    return redirect("orgs:units", organization.slug)


def _preview(request: MemberRequest, table: unit_files.Table) -> HttpResponse:
    units = unit_tables.present(request.member.organization)
    context = {
        "preview": preview(plan(unit_tables.lines(table), units)),
        "table": json.dumps(table, ensure_ascii=False),
        "seen": unit_tables.digest(units),
    }
    return render(request, "orgs/units_import_preview.html", context)


def _kept(text: str) -> unit_files.Table:
    """Return the table that the preview's page kept; raise UnreadableFileError."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        rows = None
    is_table = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
    )
    if not is_table:
        raise unit_files.UnreadableFileError(_("The preview is lost. Choose the file again."))
    return unit_files.checked(rows)


def _cells(request: MemberRequest) -> Sequence[Sequence[object]]:
    return unit_tables.cells(unit_tables.present(request.member.organization))


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="units.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
