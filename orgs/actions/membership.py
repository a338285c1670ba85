"""The end of a membership and its return, and the handing over of an organization."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.actions.grants import (
    DeactivatedError,
    NotTheirsToChangeError,
    holds,
    keep_an_owner,
    locked,
    queue_up,
)
from orgs.actions.people import GrantOffer, give
from orgs.models import Grant, Member
from orgs.permissions import Role


@transaction.atomic
def deactivate(*, by: Member, member: Member, at: datetime) -> None:
    """End the member's access; grants and answers stay.

    Raises NotTheirsToChangeError and LastOwnerError.
    """
    _acting, changed = locked(by, member)
    _end(changed, at)


@transaction.atomic
def reactivate(*, by: Member, member: Member) -> None:
    """Give the member access again, with the grants that they had."""
    _acting, changed = locked(by, member)
    Member.objects.filter(pk=changed.pk).update(deactivated_at=None)


@transaction.atomic
def leave(*, member: Member, at: datetime) -> None:
    """End one's own access; raise LastOwnerError."""
    queue_up(member)
    _end(Member.objects.select_related("user").get(pk=member.pk), at)


@transaction.atomic
def hand_over(*, by: Member, to: Member) -> None:
    """Make the other an owner and the owner an administrator.

    Raises NotTheirsToChangeError and DeactivatedError.
    """
    acting, heir = locked(by, to)
    if not holds(acting, Role.OWNER) or acting.pk == heir.pk:
        raise NotTheirsToChangeError(_("An owner hands an organization over to somebody else."))
    if heir.deactivated_at or not heir.user.is_active:
        raise DeactivatedError(_("%s is deactivated. Reactivate them first.") % heir)
    give(member=heir, offer=GrantOffer(Role.OWNER))
    Grant.objects.filter(member=acting, role=Role.OWNER).delete()
    give(member=acting, offer=GrantOffer(Role.ADMIN))


def _end(member: Member, at: datetime) -> None:
    if holds(member, Role.OWNER) and member.deactivated_at is None:
        keep_an_owner(member)
    Member.objects.filter(pk=member.pk, deactivated_at=None).update(deactivated_at=at)
