"""Inviting many people from a CSV file: the file, what it would do, and doing it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import list_actions
from .invitation_file import (
    MOST_PEOPLE,
    decode_file,
    parse_invitations,
)
from .invitation_list import InvitationRow, RowOutcome
from .list_actions import ListResult
from .views import PEOPLE_PAGE, invitations_sentence


class ListForm(forms.Form):
    """A file with people to invite."""

    file = forms.FileField(label=gettext_lazy("CSV file"))


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def people_import(request: MemberRequest) -> HttpResponse:
    """Take a file and show what it would do, row by row."""
    form = ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusal_on_form(form):
            text = decode_file(form.cleaned_data["file"])
            return _preview(request, text, parse_invitations(text, by=request.member))
    context = {"form": form, "most": MOST_PEOPLE}
    return render(request, "orgs/people/people_import.html", context)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def people_import_apply(request: MemberRequest) -> HttpResponse:
    """Invite everybody on the list, or, where a row is wrong by now, nobody."""
    text = request.POST.get("text", "")
    rows = parse_invitations(text, by=request.member)
    if any(line.wrong for line in rows):
        return _preview(request, text, rows)
    done = list_actions.carry_out(by=request.member, rows=rows, at=timezone.now())
    messages.info(request, list_sentence(done))
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


def _preview(request: MemberRequest, text: str, rows: list[InvitationRow]) -> HttpResponse:
    wrong = sum(bool(line.wrong) for line in rows)
    doing = [row for row in rows if row.outcome is not RowOutcome.PASSED_OVER]
    people = len({row.email for row in doing})
    context = {"lines": rows, "wrong": wrong, "people": people, "text": text}
    return render(request, "orgs/people/people_import_preview.html", context)


def list_sentence(done: ListResult) -> str:
    """Return what a list did, in words."""
    given = ngettext("%s member has a further role.", "%s members have further roles.", done.given)
    if not done.given:
        return invitations_sentence(done.invited)
    return f"{invitations_sentence(done.invited)} {given % done.given}"
