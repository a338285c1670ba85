"""Open invitations as a member may see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from orgs.models import Invitation, InvitedGrant, Member, Organization
from orgs.names.email_addresses import part_of_address
from orgs.names.folding import fold

from .actions import invitation_link, may_offer
from .queries import PeopleFilter, PeopleState


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that nobody has accepted yet; without a link for those it is not shown to.

    Who could not give all that it offers may not change it either.
    """

    invitation: Invitation
    link: str
    is_expired: bool
    may_change: bool


def find_invitations(
    organization: Organization, people_filter: PeopleFilter
) -> QuerySet[Invitation]:
    """Return the open invitations that fit, newest first: by address, role and unit's name.

    Who is asked for as a member, active or not, is not invited.
    """
    rows = Invitation.objects.filter(organization=organization, accepted_at=None)
    if people_filter.state not in {"", PeopleState.INVITED}:
        return rows.none()
    if people_filter.words:
        rows = rows.filter(email__contains=part_of_address(people_filter.words))
    offers = InvitedGrant.objects.filter(invitation=OuterRef("pk"))
    if people_filter.role:
        offers = offers.filter(role=people_filter.role)
    if people_filter.unit:
        offers = offers.filter(unit__name_key__contains=fold(people_filter.unit))
    if people_filter.role or people_filter.unit:
        rows = rows.filter(Exists(offers))
    offered = Prefetch("grants", InvitedGrant.objects.select_related("unit"))
    return rows.prefetch_related(offered).order_by("-created_at", "-pk")


def shown_to(member: Member, invitation: Invitation, *, at: datetime) -> OpenInvitation:
    """Return the invitation as the member may see it.

    A link lets whoever has it join as the invited person, so it is shown only to those who could
    give all the roles themselves: an administrator sees that an owner is invited, not the link.
    """
    is_theirs = may_offer(member, invitation)
    return OpenInvitation(
        invitation=invitation,
        link=invitation_link(invitation) if is_theirs else "",
        is_expired=invitation.expires_at <= at,
        may_change=is_theirs,
    )
