"""Pages while the database is away: 503 with a sentence and when to come again, never 500."""

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.test import Client
from psycopg_pool import PoolTimeout
from psycopg_pool.base import AttemptWithBackoff

from config import probes
from orgs.database.reachability import RECONNECT_SECONDS, is_away
from tests.cast import Cast
from tests.conftest import OutsideClient

SENTENCE = "Groundwork cannot reach its database"


def raised(cause: Exception) -> OperationalError:
    """Return the cause as Django hands it on."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def lost(*_: object, **__: object) -> None:
    raise raised(psycopg.OperationalError("the connection is lost"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (raised(psycopg.OperationalError("connection refused")), True),
        (raised(psycopg.errors.AdminShutdown("terminating connection")), True),
        (raised(psycopg.errors.CannotConnectNow("starting up")), True),
        (raised(PoolTimeout("couldn't get a connection after 2.00 sec")), True),
        (raised(psycopg.InterfaceError("the connection is closed")), True),
        (raised(psycopg.errors.QueryCanceled("statement timeout")), False),
        (raised(psycopg.errors.DeadlockDetected("deadlock")), False),
        (IntegrityError("duplicate key"), False),
        (ValueError("something else"), False),
        (None, False),
    ],
)
def test_what_says_that_the_database_is_away(error: Exception | None, expected: bool) -> None:
    assert is_away(error) == expected


@pytest.fixture
def patient(client: OutsideClient) -> OutsideClient:
    """A browser that shows what the server answers to an error."""
    client.raise_request_exception = False
    return client


def test_a_page_says_that_the_database_is_away_and_when_to_come_again(
    patient: OutsideClient, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr("orgs.organization.setup.is_open", lost)

    answer = patient.get("/set-up/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert SENTENCE in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_a_fragment_and_a_program_get_the_sentence_alone(
    patient: OutsideClient, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr("orgs.organization.setup.is_open", lost)

    for headers in ({"HX-Request": "true"}, {"Accept": "application/json"}):
        answer = patient.get("/set-up/", headers=headers)
        assert answer.status_code == 503
        assert answer.headers["Content-Type"] == "text/plain"
        assert answer.text.startswith(SENTENCE)


def test_what_fails_before_a_view_is_told_the_same(
    patient: OutsideClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.as_member(cast.ada)
    monkeypatch.setattr("orgs.accounts.session_store.SessionStore.load", lost)

    assert patient.get("/o/northwind/").status_code == 503


def test_a_fault_of_the_program_stays_one(
    patient: OutsideClient, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def broken() -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr("orgs.organization.setup.is_open", broken)

    assert patient.get("/set-up/").status_code == 500


def test_an_outage_is_told_in_a_line(
    patient: OutsideClient,
    monkeypatch: pytest.MonkeyPatch,
    db: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("orgs.organization.setup.is_open", lost)

    patient.get("/set-up/")

    from_django = [row for row in caplog.records if row.name == "django.request"]
    assert [row.__dict__["status_code"] for row in from_django] == [503]


def test_the_process_lives_without_the_database_and_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(probes, "database_answers", lambda: False)
    client = Client(headers={"Host": "anything.example"})

    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the database cannot be read\n")


def test_ready_is_said_where_the_database_answers(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.probes.connection.close", lambda: None)

    assert Client().get("/readyz").content == b"ok\n"


def test_a_lost_database_is_found_again_within_a_second() -> None:
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
    attempt = AttemptWithBackoff(timeout=300)
    pauses: list[float] = []
    for _ in range(10):
        attempt.update_delay(0)
        pauses.append(attempt.delay)

    assert max(pauses) < 2 * RECONNECT_SECONDS
