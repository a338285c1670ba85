"""The browsers of people who signed in once, for tests that ask a great many addresses."""

from collections.abc import Iterable

from django.conf import settings

from orgs.models import Member
from tests.conftest import OutsideClient


class Browsers:
    """One client, which loads the middlewares once, and the cookies of those who are signed in.

    Each request undoes what it did to the login session with everything else.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self._client = OutsideClient()
        self._cookies = {member.pk: cookies_of(member) for member in members}

    def of(self, member: Member | None) -> OutsideClient:
        """Return the client with the member's cookies as of the sign-in, or without any."""
        self._client.cookies.clear()
        if member:
            self._client.cookies.load(self._cookies[member.pk])
        return self._client


def cookies_of(member: Member) -> dict[str, str]:
    """Sign the member in; return the cookies that say so."""
    cookies = OutsideClient().as_member(member).cookies
    return {settings.SESSION_COOKIE_NAME: cookies[settings.SESSION_COOKIE_NAME].value}
