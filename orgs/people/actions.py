"""Inviting people, joining, and the grants they get."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.mail import limits, outbox
from orgs.models import Grant, Invitation, InvitedGrant, Member, Unit, User
from orgs.names.email_addresses import canonical_address
from orgs.permissions import Role
from orgs.refusals import NotNowError

VALID_FOR = timedelta(days=14)
SHOWN, MAILED = "orgs.invitation", "orgs.invitation.mailed"


class InvitationUnusableError(NotNowError):
    """The invitation is unknown, used or expired, or it is somebody else's."""


class NotTheirsToOfferError(NotNowError):
    """The invitation offers, or brings back, a role that the acting member may not give."""


class AlreadyInvitedError(NotNowError):
    """There is an open invitation to one of the addresses."""


class EmailTakenError(NotNowError):
    """Somebody with that email address is there already."""


@dataclass(frozen=True)
class GrantOffer:
    """A role, on a unit unless it is one that holds for the organization."""

    role: Role
    unit: Unit | None = None


@transaction.atomic
def invite(
    *, by: Member, email: str, offer: GrantOffer, at: datetime, further: Sequence[GrantOffer] = ()
) -> Invitation:
    """Return an invitation and post its mail; an open one is renewed and offers these too.

    Raises NotTheirsToOfferError.
    """
    limits.refuse_too_many(by.organization, [canonical_address(email)])
    invitation, _created = Invitation.objects.update_or_create(
        organization=by.organization,
        # In its one spelling, since the lookup is exact.
        email=canonical_address(email),
        accepted_at=None,
        defaults=_fresh(by, at),
    )
    for each in (offer, *further):
        InvitedGrant.objects.get_or_create(
            organization=by.organization, invitation=invitation, role=each.role, unit=each.unit
        )
    # Last, so that what an open invitation offered before counts as well.
    _refuse_what_is_not_theirs(by, [invitation])
    _post(invitation)
    return invitation


@transaction.atomic
def invite_new(
    *, by: Member, offers: Mapping[str, Sequence[GrantOffer]], at: datetime
) -> Sequence[Invitation]:
    """Invite many addresses at once, each with its offers, and post their mails.

    Raises AlreadyInvitedError where one of them has an open invitation, and NotTheirsToOfferError.
    """
    here = by.organization
    limits.refuse_too_many(here, offers.keys())
    rows = [
        Invitation(organization=here, email=canonical_address(each), **_fresh(by, at))
        for each in offers
    ]
    try:
        with transaction.atomic():
            made = Invitation.objects.bulk_create(rows)
    except IntegrityError as error:
        raise AlreadyInvitedError(
            _("Somebody on the list was invited in the meantime. Look at it again.")
        ) from error
    InvitedGrant.objects.bulk_create(
        InvitedGrant(organization=here, invitation=row, role=offer.role, unit=offer.unit)
        for row, given in zip(made, offers.values(), strict=True)
        for offer in given
    )
    _refuse_what_is_not_theirs(by, made)
    for row in made:
        _post(row)
    return made


@transaction.atomic
def resend(*, by: Member, invitations: Sequence[Invitation], at: datetime) -> Sequence[Invitation]:
    """Give the open invitations new links and terms, and post their mails again; all or none.

    Raises InvitationUnusableError, NotTheirsToOfferError and TooManyMailsError.
    """
    held = _held(by, invitations)
    limits.refuse_too_many(by.organization, [each.email for each in held])
    for each in held:
        for name, value in _fresh(by, at).items():
            setattr(each, name, value)
        each.save()
        _post(each)
    return held


@transaction.atomic
def revoke(*, by: Member, invitations: Sequence[Invitation]) -> Sequence[Invitation]:
    """Withdraw the open invitations: their links are dead; all or none.

    Raises InvitationUnusableError and NotTheirsToOfferError.
    """
    held = _held(by, invitations)
    Invitation.objects.filter(pk__in=[each.pk for each in held]).delete()
    return held


def may_offer(member: Member, invitation: Invitation) -> bool:
    """Return whether the member could give all that the invitation offers."""
    return all(member.can_give(Role(grant.role)) for grant in invitation.grants.all())


def invitation_link(invitation: Invitation) -> str:
    """Return the address that pages show. It is derived, so only its hash is stored."""
    return _link(invitation, SHOWN, invitation.token_hash)


def mailed_link(invitation: Invitation) -> str:
    """Return the address that goes by mail and is shown nowhere: it proves who has the mailbox."""
    return _link(invitation, MAILED, invitation.mailed_hash)


def came_by_mail(invitation: Invitation, token: str) -> bool:
    """Return whether the token is the one that was sent to the invited address alone."""
    return _hash(token) == invitation.mailed_hash


def _link(invitation: Invitation, purpose: str, stored: str) -> str:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    tokens = [_token(invitation.nonce, key, purpose) for key in keys]
    token = next((one for one in tokens if _hash(one) == stored), tokens[0])
    return settings.PUBLIC_URL + reverse("orgs:join", args=[token])


@transaction.atomic
def invitation_of_token(*, token: str, at: datetime) -> Invitation:
    """Return the usable invitation of the token and open its organization's scope.

    Raises InvitationUnusableError. The row is locked, so that it is accepted once.
    """
    # The link is the right to see its row: the policy compares it with this setting.
    tenancy.set_local("invitation", _hash(token))
    either = Q(token_hash=_hash(token)) | Q(mailed_hash=_hash(token))
    invitation = Invitation.objects.select_for_update().filter(either).first()
    if invitation is None or invitation.accepted_at or invitation.expires_at <= at:
        raise InvitationUnusableError(
            _("This invitation has been used or has expired. Ask for a new one.")
        )
    tenancy.enter(invitation.organization_id)
    return invitation


@transaction.atomic
def join(*, invitation: Invitation, user: User, at: datetime) -> Member:
    """Make the person a member with the grants; raise InvitationUnusableError if not theirs.

    Somebody who was deactivated comes back by an invitation that is younger than that.
    """
    if not is_for(invitation, user):
        raise InvitationUnusableError(
            _("This invitation is for %(invited)s, and you are signed in as %(you)s.")
            % {"invited": invitation.shown_email, "you": user.shown_email}
        )
    tenancy.set_local("person", user.pk)
    _refuse_former_powers(invitation)
    member, _created = Member.objects.get_or_create(
        organization_id=invitation.organization_id, user=user
    )
    if member.deactivated_at:
        _reactivate(member, invitation)
    for grant in invitation.grants.select_related("unit"):
        give(member=member, offer=GrantOffer(Role(grant.role), grant.unit))
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at)
    return member


def is_for(invitation: Invitation, user: User) -> bool:
    """Return whether the person is the invited one."""
    return canonical_address(user.email) == canonical_address(invitation.email)


def give(*, member: Member, offer: GrantOffer) -> Grant:
    """Return the member's grant, made where it was not there yet.

    One that a sign-on gave stays from now on, whatever the claim says.
    """
    grant, _created = Grant.objects.get_or_create(
        organization_id=member.organization_id, member=member, role=offer.role, unit=offer.unit
    )
    if grant.by_sign_on:
        Grant.objects.filter(pk=grant.pk).update(by_sign_on=False)
    return grant


@transaction.atomic
def register(*, email: str, name: str, password: str | None, has_mailbox: bool = True) -> User:
    """Return a new person; raise EmailTakenError. Without a password they choose one by a link.

    `has_mailbox` tells whether the address is known to be theirs.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(email=email, password=password, name=name)
    except IntegrityError as error:
        raise EmailTakenError(
            _("There is already an account for %s. Sign in instead.") % email
        ) from error
    EmailAddress.objects.create(user=user, email=user.email, verified=has_mailbox, primary=True)
    return user


@transaction.atomic
def register_without_password(*, email: str, name: str) -> User:
    """Return a new person who gets in by a mail to their address only."""
    user = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _reactivate(member: Member, invitation: Invitation) -> None:
    if member.deactivated_at and invitation.created_at < member.deactivated_at:
        raise InvitationUnusableError(
            _("This invitation is older than the end of your membership. Ask for a new one.")
        )
    # With the membership come the roles that were held; the invitation may offer less than those.
    if not invitation.invited_by.can_change(member):
        raise InvitationUnusableError(
            _("You owned %s, so only an owner lets you in again. Ask one to invite you.")
            % invitation.organization.name
        )
    Member.objects.filter(pk=member.pk).update(deactivated_at=None)
    member.deactivated_at = None


def _fresh(by: Member, at: datetime) -> dict[str, Any]:
    """Return what a new or renewed invitation says of its sender, its link and its term."""
    nonce, key = secrets.token_urlsafe(32), settings.SECRET_KEY
    return {
        "invited_by": by,
        "nonce": nonce,
        "token_hash": _hash(_token(nonce, key, SHOWN)),
        "mailed_hash": _hash(_token(nonce, key, MAILED)),
        "created_at": at,
        "expires_at": at + VALID_FOR,
    }


def _held(by: Member, invitations: Sequence[Invitation]) -> Sequence[Invitation]:
    """Return the open invitations, locked, if the member may change all of them."""
    rows = Invitation.objects.select_for_update(of=["self"]).filter(accepted_at=None)
    rows = rows.select_related("organization").prefetch_related("grants").order_by("pk")
    held = list(rows.filter(pk__in=[each.pk for each in invitations]))
    still_open = {each.pk for each in held}
    for each in invitations:
        if each.pk not in still_open:
            raise InvitationUnusableError(_("%s has joined already.") % each.shown_email)
    _refuse_what_is_not_theirs(by, held)
    return held


def _refuse_what_is_not_theirs(by: Member, invitations: Sequence[Invitation]) -> None:
    """Raise NotTheirsToOfferError unless the member may give all that these offer or bring back."""
    if not all(may_offer(by, invitation) for invitation in invitations):
        raise NotTheirsToOfferError(_("Only an owner changes an invitation to become an owner."))
    ended = Member.objects.filter(organization=by.organization_id, deactivated_at__isnull=False)
    named = ended.annotate(address=Lower("user__email")).select_related("user")
    invited = named.filter(address__in=[invitation.email for invitation in invitations])
    for member in invited.prefetch_related("grants"):
        if not by.can_change(member):
            raise NotTheirsToOfferError(
                _("%s owned this organization, so only an owner invites them back.") % member
            )


def _refuse_former_powers(invitation: Invitation) -> None:
    """Raise InvitationUnusableError where the inviter may no longer give what is offered."""
    by = invitation.invited_by
    if by.deactivated_at or not by.user.is_active or not may_offer(by, invitation):
        raise InvitationUnusableError(
            _("Whoever invited you may not give this role any more. Ask for a new one.")
        )


def _post(invitation: Invitation) -> None:
    context = {
        "invitation": invitation,
        "by": invitation.invited_by.user,
        "organization": invitation.organization,
        "link": mailed_link(invitation),
        "offers": ", ".join(_in_words(grant) for grant in invitation.grants.order_by("pk")),
    }
    outbox.write(
        "mails/invitation", invitation.email, context, organization=invitation.organization
    )


def _in_words(grant: InvitedGrant) -> str:
    role = grant.get_role_display()
    if grant.unit is None:
        return str(role)
    return _("%(role)s in %(unit)s") % {"role": role, "unit": grant.unit.name}


def _token(nonce: str, key: str, purpose: str) -> str:
    return salted_hmac(purpose, nonce, secret=key, algorithm="sha256").hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
