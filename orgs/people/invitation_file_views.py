"""Inviting many people from a file: the file, what it would do, and doing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.spreadsheets.forms import ReadingForm, TableFileForm
from orgs.spreadsheets.uploads import table_from_post
from orgs.web.gate import MemberRequest, member_view
from orgs.web.upload_limit import takes_files_of

from . import actions
from .invitation_file import (
    LIMITS,
    MOST_PEOPLE,
    WANTED,
    InvitationRow,
    parse_invitations,
)
from .views import PEOPLE_PAGE, invitations_sentence


@takes_files_of(LIMITS.most_bytes)
@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def people_import(request: MemberRequest) -> HttpResponse:
    """Take a file, or one that was previewed, and show what it would do, row by row."""
    is_sent = request.method == "POST"
    form = TableFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        with refusal_on_form(form):
            sent = form.sent(LIMITS.most_bytes)
            with sent.opened(WANTED, LIMITS) as table:
                rows = parse_invitations(table, by=request.member)
                return _preview(request, ReadingForm(table, sent.content), rows)
    context = {"form": form, "most": MOST_PEOPLE}
    return render(request, "orgs/people/people_import.html", context)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def people_import_apply(request: MemberRequest) -> HttpResponse:
    """Invite everybody on the list, or, where a row is wrong by now, nobody."""
    sent = table_from_post(request.POST)
    with sent.opened(WANTED, LIMITS) as table:
        rows = parse_invitations(table, by=request.member)
        reading = ReadingForm(table, sent.content)
    is_shown = request.POST.get("shown", "") == reading.shown
    if not is_shown or any(line.wrong for line in rows):
        return _preview(request, reading, rows)
    offers = {line.email: line.offer for line in rows if line.offer}
    actions.invite_new(by=request.member, offers=offers, at=timezone.now())
    messages.info(request, invitations_sentence(len(rows)))
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


def _preview(
    request: MemberRequest, reading: ReadingForm, rows: list[InvitationRow]
) -> HttpResponse:
    wrong = sum(bool(line.wrong) for line in rows)
    context = {"lines": rows, "wrong": wrong, "reading": reading}
    return render(request, "orgs/people/people_import_preview.html", context)
