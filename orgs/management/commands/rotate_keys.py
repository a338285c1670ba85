"""Seals stored secrets with the present key, so that a former one can be forgotten."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from orgs.organization import key_rotation


class Command(BaseCommand):
    """rotate_keys"""

    help = "Seal every stored secret with SECRET_KEY; run it before a fallback key is taken away."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal them, or say that a key is missing."""
        try:
            sealed = key_rotation.reencrypt_secrets()
        except InvalidToken as error:
            raise CommandError(
                "A stored secret was sealed with a key that is neither SECRET_KEY nor one of "
                "SECRET_KEY_FALLBACKS. Nothing was changed; add that key and try again."
            ) from error
        self.stdout.write(f"Secrets sealed with the present key: {sealed}.")
