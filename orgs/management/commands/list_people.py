"""Lists who has an account, and where they belong."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from orgs.accounts import second_factor
from orgs.models import User
from orgs.people import queries


class Command(BaseCommand):
    """list_people"""

    help = "Print one line per person: email, name, second factor, organizations; tabs between."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them by address."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=second_factor.KINDS)
        for user in User.objects.annotate(has_factor=Exists(factors)).order_by(Lower("email")):
            addresses = ", ".join(row.slug for row in queries.organizations_of(user)) or "-"
            factor = "second factor" if user.has_factor else "password only"
            state = factor if user.is_active else "switched off"
            self.stdout.write("\t".join([user.email, user.name, state, addresses]))
