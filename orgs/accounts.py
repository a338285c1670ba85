"""How allauth's journeys fit Groundwork: sign-up by invitation only, mails by the worker."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend as ByEmail
from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from orgs import mails
from orgs.models import User
from orgs.rows import loaded


@dataclass(frozen=True)
class Site:
    """What allauth's mails call this installation."""

    name: str
    domain: str


_COLUMNS = ("id", "password", "email", "name", "is_active", "time_zone")
_PERSON = f"SELECT {', '.join(_COLUMNS)} FROM orgs_user WHERE id = %s AND is_active"


class AuthenticationBackend(ByEmail):  # type: ignore[misc]
    """Allauth's way of signing in; the person of a request is read in written-out SQL."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active person with this number."""
        with connection.cursor() as cursor:
            cursor.execute(_PERSON, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        return loaded(User, **dict(zip(_COLUMNS, row, strict=True)))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Allauth's hooks."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: people join by invitation, or set up an empty installation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand allauth's mail to the worker, so that no request waits for a mail server."""
        told = {"email": email, "current_site": Site("Groundwork", settings.PUBLIC_URL)} | context
        mails.write(f"{template_prefix}_message", email, told)
