"""Says that an email domain is an organization's."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.people.queries import number_of
from orgs.refusals import NotNowError
from orgs.sign_on import settings_actions as sign_on_settings


class Command(BaseCommand):
    """set_sign_on_domain DOMAIN ORGANIZATION"""

    help = (
        "Let an organization's sign-on make accounts for addresses of an email domain, and lead "
        "people with such an address to it. Give it only domains that are really theirs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the domain and the organization's address."""
        parser.add_argument("domain", help="such as example.org; subdomains are others")
        parser.add_argument("slug", help="the organization's address, as in /o/<slug>/")

    def handle(self, *, domain: str, slug: str, **_: Any) -> None:
        """Set it, or say why not."""
        number = number_of(slug)
        if number is None:
            raise CommandError(f"There is no organization at /o/{slug}/.")
        try:
            row = sign_on_settings.set_domain(domain=domain, organization_id=number)
        except ValidationError as error:
            raise CommandError(f"{domain} is not a domain such as example.org.") from error
        except NotNowError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{row.domain} belongs to /o/{slug}/.")
