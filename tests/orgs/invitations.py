"""Invitations for tests."""

from django.utils import timezone

from orgs.models import Invitation
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import Cast


def an_invitation(cast: Cast, email: str = "noa@example.org", **changes: object) -> Invitation:
    invitation = people.invite(
        by=cast.ada,
        email=email,
        offer=GrantOffer(Role.CONTRIBUTOR, cast.search),
        at=timezone.now(),
    )
    Invitation.objects.filter(pk=invitation.pk).update(**changes)
    return invitation


def mailed_path_of(invitation: Invitation) -> str:
    """Return the path that only the mail tells."""
    return "/join/" + people.mailed_link(invitation).rsplit("/join/")[1]


def path_of(invitation: Invitation) -> str:
    return "/join/" + people.invitation_link(invitation).rsplit("/join/")[1]
