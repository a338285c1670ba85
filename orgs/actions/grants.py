"""Giving and taking grants, so that an organization always keeps an owner."""

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.actions.people import GrantOffer
from orgs.actions.people import give as granted
from orgs.models import Grant, Member, Organization
from orgs.permissions import Role
from orgs.refusals import NotNowError


class NotTheirsToChangeError(NotNowError):
    """The acting member may not change that person, or may not give that role."""


class LastOwnerError(NotNowError):
    """The organization would be left without an owner."""


class DeactivatedError(NotNowError):
    """The person is deactivated."""


@transaction.atomic
def give(*, by: Member, member: Member, offer: GrantOffer) -> Grant:
    """Return the member's grant, made where it was not there yet.

    Raises NotTheirsToChangeError and DeactivatedError.
    """
    acting, changed = locked(by, member)
    if not acting.can_give(offer.role):
        raise NotTheirsToChangeError(_("Only an owner makes somebody an owner."))
    if changed.deactivated_at:
        raise DeactivatedError(_("%s is deactivated. Reactivate them first.") % changed)
    return granted(member=changed, offer=offer)


@transaction.atomic
def take(*, by: Member, grant: Grant) -> None:
    """Take the grant away; raise NotTheirsToChangeError or LastOwnerError."""
    _acting, changed = locked(by, grant.member)
    if grant.role == Role.OWNER:
        keep_an_owner(changed)
    Grant.objects.filter(pk=grant.pk).delete()


def locked(by: Member, member: Member) -> tuple[Member, Member]:
    """Return both as they are now; others who change people of the organization wait their turn.

    Raises NotTheirsToChangeError.
    """
    queue_up(by)
    fresh = Member.objects.select_related("user", "organization").prefetch_related("grants")
    both = fresh.in_bulk([by.pk, member.pk])
    acting, changed = both[by.pk], both[member.pk]
    if acting.deactivated_at or not acting.can_change(changed):
        raise NotTheirsToChangeError(
            _("Only an owner changes %s, who owns this organization.") % changed
            if holds(changed, Role.OWNER)
            else _("You may not change people any more. Ask an owner.")
        )
    return acting, changed


def queue_up(member: Member) -> None:
    """Wait for other changes of who owns the member's organization, and keep them waiting."""
    rows = Organization.objects.select_for_update(no_key=True)
    rows.get(pk=member.organization_id)


def holds(member: Member, role: Role) -> bool:
    """Return whether the member holds the role anywhere."""
    return any(holding.role == role for holding in member.holdings)


def keep_an_owner(leaving: Member) -> None:
    """Raise LastOwnerError where nobody else owns the organization; the caller has queued up."""
    others = Member.objects.owners().filter(organization_id=leaving.organization_id)
    if not others.exclude(pk=leaving.pk).exists():
        raise LastOwnerError(
            _("%s is the last owner. Make somebody else an owner first.") % leaving
        )
