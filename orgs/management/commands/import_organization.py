"""Read an organization's archive into this installation."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug

from orgs.archive import restore
from orgs.archive.export import ArchiveError
from orgs.models import Organization
from orgs.people.queries import number_of

LONGEST_ADDRESS = Organization._meta.get_field("slug").max_length or 0


class Command(BaseCommand):
    """Imports one organization."""

    help = "Read an organization's archive into this installation, with new identities."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the new address."""
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument("slug", help="the new organization's address, as in /o/<slug>/")

    def handle(self, *, file: Path, slug: str, **_: Any) -> None:
        """Make the organization, or say why not; then nothing is made."""
        try:
            validate_slug(slug)
        except ValidationError as error:
            raise CommandError("An address has letters, digits and hyphens only.") from error
        if len(slug) > LONGEST_ADDRESS:
            raise CommandError(f"An address has at most {LONGEST_ADDRESS} letters.")
        if number_of(slug) is not None:
            raise CommandError(f"There is an organization at /o/{slug}/ already.")
        try:
            with file.open("rb") as opened:
                organization = restore.restore_archive(source=opened, slug=slug)
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read: {error}.") from error
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{organization.name} is at /o/{slug}/. Its people get in by a reset mail."
        )
