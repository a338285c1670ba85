"""Exports of the whole organization, for its owners: ordering, watching, fetching."""

from typing import cast

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from orgs.exporting import actions
from orgs.exporting.models import Export, ExportQuerySet
from orgs.gate import MemberRequest, member_view
from orgs.models import Organization
from orgs.permissions import Permission
from orgs.refusals import NotNowError

SHOWN = 20


class NotReadyError(NotNowError):
    """There is no archive to download yet, or not any more."""


@never_cache
@require_safe
@member_view(Permission.MANAGE_ORGANIZATION)
def exports(request: MemberRequest) -> HttpResponse:
    """List the organization's exports; while one is written the list replaces itself."""
    rows = list(_of(request.member.organization).order_by("-requested_at", "-pk")[:SHOWN])
    is_underway = any(row.is_unfinished for row in rows)
    template = "orgs/_exports.html" if request.htmx else "orgs/exports.html"
    answer = render(request, template, {"exports": rows, "is_underway": is_underway})
    answer.headers["Vary"] = "HX-Request, Cookie"
    return answer


@require_POST
@member_view(Permission.MANAGE_ORGANIZATION)
def export_order(request: MemberRequest) -> HttpResponse:
    """Order the organization's archive."""
    actions.order(by=request.member, at=timezone.now())
    return redirect("orgs:exports", request.member.organization.slug)


@never_cache
@require_safe
@member_view(Permission.MANAGE_ORGANIZATION)
def export_download(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the archive; the file is read after the transaction has ended."""
    organization = request.member.organization
    wanted = get_object_or_404(_of(organization), pk=pk)
    if not wanted.is_done:
        state = wanted.get_state_display()
        raise NotReadyError(_("This archive is %s, so there is no file.") % state)
    try:
        content = default_storage.open(wanted.file, "rb")
    except FileNotFoundError as error:
        raise NotReadyError(_("The file is no longer stored; order the export again.")) from error
    actions.note_download(export=wanted, at=timezone.now())
    day = timezone.localdate(wanted.finished_at)
    name = f"{organization.slug}-{day.isoformat()}.zip"
    sent = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    sent.headers["Content-Encoding"] = "identity"  # compressed already; the length stays known
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


def _of(organization: Organization) -> ExportQuerySet:
    return Export.objects.filter(organization=organization).select_related("requested_by__user")
