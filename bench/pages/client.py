"""A counting client: the whole application in this process, middleware included."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.environment.errors import MeasurementError
from orgs.models import Member

BRACKETS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def client_of(member: Member) -> Client:
    """Return a client in which the member is signed in, as a browser on this machine."""
    client = Client(
        headers={"host": settings.PUBLIC_URL.removeprefix("http://"), "accept-encoding": "gzip"}
    )
    client.force_login(member.user)
    return client


def statements_of(client: Client, method: str, path: str, **arguments: object) -> Sequence[str]:
    """Return the SQL of one request, without what opens and ends transactions."""
    with CaptureQueriesContext(connection) as captured:
        response_to(client, method, path, **arguments)
    return [row["sql"] for row in captured if not row["sql"].startswith(BRACKETS)]


def response_to(client: Client, method: str, path: str, **arguments: object) -> HttpResponse:
    """Return the answer to one request; raise MeasurementError unless it is a success."""
    response: HttpResponse = getattr(client, method)(path, **arguments)
    if response.status_code != 200:
        raise MeasurementError(f"{method} {path} is answered with status {response.status_code}.")
    return response
