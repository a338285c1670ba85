"""Who belongs to an organization: people, grants, invitations, and whose duty answers are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from orgs.database import tenancy
from orgs.models import Grant, Invitation, InvitedGrant, Member, Organization, User
from orgs.names.email_addresses import part_of_address
from orgs.names.folding import fold
from orgs.permissions import Role

from .actions import invitation_link, may_offer

DUTIES = (Role.CONTRIBUTOR, Role.FACILITATOR)


def people(organization: Organization) -> QuerySet[Member]:
    """Return the organization's members with their grants, the active first, by name."""
    return (
        Member.objects.filter(organization=organization)
        .select_related("user")
        .prefetch_related(Prefetch("grants", Grant.objects.select_related("unit").order_by("pk")))
        .order_by(F("deactivated_at").asc(nulls_first=True), Lower("user__name"), "pk")
    )


@dataclass(frozen=True)
class PeopleFilter:
    """Which people a page asks for; an empty word asks for all."""

    words: str = ""
    role: str = ""
    unit: str = ""
    state: str = ""


def find_people(organization: Organization, people_filter: PeopleFilter) -> QuerySet[Member]:
    """Return the members that fit: by name or email address, role, unit's name and state."""
    members = people(organization)
    if people_filter.words:
        named = Q(user__name_key__contains=fold(people_filter.words))
        address = part_of_address(people_filter.words)
        members = members.filter(named | Q(user__email__contains=address))
    if people_filter.role or people_filter.unit:
        grants = Grant.objects.filter(member=OuterRef("pk"))
        grants = grants.filter(role=people_filter.role) if people_filter.role else grants
        grants = (
            grants.filter(unit__name_key__contains=fold(people_filter.unit))
            if people_filter.unit
            else grants
        )
        members = members.filter(Exists(grants))
    if people_filter.state:
        members = members.filter(deactivated_at__isnull=people_filter.state == "active")
    return members


def grants_of(member: Member) -> QuerySet[Grant]:
    """Return the member's grants with their units."""
    return member.grants.select_related("unit").order_by("pk")


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation that nobody has accepted yet; without a link for those it is not shown to.

    Who could not give all that it offers may not change it either.
    """

    invitation: Invitation
    link: str
    is_expired: bool
    may_change: bool


def open_invitations(
    member: Member, *, at: datetime, most: int | None = None
) -> list[OpenInvitation]:
    """Return the organization's open invitations as the member may see them, newest first.

    A link lets whoever has it join as the invited person, so it is shown only to those who could
    give all the roles themselves: an administrator sees that an owner is invited, not the link.
    """
    rows = (
        Invitation.objects.filter(organization_id=member.organization_id, accepted_at=None)
        .prefetch_related(Prefetch("grants", InvitedGrant.objects.select_related("unit")))
        .order_by("-created_at", "-pk")
    )
    return [
        OpenInvitation(
            invitation=row,
            link=invitation_link(row) if may_offer(member, row) else "",
            is_expired=row.expires_at <= at,
            may_change=may_offer(member, row),
        )
        for row in rows[:most]
    ]


def organizations_of(user: User) -> Sequence[Organization]:
    """Return the organizations that the person belongs to, by name."""
    with tenancy.scope(person=user.pk, organization=""):
        return list(
            Organization.objects.filter(members__user=user, members__deactivated_at=None).order_by(
                Lower("name"), "pk"
            )
        )


def belongs_to(user: User, organization: Organization) -> bool:
    """Return whether the person is or was a member, in the organization's open scope."""
    return Member.objects.filter(organization=organization, user=user).exists()


def number_of(slug: str) -> int | None:
    """Return the number of the organization at this address, for the installation's operator."""
    with tenancy.scope(operator="on", person="", organization=""):
        return Organization.objects.filter(slug=slug).values_list("pk", flat=True).first()


def organization_numbers() -> Sequence[tuple[int, str]]:
    """Return each organization's number and address, for the installation's operator."""
    with tenancy.scope(operator="on", person="", organization=""):
        return list(Organization.objects.order_by("slug").values_list("pk", "slug"))


def duties(units: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants that make active members answer for these units, in a stable order."""
    active = Member.objects.active()
    return Grant.objects.filter(unit__in=list(units), role__in=DUTIES, member__in=active).order_by(
        "unit", "member", "pk"
    )
