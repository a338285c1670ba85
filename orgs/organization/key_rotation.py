"""Sealing every stored secret anew after the installation's key has changed."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from orgs.accounts import encryption
from orgs.sign_on import settings_actions as sign_on_settings

from . import actions

# Where allauth keeps secrets in an authenticator's data.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@transaction.atomic
def reencrypt_secrets() -> int:
    """Seal every stored secret with the present key; return how many there were.

    Raises cryptography's InvalidToken where neither the present nor a former key opens one.
    """
    rows = list(Authenticator.objects.select_for_update().filter(type__in=SECRETS))
    for row in rows:
        name = SECRETS[row.type]
        row.data[name] = encryption.reencrypt(row.data[name])
        row.save(update_fields=["data"])
    return len(rows) + sum(sign_on_settings.reencrypt_client_secret(pk) for pk in actions.numbers())
