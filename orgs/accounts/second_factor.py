"""Second factors: how allauth keeps them, and whether a login session has used one."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from orgs.models import User

from . import encryption
from .allauth_internals import get_authentication_records

# Recovery codes stand in for one of these; alone they are no second factor.
KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Allauth's hooks: secrets are sealed, and passkeys belong to the address people type."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the stored secret."""
        return encryption.decrypt(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whose passkeys these are: the installation's, whatever the request says."""
        return {"id": settings.PUBLIC_HOST, "name": "Groundwork"}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for the person's next passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %s") % number


def is_set_up(user: User) -> bool:
    """Return whether the person has a passkey or an authenticator app."""
    return bool(Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def was_used(request: HttpRequest, user: User) -> bool:
    """Return whether this login session used a second factor that the person still has.

    Allauth notes in the session what the person proved and when; a session in which nothing was
    proved costs no statement.
    """
    records = get_authentication_records(request, user)
    used = [record["id"] for record in records if record.get("method") == "mfa"]
    # The session keeps its note when the factor is removed, so the factor itself is looked up.
    return bool(used) and Authenticator.objects.filter(user=user, pk__in=used).exists()
