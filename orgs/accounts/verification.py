"""Whether an account's address is known to be its person's: only what went by mail proves it.

Whoever joins by a link that was copied from a page could be anybody whom the organization gave it.
The organization vouches for them, so its own pages are open; whatever else would trust the address
asks for a confirmation by mail first.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse

from orgs.database import tenancy
from orgs.models import Member, User

from .actions import end_sessions
from .allauth_internals import EmailVerificationStage

CONFIRMED = Exists(
    EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
)


class VerificationStage(EmailVerificationStage):  # type: ignore[misc]
    """Asks at a sign-in for the confirmation of the address, unless an organization vouches."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return what to answer, if anything, and whether to go on."""
        if self.login.user and is_vouched_for(self.login.user):
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer


def is_vouched_for(user: User) -> bool:
    """Return whether the person is an active member of an organization."""
    with tenancy.scope(person=user.pk, organization=""):
        return Member.objects.filter(user=user, deactivated_at=None).exists()


def has_mailbox(user: User) -> bool:
    """Return whether the account's address was confirmed."""
    return User.objects.filter(CONFIRMED, pk=user.pk).exists()


def confirm(user: User) -> None:
    """Know that the person has the mailbox of the account's address."""
    _address(user).set_verified()


@transaction.atomic
def recover(user: User) -> None:
    """Know it of a person who came back by a mail alone.

    Where the account was not confirmed before, whoever made it may have been somebody else: what
    they left in it opens it no more.
    """
    if has_mailbox(user):
        return
    confirm(user)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)


def send_confirmation(request: HttpRequest, user: User) -> None:
    """Send the link that confirms the account's address."""
    _address(user).send_confirmation(request)


def _address(user: User) -> EmailAddress:
    address, _new = EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"primary": True}
    )
    return address
