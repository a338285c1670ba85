"""A counting client: the whole application in this process, middleware included."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.environment.run import MeasuringError
from orgs.models import Member

BRACKETS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def signed_in(member: Member) -> Client:
    """Return a client in which the member is signed in, as a browser on this machine."""
    client = Client(
        headers={"host": settings.PUBLIC_URL.removeprefix("http://"), "accept-encoding": "gzip"}
    )
    client.force_login(member.user)
    return client


def statements(client: Client, method: str, path: str, **sent: object) -> Sequence[str]:
    """Return the SQL of one request, without what opens and ends transactions."""
    with CaptureQueriesContext(connection) as captured:
        answered(client, method, path, **sent)
    return [row["sql"] for row in captured if not row["sql"].startswith(BRACKETS)]


def answered(client: Client, method: str, path: str, **sent: object) -> HttpResponse:
    """Return the answer to one request; raise MeasuringError unless it is a success."""
    response: HttpResponse = getattr(client, method)(path, **sent)
    if response.status_code != 200:
        raise MeasuringError(f"{method} {path} is answered with status {response.status_code}.")
    return response
