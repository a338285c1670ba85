"""Fixtures of all tests. The database is a real PostgreSQL; `bin/test` starts it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext, override_settings

from assessments.planning.portfolio import asked_queries
from assessments.rounds.models import Round, Session
from orgs.database import tenancy
from orgs.models import Member
from tests import cast as worlds
from tests.cast import Cast
from tests.orgs.statements import AROUND

BRACKETS = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "BEGIN", "COMMIT", "ROLLBACK")
LONG = ("tests/journeys/", "tests/rounds/", "tests/test_")
WRITTEN = """
SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
"""
SETTINGS = ("person", "organization", "invitation", "loader", "sweeper", "mailer", "origin")
READ = f"{AROUND} " + ", ".join(f"coalesce(current_setting('app.{n}', true), '')" for n in SETTINGS)
SET = f"{AROUND} " + ", ".join(f"set_config('app.{name}', %s, true)" for name in SETTINGS)


class OutsideClient(Client):
    """A client whose requests start outside any scope, as on a fresh connection.

    A test runs in one transaction, so the scope that it works in would otherwise help a view that
    forgot to open its own. `statements` holds the SQL of the last request.
    """

    statements: Sequence[str] = ()

    def request(self, **request: Any) -> Any:
        if not connection.in_atomic_block:
            return self._counted(request)
        with connection.cursor() as cursor:
            cursor.execute(READ)
            former = cursor.fetchone()
            cursor.execute(SET, [""] * len(SETTINGS))
            try:
                return self._counted(request)
            finally:
                cursor.execute(SET, former)

    def _counted(self, request: dict[str, Any]) -> Any:
        """Answer the request; keep its SQL, without what opens and ends transactions."""
        with CaptureQueriesContext(connection) as queries:
            answer = super().request(**request)
        self.statements = [
            query["sql"] for query in queries if not query["sql"].startswith(BRACKETS)
        ]
        return answer

    def as_member(self, member: Member) -> "OutsideClient":
        """Sign the member in and return the client."""
        self.force_login(member.user)
        return self


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin where the longest files are: one of them at the end would leave a core idle."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(autouse=True, scope="session")
def _emptied_cheaply() -> Iterator[None]:
    """After a test that commits, empty the tables that hold something, and what points at them.

    Django's flush empties all of them, and then writes the content types and permissions anew.
    """

    def empty(_test: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN)
            (tables,) = cursor.fetchone()
            if tables:
                cursor.execute(f"TRUNCATE {tables} CASCADE")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True, scope="session")
def _hashed_cheaply() -> Iterator[None]:
    """Hash passwords cheaply, also those of worlds that a whole module shares."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def _asked_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests' rounds, whose days stand still, count as asked lately for ever."""
    monkeypatch.setattr(asked_queries, "ASKED_WITHIN", timedelta(days=36_500))


@pytest.fixture(autouse=True)
def _fast_and_private(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CELERY_BROKER_URL = "memory://"
    # Outside the test's transaction its rows would stay; tests/faults has the one of two processes.
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "default": local}
    settings.WHITENOISE_AUTOREFRESH = True  # each new client would list all static files


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the cast, with its organization's scope open."""
    return worlds.make_cast()


@pytest.fixture
def eve(cast: Cast) -> Member:
    """Return Eve of another organization; the cast's scope stays open."""
    stranger = worlds.make_eve()
    tenancy.set_local("organization", cast.organization.pk)
    tenancy.set_local("person", "")
    return stranger


@pytest.fixture
def client() -> OutsideClient:
    """Return a client whose requests start outside any scope."""
    return OutsideClient()


@pytest.fixture
def spring(cast: Cast) -> Round:
    """Return an open round that asks Payments and Search."""
    return worlds.an_open_round(cast)


@pytest.fixture
def session(cast: Cast, spring: Round) -> Session:
    """Return Payments' open session in the round."""
    return worlds.the_session(spring, cast.payments)
