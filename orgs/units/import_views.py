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

from orgs.permissions import Permission
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import import_actions, import_file, import_table
from .import_plan import plan_import
from .import_preview import preview_import

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
    return _file(import_file.render_csv(_cells(request)), "text/csv; charset=utf-8", "csv")


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units_export_xlsx(request: MemberRequest) -> HttpResponse:
    """Return all units as an XLSX file."""
    return _file(import_file.render_xlsx(_cells(request)), XLSX, "xlsx")


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def units_import(request: MemberRequest) -> HttpResponse:
    """Take a file and show row by row what it would change."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        with refusal_on_form(form):
            # One byte too many is enough to refuse a file of any size.
            content = form.cleaned_data["file"].read(import_file.MOST_BYTES + 1)
            return _preview(request, import_file.parse_table(content))
    return render(request, "orgs/units/units_import.html", {"form": form})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def units_import_apply(request: MemberRequest) -> HttpResponse:
    """Apply what was previewed, or show the preview again where that is out of date."""
    with refusal_as_message(request):
        return _apply(request, _kept(request.POST.get("table", "")))
    return redirect("orgs:units_import", request.member.organization.slug)


def _apply(request: MemberRequest, table: import_file.Table) -> HttpResponse:
    organization = request.member.organization
    lines, seen = import_table.lines_from_table(table), request.POST.get("seen", "")
    with refusal_as_message(request):
        import_actions.apply(organization=organization, lines=lines, seen=seen, at=timezone.now())
        messages.info(request, _("The units are as the file says."))
        return redirect("orgs:units", organization.slug)
    return _preview(request, table)


def _preview(request: MemberRequest, table: import_file.Table) -> HttpResponse:
    units = import_table.present_units(request.member.organization)
    context = {
        "preview": preview_import(plan_import(import_table.lines_from_table(table), units)),
        "table": json.dumps(table, ensure_ascii=False),
        "seen": import_table.digest(units),
    }
    return render(request, "orgs/units/units_import_preview.html", context)


def _kept(text: str) -> import_file.Table:
    """Return the table that the preview's page kept; raise UnreadableFileError."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        # It came back from the browser, which may have sent anything, nested as deep as it likes.
        rows = None
    is_table = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
    )
    if not is_table:
        raise import_file.UnreadableFileError(_("The preview is lost. Choose the file again."))
    return import_file.check_table(rows)


def _cells(request: MemberRequest) -> Sequence[Sequence[object]]:
    return import_table.cells(import_table.present_units(request.member.organization))


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="units.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
