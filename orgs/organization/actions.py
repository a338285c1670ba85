"""Founding an organization, and what its owners decide for all of it."""

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from orgs import time_zones
from orgs.database import tenancy
from orgs.models import Grant, Member, Organization, User
from orgs.permissions import Role
from orgs.refusals import NotNowError


class AddressTakenError(NotNowError):
    """Another organization has that address."""

    field = "address"


@transaction.atomic
def found(*, name: str, slug: str, owner: User) -> Member:
    """Create an organization, open its scope for the rest of the transaction, return its owner.

    Raises AddressTakenError. Row-level security lets an organization's row in only under its own
    scope, so its number is drawn first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('orgs_organization', 'id'))")
        (number,) = cursor.fetchone()
    tenancy.set_local("person", owner.pk)
    tenancy.enter(number)
    try:
        with transaction.atomic():
            organization = Organization.objects.create(pk=number, name=name, slug=slug)
    except IntegrityError as error:
        raise AddressTakenError(_("There is already an organization at %s.") % slug) from error
    member = Member.objects.create(organization=organization, user=owner)
    Grant.objects.create(organization=organization, member=member, role=Role.OWNER)
    return member


def rename(*, organization: Organization, name: str) -> None:
    """Give the organization another name; its address stays, since links lead there."""
    Organization.objects.filter(pk=organization.pk).update(name=name)


def require_second_factor(*, organization: Organization, required: bool) -> None:
    """Open the organization's pages only to members who used a second factor, or to all again."""
    Organization.objects.filter(pk=organization.pk).update(requires_second_factor=required)


def choose_currency(*, organization: Organization, currency: str) -> None:
    """Tell all amounts of the organization in that currency from now on; nothing is converted."""
    Organization.objects.filter(pk=organization.pk).update(currency=currency)


def choose_time_zone(*, organization: Organization, time_zone: str) -> None:
    """Let dates act by the days of that zone from now on; an empty name is the installation's.

    Raises ValidationError for a name that is no zone's.
    """
    if time_zone:
        time_zones.validate(time_zone)
    Organization.objects.filter(pk=organization.pk).update(time_zone=time_zone)


def numbers() -> list[int]:
    """Return the numbers of all organizations, for the installation's operator."""
    with tenancy.scope(operator="on", person="", organization=""):
        return list(Organization.objects.order_by("pk").values_list("pk", flat=True))
