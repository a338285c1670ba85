"""How allauth finds the person of a session or a sign-in, in one statement."""

from allauth.account.auth_backends import AuthenticationBackend as ByEmail
from django.db import connection

from orgs.database.partial_rows import partial_row
from orgs.models import User
from orgs.names.email_addresses import canonical_address, shown_address

_COLUMNS = ("id", "password", "email", "name", "is_active", "time_zone", "wants_reminders")
_PERSON = f"SELECT {', '.join(_COLUMNS)} FROM orgs_user WHERE id = %s AND is_active"


class AuthenticationBackend(ByEmail):  # type: ignore[misc]
    """Allauth's way of signing in; the person of a request is read in written-out SQL."""

    # allauth composes the address that a session stores from here, and Django lets in only sessions
    # whose address is the one in the settings: the one that was there before this module was.
    __module__ = "orgs.accounts"

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """Return the person with the address, in whichever spelling, and the password."""
        stored = canonical_address(email)
        user: User | None = super()._authenticate_by_email(stored, password)
        if user is None and shown_address(stored) != stored:
            # An upgrade may have found two people with one address in two spellings.
            user = super()._authenticate_by_email(shown_address(stored), password)
        return user

    def get_user(self, user_id: int) -> User | None:
        """Return the active person with this number."""
        with connection.cursor() as cursor:
            cursor.execute(_PERSON, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        return partial_row(User, **dict(zip(_COLUMNS, row, strict=True)))
