"""Signs somebody out everywhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.accounts import actions as accounts
from orgs.refusals import NotNowError


class Command(BaseCommand):
    """end_sessions EMAIL"""

    help = "End every login session of a person; their next request leads to the login page."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the email address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """End them, or say why not."""
        try:
            user = accounts.person(email=options["email"])
        except NotNowError as error:
            raise CommandError(str(error)) from error
        ended = accounts.end_sessions(user=user)
        self.stdout.write(f"{user.email} is signed out; login sessions ended: {ended}.")
