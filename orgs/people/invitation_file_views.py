"""Inviting many people from a CSV file: the file, what it would do, and doing it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import actions
from .invitation_file import (
    MOST_PEOPLE,
    InvitationRow,
    decode_file,
    parse_invitations,
)
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
    offers = {line.email: line.offer for line in rows if line.offer}
    actions.invite_new(by=request.member, offers=offers, at=timezone.now())
    messages.info(request, invitations_sentence(len(rows)))
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


def _preview(request: MemberRequest, text: str, rows: list[InvitationRow]) -> HttpResponse:
    wrong = sum(bool(line.wrong) for line in rows)
    context = {"lines": rows, "wrong": wrong, "text": text}
    return render(request, "orgs/people/people_import_preview.html", context)
