"""Reads about sign-on: before anybody is known, and for one's own account."""

from collections.abc import Sequence
from dataclasses import dataclass

from orgs.database import tenancy
from orgs.models import Member, Organization, SignOn, SignOnDomain, SignOnIdentity, User
from orgs.names.email_addresses import canonical_address
from orgs.people import queries


@dataclass(frozen=True)
class Entrance:
    """An organization and its sign-on, as somebody outside meets it."""

    organization: Organization
    sign_on: SignOn


@dataclass(frozen=True)
class OwnSignOn:
    """One of a person's organizations with a sign-on, and their identity there."""

    organization: Organization
    identity: SignOnIdentity | None


def entrance_at(slug: str) -> Entrance | None:
    """Return the sign-on of the organization at the address; None without a usable one."""
    number = queries.number_of(slug)
    return _entrance(number) if number else None


def entrance_for(email: str) -> Entrance | None:
    """Return the sign-on for addresses of that domain; None where the operator named none.

    The part before the at sign is not looked at, so nothing tells whether somebody is there.
    """
    domain = canonical_address(email).rpartition("@")[2]
    with tenancy.scope(operator="on", person="", organization=""):
        row = SignOnDomain.objects.filter(domain=domain).first()
    return _entrance(row.organization_id) if row else None


def domains() -> Sequence[tuple[str, str]]:
    """Return each domain with its organization's address, for the installation's operator."""
    with tenancy.scope(operator="on", person="", organization=""):
        rows = SignOnDomain.objects.select_related("organization").order_by("domain")
        return [(row.domain, row.organization.slug) for row in rows]


def own_sign_ons(user: User) -> list[OwnSignOn]:
    """Return the person's organizations that have a sign-on."""
    own = []
    for organization in queries.organizations_of(user):
        with tenancy.scope(organization=organization.pk, person=user.pk):
            sign_on = SignOn.objects.filter(organization=organization).first()
            if sign_on and sign_on.is_complete:
                own.append(OwnSignOn(organization, identity_of(user, sign_on)))
    return own


def membership(user: User, organization: Organization) -> Member | None:
    """Return the person's active membership, in the organization's open scope."""
    rows = Member.objects.active().select_related("organization", "user")
    return rows.filter(organization=organization, user=user).first()


def identity_of(user: User, sign_on: SignOn) -> SignOnIdentity | None:
    """Return who the person is at the present provider, in the organization's open scope."""
    return SignOnIdentity.objects.filter(
        organization_id=sign_on.organization_id, member__user=user, issuer=sign_on.issuer
    ).first()


def _entrance(number: int) -> Entrance | None:
    with tenancy.scope(organization=number, person=""):
        sign_on = SignOn.objects.select_related("organization").filter(organization=number).first()
    if sign_on is None or not sign_on.is_complete:
        return None
    return Entrance(sign_on.organization, sign_on)
