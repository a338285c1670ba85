"""How allauth finds the person of a session or a sign-in, in one statement."""

from allauth.account.auth_backends import AuthenticationBackend as ByEmail
from django.db import connection

from orgs.database.partial_rows import partial_row
from orgs.models import User

_COLUMNS = ("id", "password", "email", "name", "is_active", "time_zone", "wants_reminders")
_PERSON = f"SELECT {', '.join(_COLUMNS)} FROM orgs_user WHERE id = %s AND is_active"


class AuthenticationBackend(ByEmail):  # type: ignore[misc]
    """Allauth's way of signing in; the person of a request is read in written-out SQL."""

    # allauth composes the address that a session stores from here, and Django lets in only sessions
    # whose address is the one in the settings: the one that was there before this module was.
    __module__ = "orgs.accounts"

    def get_user(self, user_id: int) -> User | None:
        """Return the active person with this number."""
        with connection.cursor() as cursor:
            cursor.execute(_PERSON, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        return partial_row(User, **dict(zip(_COLUMNS, row, strict=True)))
