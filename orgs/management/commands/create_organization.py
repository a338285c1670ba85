"""Founds an organization without the browser."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from orgs.accounts import actions as accounts
from orgs.accounts import verification
from orgs.models import Organization, User
from orgs.names.email_addresses import canonical_address
from orgs.organization import actions as organizations
from orgs.people import actions as people
from orgs.refusals import NotNowError


class Command(BaseCommand):
    """create_organization NAME --owner EMAIL"""

    help = "Create an organization; a new owner gets an address to choose a password, once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the organization's name and the owner's address."""
        parser.add_argument("name")
        parser.add_argument("--owner", required=True, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found it, or say why not."""
        name = options["name"].strip()[: Organization._meta.get_field("name").max_length]
        slug = slugify(name)[:60]
        if not slug:
            raise CommandError("The name needs at least one letter from a to z, or a digit.")
        try:
            self._found(name, slug, options["owner"].strip())
        except (NotNowError, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error

    @transaction.atomic
    def _found(self, name: str, slug: str, email: str) -> None:
        email = canonical_address(email)
        validate_email(email)
        owner = User.objects.filter(email=email).first()
        is_new = owner is None
        if owner and not verification.has_mailbox(owner):
            raise CommandError(
                f"{email} is not confirmed yet. Its owner opens the link in our mail."
            )
        owner = owner or people.register(email=email, name=email.partition("@")[0], password=None)
        organizations.found(name=name, slug=slug, owner=owner)
        address = settings.PUBLIC_URL + reverse("orgs:my_work", args=[slug])
        self.stdout.write(f"{name} is at {address} and belongs to {owner.email}.")
        if is_new:
            self.stdout.write("The owner chooses a password here, once, within three days:")
            self.stdout.write(accounts.password_link(owner))
