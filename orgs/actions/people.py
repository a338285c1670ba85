"""Inviting people, joining, and the grants they get."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from orgs import mails, tenancy
from orgs.models import Grant, Invitation, Member, Unit, User
from orgs.permissions import Role
from orgs.refusals import NotNowError

VALID_FOR = timedelta(days=14)


class InvitationUnusableError(NotNowError):
    """The invitation is unknown, used or expired, or it is somebody else's."""


class EmailTakenError(NotNowError):
    """Somebody with that e-mail address is there already."""


@dataclass(frozen=True)
class GrantOffer:
    """A role, on a unit unless it is one that holds for the organization."""

    role: Role
    unit: Unit | None = None


@transaction.atomic
def invite(*, by: Member, email: str, offer: GrantOffer, at: datetime) -> Invitation:
    """Return an invitation and post its mail; an open one for the same grant is renewed."""
    nonce = secrets.token_urlsafe(32)
    invitation, _created = Invitation.objects.update_or_create(
        organization=by.organization,
        email=email.strip().lower(),
        role=offer.role,
        unit=offer.unit,
        accepted_at=None,
        defaults={
            "invited_by": by,
            "nonce": nonce,
            "token_hash": _hash(_token(nonce)),
            "created_at": at,
            "expires_at": at + VALID_FOR,
        },
    )
    mails.post(
        recipient=invitation.email,
        subject=_("%(name)s invites you to %(organization)s on Groundwork")
        % {"name": by.user.name, "organization": by.organization.name},
        body=_(
            "%(name)s invites you to join %(organization)s.\n\nOpen this link within 14 days:\n"
            "%(link)s\n\nIf you did not expect this, you can ignore this mail.\n"
        )
        % {"name": by.user.name, "organization": by.organization.name, "link": link(invitation)},
    )
    return invitation


def link(invitation: Invitation) -> str:
    """Return the address that accepts the invitation. It is derived, so only its hash is stored."""
    return settings.PUBLIC_URL + reverse("orgs:join", args=[_token(invitation.nonce)])


@transaction.atomic
def opened(*, token: str, at: datetime) -> Invitation:
    """Return the usable invitation of the token and open its organization's scope.

    Raises InvitationUnusableError. The row is locked, so that it is accepted once.
    """
    tenancy.set_local("invitation", _hash(token))
    invitation = Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if invitation is None or invitation.accepted_at or invitation.expires_at <= at:
        raise InvitationUnusableError(
            _("This invitation has been used or has expired. Ask for a new one.")
        )
    tenancy.enter(invitation.organization_id)
    return invitation


@transaction.atomic
def join(*, invitation: Invitation, user: User, at: datetime) -> Member:
    """Make the person a member with the grant; raise InvitationUnusableError if not theirs.

    Somebody who was deactivated comes back by an invitation that is younger than that.
    """
    if not is_for(invitation, user):
        raise InvitationUnusableError(
            _("This invitation is for %(invited)s, and you are signed in as %(you)s.")
            % {"invited": invitation.email, "you": user.email}
        )
    tenancy.set_local("person", user.pk)
    member, _created = Member.objects.get_or_create(
        organization_id=invitation.organization_id, user=user
    )
    if member.deactivated_at:
        _reactivate(member, invitation)
    give(member=member, offer=GrantOffer(Role(invitation.role), invitation.unit))
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at)
    return member


def is_for(invitation: Invitation, user: User) -> bool:
    """Return whether the person is the invited one."""
    return user.email.lower() == invitation.email.lower()


def give(*, member: Member, offer: GrantOffer) -> Grant:
    """Return the member's grant, made where it was not there yet."""
    grant, _created = Grant.objects.get_or_create(
        organization_id=member.organization_id, member=member, role=offer.role, unit=offer.unit
    )
    return grant


@transaction.atomic
def register(*, email: str, name: str, password: str) -> User:
    """Return a new person whose e-mail address is known to be theirs; raise EmailTakenError."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email=email, password=password, name=name)
    except IntegrityError as error:
        raise EmailTakenError(
            _("There is already an account for %s. Sign in instead.") % email
        ) from error
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _reactivate(member: Member, invitation: Invitation) -> None:
    if member.deactivated_at and invitation.created_at < member.deactivated_at:
        raise InvitationUnusableError(
            _("This invitation is older than the end of your membership. Ask for a new one.")
        )
    Member.objects.filter(pk=member.pk).update(deactivated_at=None)
    member.deactivated_at = None


def _token(nonce: str) -> str:
    return salted_hmac("orgs.invitation", nonce, algorithm="sha256").hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
