"""Scores every stored result again and compares it with what was frozen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.results.models import Result
from assessments.results.submission.integrity_queries import is_sound, stored_results
from orgs.database import tenancy
from orgs.people.queries import organization_numbers


class Command(BaseCommand):
    """check_results"""

    help = (
        "Score every result again from its frozen answers and compare the digests. Prints a line "
        "for each that does not fit (organization, unit, round, revision; tabs between) and the "
        "count; ends with status 1 if there is any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check one organization after the other, each as of one moment."""
        checked = wrong = 0
        for number, slug in organization_numbers():
            with tenancy.snapshot(organization=number, person=""):
                for result in stored_results():
                    checked += 1
                    if not is_sound(result):
                        wrong += 1
                        self.stdout.write(_line(slug, result))
        if wrong:
            raise CommandError(f"{wrong} of {checked} results do not fit their answers.")
        self.stdout.write(f"{checked} results checked; all fit their answers.")


def _line(slug: str, result: Result) -> str:
    return "\t".join([slug, result.unit.name, result.round.name, str(result.revision)])
