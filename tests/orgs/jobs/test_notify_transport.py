"""Rings by the database: heard soon, by one worker, in turns, and through outages."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from queue import Empty
from typing import Any, cast

import psycopg
import pytest
from django.db import connection, transaction
from kombu import Connection, Consumer, Exchange, Producer, Queue

from config.celery import app
from orgs.jobs.notify_transport import LONGEST_RING, RingTooLongError, Transport

pytestmark = pytest.mark.django_db(transaction=True)
assert app.main == "groundwork"  # importing it makes the transport known
QUEUES = {name: Queue(name, Exchange(name), routing_key=name) for name in ("fast", "slow")}


class Ear:
    """A worker's side: what it has heard, in order."""

    def __init__(self, stack: ExitStack) -> None:
        self.broker = stack.enter_context(Connection("notify://worker"))
        self.heard: list[Any] = []
        consumer = Consumer(self.broker, list(QUEUES.values()), callbacks=[self._take])
        stack.enter_context(consumer)

    def _take(self, body: Any, message: Any) -> None:
        self.heard.append(body)
        message.ack()

    def listen(self, seconds: float = 0.5) -> list[Any]:
        """Return what has been heard once nothing more comes for a while."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self.broker.drain_events(timeout=0.05)
            except (TimeoutError, Empty):
                continue
            deadline = time.monotonic() + seconds  # heard something: wait anew
        return self.heard


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as open_until_the_end:
        yield open_until_the_end


def ring(body: Any, queue: str = "fast", number: str = "") -> None:
    with Connection("notify://") as broker:
        Producer(broker).publish(
            body,
            exchange=QUEUES[queue].exchange,
            routing_key=queue,
            declare=[QUEUES[queue]],
            headers={"id": number or f"{time.monotonic_ns()}"},
            serializer="json",
        )


def test_a_ring_is_heard_within_fifty_milliseconds_at_the_median(stack: ExitStack) -> None:
    ear = Ear(stack)
    ear.listen(0.1)
    times: list[float] = []
    for number in range(21):
        begun = time.monotonic()
        ring({"number": number})
        while len(ear.heard) <= number:
            ear.broker.drain_events(timeout=1)
        times.append(time.monotonic() - begun)

    assert sorted(times)[10] < 0.05, sorted(times)


def test_of_two_workers_that_hear_a_ring_one_runs_it(stack: ExitStack) -> None:
    one, other = Ear(stack), Ear(stack)
    for number in range(10):
        ring(number)

    one.listen()
    other.listen()

    assert sorted([*one.heard, *other.heard]) == list(range(10))


def test_queues_take_turns(stack: ExitStack) -> None:
    ear = Ear(stack)
    for number in range(50):
        ring(f"mail {number}", "slow")
    ring("report", "fast")

    assert ear.listen().index("report") <= 2


def test_a_ring_within_a_transaction_is_heard_once_it_commits(stack: ExitStack) -> None:
    ear = Ear(stack)
    with transaction.atomic():
        ring("kept")
        assert ear.listen() == []
    with transaction.atomic():
        ring("undone")
        transaction.set_rollback(True)

    assert ear.listen() == ["kept"]


def test_data_in_place_of_an_id_is_refused_by_name() -> None:
    with pytest.raises(RingTooLongError, match="pass ids, not data"):
        ring("x" * LONGEST_RING)


def test_a_worker_notices_that_its_connection_is_gone_and_listens_again(stack: ExitStack) -> None:
    ear = Ear(stack)
    ear.listen(0.1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%%' OR query LIKE '%%ring:%%'"
            " AND pid <> pg_backend_pid()"
        )

    with pytest.raises(Transport.connection_errors):
        ear.listen(2)
    again = Ear(stack)
    ring("after it")

    assert again.listen() == ["after it"]


def test_what_a_worker_takes_for_a_lost_connection_is_what_psycopg_raises() -> None:
    assert issubclass(psycopg.OperationalError, Transport.connection_errors)
    assert issubclass(psycopg.errors.AdminShutdown, Transport.connection_errors)


def test_waiting_costs_next_to_nothing(stack: ExitStack) -> None:
    ear = Ear(stack)
    begun = time.process_time()

    ear.listen(2)

    assert time.process_time() - begun < 0.1


def test_only_who_listens_holds_a_connection_of_its_own() -> None:
    with Connection("notify://") as ringing, Connection("notify://worker") as listening:
        ringing.connect()
        listening.connect()
        assert cast("Transport", ringing.transport).ear is None
        assert cast("Transport", listening.transport).ear is not None


def test_without_a_database_nobody_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = connection.get_connection_params() | {"host": "127.0.0.1", "port": 1}
    monkeypatch.setattr(connection, "get_connection_params", lambda: asked, raising=False)

    with pytest.raises(psycopg.OperationalError):
        Transport(Connection("notify://worker")).establish_connection()
