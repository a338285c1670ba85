"""Changes to people's own accounts, by themselves or by whoever runs the installation."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs import time_zones
from orgs.mail import outbox
from orgs.models import User
from orgs.refusals import NotNowError

from .allauth_internals import PASSWORD_RESET_TOKEN_GENERATOR, user_pk_to_url_str


class NobodyError(NotNowError):
    """No person has that email address."""


class NoSecondFactorError(NotNowError):
    """The person has no second factor."""


def person(*, email: str) -> User:
    """Return the person with the address, in any case of letters; raise NobodyError."""
    try:
        return User.objects.get_by_natural_key(email.strip())
    except User.DoesNotExist as error:
        raise NobodyError(_("Nobody has the email address %s.") % email) from error


def rename(*, user: User, name: str) -> None:
    """Give the person another name."""
    User.objects.filter(pk=user.pk).update(name=name)


def choose_preferences(*, user: User, time_zone: str, wants_reminders: bool = True) -> None:
    """Let the person read times in the zone (empty: the installation's), reminded or not."""
    if time_zone:
        time_zones.validate(time_zone)
    User.objects.filter(pk=user.pk).update(time_zone=time_zone, wants_reminders=wants_reminders)
    user.time_zone, user.wants_reminders = time_zone, wants_reminders


@transaction.atomic
def reset_second_factor(*, user: User) -> int:
    """Remove the person's second factors, end their login sessions and tell them by mail.

    Returns how many there were; raises NoSecondFactorError. For somebody who lost phone, passkeys
    and recovery codes: the password alone opens the account afterwards.
    """
    factors = Authenticator.objects.filter(user=user)
    number = int(factors.count())
    if not number:
        raise NoSecondFactorError(_("%s has no second factor.") % user.email)
    factors.delete()
    end_sessions(user=user)
    outbox.post(
        recipient=user.email,
        subject=_("Your second factor was removed"),
        body=_(
            "Whoever runs Groundwork removed the passkeys, the authenticator app and the recovery "
            "codes of your account, and signed you out everywhere. Your password opens the account "
            "now; set up a second factor again under Your account.\n\n"
            "If you did not ask for this, tell them at once.\n"
        ),
    )
    return number


@transaction.atomic
def end_sessions(*, user: User) -> int:
    """End every login session of the person; return how many there were.

    Sessions are found by what they hold, so that one which no list knows ends too.
    """
    ended = [row.pk for row in _sessions().iterator() if _belongs(row, user)]
    Session.objects.filter(pk__in=ended).delete()
    UserSession.objects.filter(user=user).delete()
    return len(ended)


def password_link(user: User) -> str:
    """Return an address where the person chooses a password, once, within three days."""
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    args = [user_pk_to_url_str(user), token]
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", args=args)


def _sessions() -> QuerySet[Session]:
    return Session.objects.order_by("pk")


def _belongs(session: Session, user: User) -> bool:
    return session.get_decoded().get("_auth_user_id") == str(user.pk)
