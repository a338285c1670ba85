"""Takes an email domain from the organization that has it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.refusals import NotNowError
from orgs.sign_on import settings_actions as sign_on_settings


class Command(BaseCommand):
    """remove_sign_on_domain DOMAIN"""

    help = "Let no sign-on make accounts for a domain any more; accounts that are there stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the domain."""
        parser.add_argument("domain")

    def handle(self, *, domain: str, **_: Any) -> None:
        """Remove it, or say why not."""
        try:
            sign_on_settings.remove_domain(domain=domain)
        except NotNowError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{sign_on_settings.normalize_domain(domain)} belongs to no organization."
        )
