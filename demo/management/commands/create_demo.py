"""Make the demo organization."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.frameworks.models import FrameworkVersion
from demo import accounts, script, seed
from demo.ballots import GeneralRemarks
from demo.script import Company
from orgs.database import tenancy
from orgs.mail import outbox
from orgs.models import User
from orgs.refusals import NotNowError


class Command(BaseCommand):
    """Makes two organizations with people, rounds and results, once and in one transaction."""

    help = "Make the demo organization and its accounts; a second run changes nothing."

    def handle(self, **_: Any) -> None:
        """Make the demo; stop with a sentence where something of it is in the way."""
        companies = script.companies()
        main = companies[0]
        if User.objects.filter(email=main.owner.email).exists():
            self.stdout.write(f"The demo organization {main.name} exists; nothing was changed.")
            return
        try:
            self._make(companies, Path(settings.VAR) / "demo-accounts.json")
        except FrameworkVersion.DoesNotExist as error:
            raise CommandError("Load the built-in framework first: load_frameworks.") from error
        except NotNowError as error:
            message = f"The demo organization was not made. {error}"
            raise CommandError(message) from error
        for company in companies:
            self.stdout.write(_summary(company))

    def _make(self, companies: list[Company], accounts_file: Path) -> None:
        with outbox.suppress_mails(), tenancy.scope(organization="", person=""):
            version = FrameworkVersion.objects.get(
                organization=None, key="ai-infrastructure", version="1"
            )
            users, logins = accounts.register(accounts.cast(companies))
            remarks, today = GeneralRemarks(script.remarks()), timezone.localdate()
            for company in companies:
                seed.seed_company(company, users, version, remarks, today=today)
            accounts.write(logins, accounts_file)


def _summary(company: Company) -> str:
    rounds = ", ".join(
        f"{round_script.name} ({'closed' if round_script.is_closed else 'running'})"
        for round_script in company.rounds
    )
    return f"{company.name}: {len(company.units)} units, {len(company.people)} people, {rounds}"
