"""Grants given and taken, members who go or come back; an owner is always left."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import Grant, Member, Organization
from orgs.permissions import Role
from orgs.refusals import NotNowError

from .actions import GrantOffer, give


class NotPermittedToChangeError(NotNowError):
    """The acting member may not change that person, or may not give that role."""


class LastOwnerError(NotNowError):
    """The organization would be left without an owner."""


class DeactivatedError(NotNowError):
    """The person is deactivated."""


@transaction.atomic
def give_role(*, by: Member, member: Member, offer: GrantOffer) -> Grant:
    """Return the member's grant, made where it was not there yet.

    Raises NotPermittedToChangeError and DeactivatedError.
    """
    acting, changed = lock_members(by, member)
    if not acting.can_give(offer.role):
        raise NotPermittedToChangeError(_("Only an owner makes somebody an owner."))
    if changed.deactivated_at:
        raise DeactivatedError(_("%s is deactivated. Reactivate them first.") % changed)
    return give(member=changed, offer=offer)


@transaction.atomic
def take_role(*, by: Member, grant: Grant) -> None:
    """Take the grant away; raise NotPermittedToChangeError or LastOwnerError."""
    _acting, changed = lock_members(by, grant.member)
    if grant.role == Role.OWNER:
        keep_an_owner(changed)
    Grant.objects.filter(pk=grant.pk).delete()


def lock_members(by: Member, member: Member) -> tuple[Member, Member]:
    """Return both as they are now; others who change people of the organization wait their turn.

    Raises NotPermittedToChangeError.
    """
    queue_up(by)
    # Read again after the wait: what the gate knew of both may have changed meanwhile.
    fresh = Member.objects.select_related("user", "organization").prefetch_related("grants")
    both = fresh.in_bulk([by.pk, member.pk])
    acting, changed = both[by.pk], both[member.pk]
    if acting.deactivated_at or not acting.can_change(changed):
        raise NotPermittedToChangeError(
            _("Only an owner changes %s, who owns this organization.") % changed
            if holds(changed, Role.OWNER)
            else _("You may not change people any more. Ask an owner.")
        )
    return acting, changed


def queue_up(member: Member) -> None:
    """Wait for other changes of who owns the member's organization, and keep them waiting."""
    # No key, so that rows which point at the organization can be written meanwhile.
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


@transaction.atomic
def deactivate(*, by: Member, member: Member, at: datetime) -> None:
    """End the member's access; grants and answers stay.

    Raises NotPermittedToChangeError and LastOwnerError.
    """
    _acting, changed = lock_members(by, member)
    _end(changed, at)


@transaction.atomic
def reactivate(*, by: Member, member: Member) -> None:
    """Give the member access again, with the grants that they had."""
    _acting, changed = lock_members(by, member)
    Member.objects.filter(pk=changed.pk).update(deactivated_at=None)


@transaction.atomic
def leave(*, member: Member, at: datetime) -> None:
    """End one's own access; raise LastOwnerError."""
    queue_up(member)
    _end(Member.objects.select_related("user").get(pk=member.pk), at)


@transaction.atomic
def hand_over(*, by: Member, to: Member) -> None:
    """Make the other an owner and the owner an administrator.

    Raises NotPermittedToChangeError and DeactivatedError.
    """
    acting, heir = lock_members(by, to)
    if not holds(acting, Role.OWNER) or acting.pk == heir.pk:
        raise NotPermittedToChangeError(_("An owner hands an organization over to somebody else."))
    if heir.deactivated_at or not heir.user.is_active:
        raise DeactivatedError(_("%s is deactivated. Reactivate them first.") % heir)
    give(member=heir, offer=GrantOffer(Role.OWNER))
    Grant.objects.filter(member=acting, role=Role.OWNER).delete()
    give(member=acting, offer=GrantOffer(Role.ADMIN))


def _end(member: Member, at: datetime) -> None:
    if holds(member, Role.OWNER) and member.deactivated_at is None:
        keep_an_owner(member)
    Member.objects.filter(pk=member.pk, deactivated_at=None).update(deactivated_at=at)
