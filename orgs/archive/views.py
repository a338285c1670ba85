"""Exports: of the whole organization for its owners, and of what it holds about a person."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from orgs.days import reader_day
from orgs.models import Export, ExportQuerySet, Member, Organization
from orgs.people import queries
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .personal_data import personal_data_json

SHOWN = 20


class ArchiveNotReadyError(NotNowError):
    """There is no archive to download yet, or not any more."""


@never_cache
@require_safe
@member_view(Permission.MANAGE_ORGANIZATION)
def exports(request: MemberRequest) -> HttpResponse:
    """List the organization's exports; while one is written the list replaces itself."""
    rows = list(_of(request.member.organization).order_by("-requested_at", "-pk")[:SHOWN])
    is_underway = any(row.is_unfinished for row in rows)
    template = "orgs/archive/_exports.html" if request.htmx else "orgs/archive/exports.html"
    answer = render(request, template, {"exports": rows, "is_underway": is_underway})
    # One address, two answers: "back" must not bring up the fragment as the page.
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
        raise ArchiveNotReadyError(_("This archive is %s, so there is no file.") % state)
    try:
        content = default_storage.open(wanted.file, "rb")
    except FileNotFoundError as error:
        raise ArchiveNotReadyError(
            _("The file is no longer stored; order the export again.")
        ) from error
    actions.note_download(export=wanted, at=timezone.now())
    day = reader_day(wanted.finished_at or timezone.now())
    name = f"{organization.slug}-{day.isoformat()}.zip"
    sent = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    sent.headers["Content-Encoding"] = "identity"  # compressed already; the length stays known
    return cast("HttpResponse", sent)  # the gate passes streams on as they are


@never_cache
@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def person_export(request: MemberRequest, pk: int) -> HttpResponse:
    """Send what the organization holds about a member, without votes that are not revealed."""
    people = queries.people(request.member.organization)
    return _sent(request, get_object_or_404(people, pk=pk))


@never_cache
@require_safe
@member_view(None)
def own_export(request: MemberRequest) -> HttpResponse:
    """Send what the organization holds about whoever asks, their own votes included."""
    people = queries.people(request.member.organization)
    return _sent(request, people.get(pk=request.member.pk))


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """List the organizations from which one can download one's data."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    organizations = queries.organizations_of(request.user)
    return render(request, "orgs/archive/own_data.html", {"organizations": organizations})


def _of(organization: Organization) -> ExportQuerySet:
    return Export.objects.filter(organization=organization).select_related("requested_by__user")


def _sent(request: MemberRequest, about: Member) -> HttpResponse:
    name = f"{request.member.organization.slug}-{slugify(str(about)) or about.pk}.json"
    sent = StreamingHttpResponse(
        personal_data_json(about=about, reader=request.member, at=timezone.now()),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    return cast("HttpResponse", sent)  # the gate passes streams on as they are
