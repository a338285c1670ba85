"""Lists which email domain belongs to which organization."""

from typing import Any

from django.core.management.base import BaseCommand

from orgs.sign_on import queries


class Command(BaseCommand):
    """list_sign_on_domains"""

    help = "Print one line per domain: the domain and its organization's address, a tab between."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them by name."""
        for domain, slug in queries.domains():
            self.stdout.write(f"{domain}\t{slug}")
