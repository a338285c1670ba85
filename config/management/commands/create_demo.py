"""Make the demo organization."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.frameworks.models import FrameworkVersion
from config.demo import accounts, playing, script
from config.demo.ballots import Remarks
from config.demo.script import Company
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
            users, told = accounts.register(accounts.cast(companies))
            remarks, today = Remarks(script.remarks()), timezone.localdate()
            for company in companies:
                playing.play(company, users, version, remarks, today=today)
            accounts.write(told, accounts_file)


def _summary(company: Company) -> str:
    rounds = ", ".join(
        f"{asked.name} ({'closed' if asked.is_closed else 'running'})" for asked in company.rounds
    )
    return f"{company.name}: {len(company.units)} units, {len(company.people)} people, {rounds}"
