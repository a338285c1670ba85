"""An organization's mails, for those who manage its people."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from orgs.gate import MemberRequest, member_view
from orgs.mail_queries import SHOWN, recent_mails
from orgs.permissions import Permission


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def mails(request: MemberRequest) -> HttpResponse:
    """Show how far the organization's recent mails are."""
    context = {"mails": recent_mails(request.member.organization), "shown": SHOWN}
    return render(request, "orgs/mails.html", context)
