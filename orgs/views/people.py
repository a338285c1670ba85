"""The people of an organization: members, invitations and what each role may do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs import queries
from orgs.actions import people as actions
from orgs.gate import MemberRequest, member_view
from orgs.models import Invitation
from orgs.people_forms import InviteForm
from orgs.permissions import Permission, in_words

PEOPLE_PAGE = "orgs:people"


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
    form = InviteForm(request.POST or None, by=request.member)
    if request.method == "POST" and form.is_valid():
        cleaned, at = form.cleaned_data, timezone.now()
        emails, offer, further = cleaned["emails"], cleaned["offer"], cleaned["further"]
        for email in emails:
            actions.invite(by=request.member, email=email, offer=offer, at=at, further=further)
        messages.info(request, on_their_way(len(emails)))
        return redirect(PEOPLE_PAGE, request.member.organization.slug)
    return render(request, "orgs/invite.html", {"form": form, "roles": in_words()})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def invitation_resend(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an open invitation again, with a new link."""
    invitation = _invitation(request, pk)
    actions.resend(by=request.member, invitation=invitation, at=timezone.now())
    said = _("%s is sent a new link. The one before works no more.")
    messages.info(request, said % invitation.email)
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def invitation_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """Withdraw an open invitation."""
    invitation = _invitation(request, pk)
    actions.revoke(by=request.member, invitation=invitation)
    said = _("The invitation of %s is withdrawn; its link works no more.")
    messages.info(request, said % invitation.email)
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


def on_their_way(number: int) -> str:
    """Return the sentence for so many invitations."""
    said = ngettext("%s invitation is on its way.", "%s invitations are on their way.", number)
    return said % number


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    own = Invitation.objects.filter(organization=request.member.organization)
    return get_object_or_404(own, pk=pk)
