"""Removes the second factors of somebody who lost them all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.accounts import actions as accounts
from orgs.refusals import NotNowError


class Command(BaseCommand):
    """reset_second_factor EMAIL"""

    help = "Remove a person's second factors, end their login sessions and tell them by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the email address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them, or say why not."""
        try:
            user = accounts.person(email=options["email"])
            accounts.reset_second_factor(user=user)
        except NotNowError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The second factors of {user.email} are removed; the password is left.")
