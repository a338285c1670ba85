"""What every answer carries, and that no change is taken from another site's page."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests.bodies import BODIES
from tests.conftest import OutsideClient
from tests.test_access import ALLAUTHS, COLUMNS, OUTSIDE, ROWS, Row, World, a_world, names

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NEVER_KEPT = {"private", "no-store"}
pytestmark = pytest.mark.django_db
READ = [row for row in ROWS if row.method == "get"]
CHANGING = [row for row in ROWS if row.name in BODIES]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Return the world of this module, made once; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def client_of(row: Row, world: World) -> OutsideClient:
    """Return the browser of the first of the cast who is let in, if anybody."""
    return world.browsers.of(world.member(COLUMNS[max(row.columns.find("+"), 0)]))


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";") if part.strip()}


def carries_all(headers: dict[str, str]) -> None:
    assert directives(headers["Content-Security-Policy"]) == directives(CSP)
    assert {name: headers[name] for name in HEADERS} == HEADERS
    kept = {part.strip() for part in headers["Cache-Control"].split(",")}
    assert kept >= NEVER_KEPT, headers["Cache-Control"]
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_every_answer_of_an_organization_carries_the_headers(row: Row, world: World) -> None:
    client = client_of(row, world)
    with transaction.atomic():
        answer = client.get(reverse(row.name, args=["northwind", *row.args(world)]))
        transaction.set_rollback(True)

    carries_all(dict(answer.headers))


@pytest.mark.parametrize("who", ["nobody", "ada"])
def test_every_answer_outside_organizations_carries_them_too(world: World, who: str) -> None:
    from_resolver = {name for name in names(get_resolver()) if name.startswith(ALLAUTHS)}
    asked = 0
    for name in sorted(OUTSIDE | from_resolver):
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        with transaction.atomic():
            answer = world.browsers.of(world.member(who)).get(url)
            transaction.set_rollback(True)
        carries_all(dict(answer.headers))
        asked += 1
    assert asked > 30


def test_errors_and_refusals_carry_them_too(world: World) -> None:
    client = world.browsers.of(world.cast.tom)
    for url in ("/nowhere/", "/o/northwind/units/", "/o/elsewhere/"):
        answer = client.get(url)
        assert answer.status_code in {403, 404}
        carries_all(dict(answer.headers))


def test_a_static_file_may_be_kept_and_runs_nothing_else(world: World) -> None:
    answer = world.browsers.of(None).get(f"{settings.STATIC_URL}theme/icon.svg")

    assert answer.status_code == 200
    assert directives(answer.headers["Content-Security-Policy"]) == directives(CSP)
    assert "no-store" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("row", CHANGING, ids=lambda row: row.name)
def test_no_change_is_taken_without_the_forms_token(row: Row, world: World) -> None:
    client = client_of(row, world)
    url = reverse(row.name, args=["northwind", *row.args(world)])
    with transaction.atomic(), strict(client):
        answer = client.post(url, BODIES[row.name](world))
        transaction.set_rollback(True)

    assert answer.status_code == 403
    assert b"csrf" in answer.content.lower() or b"open for too long" in answer.content


def test_the_token_is_what_is_missing(world: World) -> None:
    """With it the same is done, so that the refusals above mean what they say."""
    client = world.browsers.of(world.cast.ada)
    with transaction.atomic(), strict(client):
        client.get("/o/northwind/units/add")
        token = client.cookies[settings.CSRF_COOKIE_NAME].value
        sent = {"name": "New", "parent": world.cast.search.pk, "csrfmiddlewaretoken": token}
        answer = client.post("/o/northwind/units/add", sent)
        transaction.set_rollback(True)

    assert answer.status_code == 302


class strict:  # noqa: N801 - reads as what it does
    """Lets a browser be checked for the token, as the server checks every other."""

    def __init__(self, client: OutsideClient) -> None:
        self._handler = client.handler

    def __enter__(self) -> None:
        self._handler.enforce_csrf_checks = True

    def __exit__(self, *_: object) -> None:
        self._handler.enforce_csrf_checks = False
