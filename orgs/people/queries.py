"""Who belongs to an organization: people, grants, invitations, and whose duty answers are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from orgs.database import tenancy
from orgs.models import Grant, Member, Organization, User
from orgs.names.email_addresses import part_of_address
from orgs.names.folding import fold
from orgs.permissions import Role

DUTIES = (Role.CONTRIBUTOR, Role.FACILITATOR)


def people(organization: Organization) -> QuerySet[Member]:
    """Return the organization's members with their grants, the active first, by name."""
    return (
        Member.objects.filter(organization=organization)
        .select_related("user")
        .prefetch_related(Prefetch("grants", Grant.objects.select_related("unit").order_by("pk")))
        .order_by(F("deactivated_at").asc(nulls_first=True), Lower("user__name"), "pk")
    )


class PeopleState(models.TextChoices):
    """Who somebody is to the organization now."""

    ACTIVE = "active", _("active")
    DEACTIVATED = "deactivated", _("deactivated")
    INVITED = "invited", _("invited")


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
    if people_filter.state == PeopleState.INVITED:
        return members.none()
    if people_filter.state:
        is_active = people_filter.state == PeopleState.ACTIVE
        members = members.filter(deactivated_at__isnull=is_active)
    return members


def grants_of(member: Member) -> QuerySet[Grant]:
    """Return the member's grants with their units."""
    return member.grants.select_related("unit").order_by("pk")


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
