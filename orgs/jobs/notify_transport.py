"""Celery's broker on one machine: rings by PostgreSQL's LISTEN and NOTIFY, and nothing stored.

A ring is a NOTIFY on a channel named after its queue. Whoever rings does so on Django's own
connection, so a ring within a transaction is heard when that commits and not at all when it is
undone. A worker listens on one connection of its own, outside of Django's pool. What nobody hears
is lost, as a ring may be: the job's row waits, and a sweeper rings again.

Every worker hears every ring; the first to write the ring's number down runs it.
"""

import json
import time
from collections import defaultdict, deque
from collections.abc import Iterable
from queue import Empty
from typing import Any, cast

import psycopg
from django.db import connection as publishing
from kombu.exceptions import ChannelError
from kombu.transport import virtual
from psycopg import sql

PREFIX = "groundwork_"
EAR = "worker"  # the host in the address of whoever listens; whoever only rings names none
NOT_ITS_PLACE = frozenset({"cursor_factory", "context", "prepare_threshold", "pool"})
LONGEST_RING = 5_000  # bytes; PostgreSQL takes 8,000
LONGEST_WAIT_SECONDS = 1.0
BUSY_SECONDS = 0.02  # how soon a full worker looks again whether it can take another ring
REMEMBERED = "10 minutes"
CLAIM = f"""
INSERT INTO orgs_sharedvalue (digest, value, expires_at)
VALUES ('ring:' || %s, 'true', clock_timestamp() + interval '{REMEMBERED}')
ON CONFLICT (digest) DO NOTHING RETURNING 1
"""

Ring = dict[str, Any]


class RingTooLongError(ChannelError):
    """A task's arguments are ids; this one carries more than a ring can."""


class Channel(virtual.Channel):
    """Rings by NOTIFY, and hands on what the transport's connection heard."""

    @property
    def _transport(self) -> "Transport":
        return cast("Transport", self.connection)

    def _put(self, queue: str, message: Ring, **_: Any) -> None:
        ring = json.dumps(message)
        if len(ring) > LONGEST_RING:
            raise RingTooLongError(
                f"A ring of {len(ring)} bytes is longer than {LONGEST_RING}: pass ids, not data."
            )
        with publishing.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [channel_of(queue), ring])

    def basic_consume(
        self,
        queue: str,
        no_ack: bool,  # noqa: FBT001 - kombu's
        callback: Any,
        consumer_tag: str | None,
        **options: Any,
    ) -> str:
        """Listen to the queue from now on."""
        tag = super().basic_consume(queue, no_ack, callback, consumer_tag, **options)
        self._transport.listen(queue)
        return tag

    def drain_events(self, timeout: float | None = None, callback: Any = None) -> None:
        """Hand one ring on; raise Empty where none was heard in time."""
        if not self._consumers or not self.qos.can_consume():
            time.sleep(BUSY_SECONDS)
            raise Empty
        queue, ring = self._transport.next_ring(self._active_queues, timeout)
        (callback or self._transport._deliver)(ring, queue)  # noqa: SLF001 - kombu's own way

    def _new_queue(self, queue: str, **_: Any) -> None:
        """A queue is a channel's name: there is nothing to make."""

    def _size(self, queue: str) -> int:
        return 0

    def _purge(self, queue: str) -> int:
        return 0


class Transport(virtual.Transport):
    """One listening connection, opened when a worker connects."""

    Channel = Channel
    driver_type = driver_name = "postgresql"
    polling_interval = None
    connection_errors = (
        *virtual.Transport.connection_errors,
        *(psycopg.OperationalError, psycopg.InterfaceError),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ear: psycopg.Connection[Any] | None = None
        self._heard: dict[str, deque[Ring]] = defaultdict(deque)
        self._queues: deque[str] = deque()

    def driver_version(self) -> str:
        """Return which psycopg speaks."""
        return psycopg.__version__

    def establish_connection(self) -> Any:
        """Connect, where this is a worker's ear; raise psycopg.OperationalError without a database.

        Here and not later: kombu tries to connect as long as it takes, but ends a worker whose
        connections break five times within a second.
        """
        if self.client and self.client.hostname == EAR:
            asked = publishing.get_connection_params().items()
            place = {name: value for name, value in asked if name not in NOT_ITS_PLACE}
            self.ear = psycopg.connect(**place, autocommit=True)
        return super().establish_connection()

    def listen(self, queue: str) -> None:
        """Hear the queue's rings from now on."""
        assert self.ear is not None  # noqa: S101 - only a worker consumes
        name = sql.Identifier(channel_of(queue))
        self.ear.execute(sql.SQL("LISTEN {}").format(name))
        if queue not in self._queues:
            self._queues.append(queue)

    def next_ring(self, queues: Iterable[str], timeout: float | None) -> tuple[str, Ring]:
        """Return the next ring that is this worker's to run; the queues take turns.

        Raise Empty where none is heard within the timeout, or within a second.
        """
        deadline = time.monotonic() + min(timeout or LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS)
        while True:
            self._hear(0)
            for queue in self._in_turn(set(queues)):
                ring = self._heard[queue].popleft()
                if self._claims(ring):
                    return queue, ring
            left = deadline - time.monotonic()
            if left <= 0:
                raise Empty
            if not any(self._heard.values()):
                self._hear(left)

    def close_connection(self, connection: Any) -> None:
        """Stop listening."""
        super().close_connection(connection)
        if self.ear is not None:
            self.ear.close()
            self.ear = None

    def _hear(self, seconds: float) -> None:
        assert self.ear is not None  # noqa: S101 - only who consumes drains
        for heard in self.ear.notifies(timeout=seconds, stop_after=1):
            queue = heard.channel.removeprefix(PREFIX)
            self._heard[queue].append(json.loads(heard.payload))

    def _in_turn(self, wanted: set[str]) -> list[str]:
        """Return the queues that have a ring, beginning behind the one that was served last."""
        self._queues.rotate(-1)
        return [queue for queue in self._queues if queue in wanted and self._heard[queue]]

    def _claims(self, ring: Ring) -> bool:
        """Return whether no other worker runs the ring already."""
        assert self.ear is not None  # noqa: S101 - as above
        number = str(ring.get("headers", {}).get("id", ""))
        return self.ear.execute(CLAIM, [number]).fetchone() is not None


def channel_of(queue: str) -> str:
    """Return the name of the queue's channel in the database."""
    return f"{PREFIX}{queue}"
