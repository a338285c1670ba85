"""Opens an organization to its members' own logins again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.database import tenancy
from orgs.models import Organization
from orgs.people.queries import number_of
from orgs.sign_on import settings_actions as sign_on_settings


class Command(BaseCommand):
    """end_sign_on_only ORGANIZATION"""

    help = "Let members in by their own login again, where a broken provider locked them out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the organization's address."""
        parser.add_argument("slug", help="the organization's address, as in /o/<slug>/")

    def handle(self, *, slug: str, **_: Any) -> None:
        """Open it, or say why not."""
        number = number_of(slug)
        if number is None:
            raise CommandError(f"There is no organization at /o/{slug}/.")
        with tenancy.scope(organization=number):
            organization = Organization.objects.get(pk=number)
            sign_on_settings.require_sign_on(organization=organization, required=False)
        self.stdout.write(f"Members of /o/{slug}/ come by sign-on or by their own login.")
