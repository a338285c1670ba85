"""Inviting many people from a file: the file, what it would do, and doing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.spreadsheets.forms import ReadingForm, TableFileForm
from orgs.spreadsheets.uploads import table_from_post
from orgs.web.gate import MemberRequest, member_view
from orgs.web.upload_limit import takes_files_of

from . import list_actions
from .invitation_file import (
    LIMITS,
    MOST_PEOPLE,
    WANTED,
    parse_invitations,
)
from .invitation_list import InvitationRow, RowOutcome
from .list_actions import ListResult
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
    done = list_actions.carry_out(by=request.member, rows=rows, at=timezone.now())
    messages.info(request, list_sentence(done))
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


def _preview(
    request: MemberRequest, reading: ReadingForm, rows: list[InvitationRow]
) -> HttpResponse:
    wrong = sum(bool(line.wrong) for line in rows)
    doing = [row for row in rows if row.outcome is not RowOutcome.PASSED_OVER]
    people = len({row.email for row in doing})
    context = {"lines": rows, "wrong": wrong, "people": people, "reading": reading}
    return render(request, "orgs/people/people_import_preview.html", context)


def list_sentence(done: ListResult) -> str:
    """Return what a list did, in words."""
    given = ngettext("%s member has a further role.", "%s members have further roles.", done.given)
    if not done.given:
        return invitations_sentence(done.invited)
    return f"{invitations_sentence(done.invited)} {given % done.given}"
