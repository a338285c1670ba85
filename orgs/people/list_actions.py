"""Carrying out a list of people: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from orgs.models import Member

from . import actions
from . import membership_actions as membership
from .actions import GrantOffer
from .invitation_list import InvitationRow, RowOutcome


@dataclass(frozen=True)
class ListResult:
    """How many people were mailed an invitation, and how many members got roles at once."""

    invited: int
    given: int


@transaction.atomic
def carry_out(*, by: Member, rows: Sequence[InvitationRow], at: datetime) -> ListResult:
    """Invite the newcomers of the list and give its members their roles; one mail a person.

    Raises AlreadyInvitedError, NotTheirsToOfferError, NotPermittedToChangeError and
    DeactivatedError.
    """
    new, more = _offers(rows, RowOutcome.INVITED), _offers(rows, RowOutcome.ADDED)
    if new:
        actions.invite_new(by=by, offers=new, at=at)
    for email, (offer, *further) in more.items():
        actions.invite(by=by, email=email, offer=offer, at=at, further=further)
    given = [row for row in rows if row.outcome is RowOutcome.GIVEN]
    for row in given:
        if row.member and row.offer:
            membership.give_role(by=by, member=row.member, offer=row.offer)
    return ListResult(len(new) + len(more), len({row.email for row in given}))


def _offers(
    rows: Sequence[InvitationRow], outcome: RowOutcome
) -> Mapping[str, Sequence[GrantOffer]]:
    offers: dict[str, list[GrantOffer]] = {}
    for row in rows:
        if row.outcome is outcome and row.offer:
            offers.setdefault(row.email, []).append(row.offer)
    return offers
