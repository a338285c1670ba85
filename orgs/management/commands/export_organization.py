"""Write everything of an organization into one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from orgs.archive import export as archive
from orgs.database import tenancy
from orgs.models import Organization
from orgs.people.queries import number_of


class Command(BaseCommand):
    """Exports one organization."""

    help = "Write everything of an organization into one archive (a ZIP of JSON Lines and files)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the organization's address and the file."""
        parser.add_argument("slug", help="the organization's address, as in /o/<slug>/")
        parser.add_argument("file", type=Path, help="the archive to write; it must not exist")

    def handle(self, *, slug: str, file: Path, **_: Any) -> None:
        """Write the archive, or say why not."""
        number = None if "\0" in slug else number_of(slug)
        if number is None:
            raise CommandError(f"There is no organization at /o/{slug}/.")
        try:
            with file.open("xb") as opened, tenancy.snapshot(organization=number):
                organization = Organization.objects.get(pk=number)
                counted = archive.write(organization=organization, to=opened, at=timezone.now())
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be written: {error}.") from error
        self.stdout.write(f"{organization.name}: {sum(counted.values())} rows in {file}")
