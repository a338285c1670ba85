"""People, for those who manage them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from orgs import queries
from orgs.actions import people as people_actions
from orgs.forms import InviteForm
from orgs.gate import MemberRequest, member_view
from orgs.permissions import Permission, Role, in_words


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def people(request: MemberRequest) -> HttpResponse:
    """Show members with their grants, and the invitations that are open."""
    context = {
        "people": queries.people(request.member.organization),
        "invitations": queries.open_invitations(request.member, at=timezone.now()),
    }
    return render(request, "orgs/people.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def people_invite(request: MemberRequest) -> HttpResponse:
    """Invite people by e-mail."""
    member = request.member
    form = InviteForm(
        request.POST or None, organization=member.organization, may_own=member.can_give(Role.OWNER)
    )
    if request.method == "POST" and form.is_valid():
        emails, offer, at = form.cleaned_data["emails"], form.cleaned_data["offer"], timezone.now()
        for email in emails:
            people_actions.invite(by=member, email=email, offer=offer, at=at)
        sent = ngettext(
            "%s invitation is on its way.", "%s invitations are on their way.", len(emails)
        )
        messages.info(request, sent % len(emails))
        return redirect("orgs:people", member.organization.slug)
    return render(request, "orgs/invite.html", {"form": form, "roles": in_words()})
