"""Signing on: who somebody is by provider and subject, who may come new, which roles claims give.

An address that a provider asserts opens no account that is there. It only gives a new account its
address, and only within the domains that the installation's operator gave to the organization.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.models import (
    Grant,
    Invitation,
    Member,
    Organization,
    SignOnDomain,
    SignOnIdentity,
    SignOnRole,
    User,
)
from orgs.people import actions as people
from orgs.people import membership_actions as membership
from orgs.people.actions import GrantOffer
from orgs.permissions import Role

from .claims import ClaimedIdentity, ClaimState
from .refusals import SignOnEndedError, SignOnError

WHOLE = ClaimState.WHOLE


class LinkedOtherwiseError(SignOnError):
    """The subject is another member's, or the member has another subject."""


@dataclass(frozen=True)
class Arrival:
    """Who arrived. Without an identity nobody here is meant; one without roles may not come in."""

    identity: SignOnIdentity | None
    has_role: bool = False

    @property
    def is_let_in(self) -> bool:
        """Whether a session may be opened."""
        return self.identity is not None and self.has_role


@transaction.atomic
def arrive(*, organization: Organization, who: ClaimedIdentity, at: datetime) -> Arrival:
    """Return whose sign-on this is, with the roles that the claim gives now.

    Raises SignOnEndedError. Somebody who came by sign-on loses the roles that the claim gave and
    gives no longer; then they may be left without any, and are not let in. A claim that is absent,
    or tells only a part, takes nothing away.
    """
    # Two first sign-ons of one person wait for each other, as do changes of who is an owner.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    identity = _known(organization, who) or _newcomer(organization, who, at)
    if identity is None:
        return Arrival(None)
    member = identity.member
    if member.deactivated_at or not member.user.is_active:
        raise SignOnEndedError(
            _("Your membership of %s has ended. Somebody who manages its people can renew it.")
            % organization.name
        )
    # Only now is it known who asks; what follows is recorded as theirs.
    tenancy.set_local("person", member.user_id)
    if identity.came_by_sign_on:
        _follow_the_claim(member, offers_for(organization, who), is_whole=who.claim == WHOLE)
    SignOnIdentity.objects.filter(pk=identity.pk).update(last_used_at=at)
    has_role = not identity.came_by_sign_on or Grant.objects.filter(member=member).exists()
    return Arrival(identity, has_role)


@transaction.atomic
def link(*, member: Member, issuer: str, subject: str, at: datetime) -> SignOnIdentity:
    """Return the member's identity at the provider; raise LinkedOtherwiseError.

    The caller saw to it that the member signed in by their own login.
    """
    try:
        with transaction.atomic():
            return SignOnIdentity.objects.create(
                organization_id=member.organization_id,
                member=member,
                issuer=issuer,
                subject=subject,
                last_used_at=at,
            )
    except IntegrityError as error:
        raise LinkedOtherwiseError(
            _(
                "That sign-on belongs to another account here, or yours is linked already. "
                "Unlink the other one first."
            )
        ) from error


def unlink(*, identity: SignOnIdentity) -> None:
    """Forget the identity: sessions that it opened are closed at their next request."""
    identity.delete()


def offers_for(organization: Organization, who: ClaimedIdentity) -> list[GrantOffer]:
    """Return the roles that the claim gives."""
    rows = SignOnRole.objects.filter(organization=organization, value__in=who.values)
    return [
        GrantOffer(Role(row.role), row.unit)
        for row in rows.select_related("unit").order_by("pk")
        if row.unit is None or row.unit.archived_at is None
    ]


def _known(organization: Organization, who: ClaimedIdentity) -> SignOnIdentity | None:
    rows = SignOnIdentity.objects.select_related("member__user", "member__organization")
    return rows.filter(organization=organization, issuer=who.issuer, subject=who.subject).first()


def _newcomer(
    organization: Organization, who: ClaimedIdentity, at: datetime
) -> SignOnIdentity | None:
    """Return the identity of a new person, if the organization may bring them; else None."""
    domains = SignOnDomain.objects.filter(organization=organization, domain=who.domain)
    if not who.is_verified or not domains.exists():
        return None
    invitation = _invitation(organization, who, at)
    if invitation is None and not offers_for(organization, who):
        return None
    # An asserted address never opens an account, not even within the operator's domains.
    if User.objects.filter(email=who.email).exists():
        return None  # that person links the sign-on by their own login
    user = people.register(email=who.email, name=who.name, password=None)
    tenancy.set_local("person", user.pk)
    if invitation:
        member = people.join(invitation=invitation, user=user, at=at)
    else:
        member = Member.objects.create(organization=organization, user=user)
    return SignOnIdentity.objects.create(
        organization=organization,
        member=member,
        issuer=who.issuer,
        subject=who.subject,
        came_by_sign_on=True,
    )


def _invitation(
    organization: Organization, who: ClaimedIdentity, at: datetime
) -> Invitation | None:
    rows = Invitation.objects.select_for_update().filter(
        organization=organization, email=who.email, accepted_at=None, expires_at__gt=at
    )
    return rows.first()


def _follow_the_claim(member: Member, offers: list[GrantOffer], *, is_whole: bool) -> None:
    """Give what the claim gives, and take what it gave before; the last owner stays one.

    Nothing is taken by a claim that does not tell all.
    """
    wanted = {(offer.role.value, offer.unit.pk if offer.unit else None) for offer in offers}
    for grant in Grant.objects.filter(member=member, by_sign_on=True).order_by("pk"):
        is_wanted = not is_whole or (grant.role, grant.unit_id) in wanted
        if not is_wanted and not _is_last_owner(grant, member):
            grant.delete()
    for offer in offers:
        Grant.objects.get_or_create(
            organization_id=member.organization_id,
            member=member,
            role=offer.role,
            unit=offer.unit,
            defaults={"by_sign_on": True},
        )


def _is_last_owner(grant: Grant, member: Member) -> bool:
    if grant.role != Role.OWNER:
        return False
    try:
        membership.keep_an_owner(member)
    except membership.LastOwnerError:
        return True
    return False
