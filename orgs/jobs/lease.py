"""Jobs that one worker at a time does: how every kind of them is claimed, held and ended.

The row is the truth of a job. A ring is a message that carries ids and nothing else; it may get
lost or come twice. Whoever is rung claims the row, which counts an attempt and gives a lease: the
right to the job until a moment of the database's clock, lengthened on the way. Once it is over,
because the worker died or is slow, the job is free for the next. The fence is a number that every
claim raises: whoever lost the lease lost the fence with it and changes nothing any more.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, connection, models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import Promise

from orgs.database import tenancy

from . import outage

Columns = Mapping[str, Any]
OUTAGE_POLL_SECONDS = 2.0
ANSWER_TIME = timedelta(seconds=5)  # a ring that was not lost is answered sooner than that


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """A table of jobs: which rows want a worker, how long and how often it tries, how that ends.

    `running`, `queued`, `done` and `failed` are what is written when a job is claimed, put back,
    finished and failed. A job that makes a file puts it under a name of the attempt's own, so that
    a worker that was overtaken never writes over what the next one made.
    """

    model: type[models.Model]
    unfinished: Q
    broken_off: Promise | str  # why one fails whose attempts all ended without a word; %s: attempts
    attempts: int = 3
    lease: timedelta = timedelta(minutes=2)
    running: Columns = field(default_factory=dict)
    queued: Columns = field(default_factory=dict)
    done: Columns = field(default_factory=dict)
    failed: Columns = field(default_factory=dict)
    freed: Columns = field(default_factory=lambda: {"lease_until": None})
    file_name: Callable[[int], str] | None = None
    clean_up: Callable[[int], object] | None = None  # what a lost job leaves behind, by its key
    # What the sweeper rings for: those whose ring must be lost by now, so many at a time.
    unanswered: Q = field(default_factory=Q)
    order: tuple[str, ...] = ("pk",)
    batch_size: int = 100
    # A job that belongs to no organization has other ids, another reader and other columns.
    ids: tuple[str, ...] = ("organization_id", "pk")
    reader: Columns = field(default_factory=lambda: {"sweeper": "on", "organization": ""})
    # Whose the jobs are: those of one person and one organization take turns with all others.
    person_column: str = ""
    lease_column: str = "lease_until"
    fence_column: str = "fence"

    def claim(self, *ids: int) -> "Lease | None":
        """Return the right to the job; None where somebody else has it, or it is not due."""
        *organization, pk = ids
        file = self.file_name(*organization) if self.file_name else ""
        with self.scope(*organization):
            row = self.free().filter(pk=pk, attempts__lt=self.attempts)
            former = self._locked_file(row)
            if former is None:
                return None
            rows = self.rows().filter(pk=pk)
            rows.update(**self._claimed(file))
            fence, attempt = rows.values_list(self.fence_column, "attempts").get()
        remove_file(former)
        return Lease(self, ids, fence, attempt, file)

    def due(self) -> list[tuple[int, ...]]:
        """Return the ids of the jobs that no worker answers for, the longest waiting first."""
        return self._listed(attempts__lt=self.attempts)

    def fail_lost(self) -> int:
        """Fail the jobs whose last attempt ended without a word; return how many there were."""
        return sum(self._give_up(*ids) for ids in self._listed(attempts__gte=self.attempts))

    def scope(self, *organization: int) -> AbstractContextManager[None]:
        """Open the organization's scope; the reader's where the jobs belong to none."""
        return tenancy.scope(**({"organization": organization[0]} if organization else self.reader))

    def rows(self) -> "models.QuerySet[Any]":
        """Return all jobs of this kind; a scope must be open."""
        return cast("models.QuerySet[Any]", cast("Any", self.model).objects.all())

    def failure(self, reason: str) -> str:
        """Return the reason, cut to what its column holds."""
        return reason[: cast("Any", self.model)._meta.get_field("failure").max_length]

    def free(self) -> "models.QuerySet[Any]":
        """Return the jobs that a worker may claim; a scope must be open."""
        column = self.lease_column
        is_free = Q(**{column: None}) | Q(**{f"{column}__lte": Now()})
        return self.rows().filter(self.unfinished, is_free)

    def _claimed(self, file: str) -> Columns:
        """Return what a claim writes; the number of an attempt can be the fence as well."""
        counted = {column: F(column) + 1 for column in ("attempts", self.fence_column)}
        until = {self.lease_column: Now() + self.lease}
        return {**self.running, **counted, **until, **({"file": file} if file else {})}

    def _listed(self, **attempts: int) -> list[tuple[int, ...]]:
        """Read across organizations, which needs the reader's policy on the table."""
        with tenancy.scope(**self.reader):
            rows = self.free().filter(self.unanswered, **attempts).order_by(*self.order)
            return list(rows.values_list(*self.ids)[: self.batch_size])

    def _give_up(self, *ids: int) -> bool:
        """Fail the job unless somebody claimed or changed it since it was listed."""
        *organization, pk = ids
        sentence = str(self.broken_off)
        reason = sentence % self.attempts if "%s" in sentence else sentence
        with self.scope(*organization):
            row = self.free().filter(pk=pk, attempts__gte=self.attempts)
            file = self._locked_file(row)
            if file is None:
                return False
            if self.clean_up:
                self.clean_up(pk)
            row.update(**self.freed, **self.failed, failure=self.failure(reason))
        remove_file(file)
        return True

    def _locked_file(self, row: "models.QuerySet[Any]") -> str | None:
        """Lock the row and return the file of its last attempt, if any; None without a row."""
        columns = ("pk", "file") if self.file_name else ("pk",)
        stored = row.select_for_update().values(*columns).first()
        return None if stored is None else str(stored.get("file", ""))


@dataclass(frozen=True)
class Lease:
    """A worker's right to a job, which lasts as long as the row carries its fence.

    Every method opens the job's scope for itself, so that nothing is held open while a worker is
    at work; those that write return whether the job was still held.
    """

    kind: JobKind
    ids: tuple[int, ...]
    fence: int
    attempt: int
    file: str = ""

    @property
    def pk(self) -> int:
        """The job's key."""
        return self.ids[-1]

    @property
    def organization_id(self) -> int:
        """The organization of a job that belongs to one."""
        return self.ids[0]

    def scope(self) -> AbstractContextManager[None]:
        """Open the job's organization."""
        return self.kind.scope(*self.ids[:-1])

    def row(self) -> "models.QuerySet[Any]":
        """Return the job's row while it is held; the scope must be open."""
        is_held = Q(**{self.kind.fence_column: self.fence})
        is_let_go = Q(**{self.kind.lease_column: None})  # as whoever cancels a job leaves it
        return self.kind.rows().filter(self.kind.unfinished, is_held, ~is_let_go, pk=self.pk)

    def renew(self, **columns: object) -> bool:
        """Lengthen the lease and write the columns."""
        return self._write({self.kind.lease_column: Now() + self.kind.lease}, columns)

    def release(self, **columns: object) -> bool:
        """End the lease and write the columns."""
        return self._write(self.kind.freed, columns)

    def finish(self, **columns: object) -> bool:
        """Record that the job is done."""
        return self.release(**{"failure": "", **self.kind.done, **columns})

    def put_back(
        self, reason: str, *, cause: BaseException | None = None, **columns: object
    ) -> bool:
        """Let the job be tried again, or fail it where that was its last attempt.

        Where the cause is an outage the attempt does not count.
        """
        if cause is not None and outage.is_outage(cause):
            return self.postpone(**columns)
        if self.attempt >= self.kind.attempts:
            return self.fail(reason)
        return self.release(**self.kind.queued, failure=self.kind.failure(reason), **columns)

    def postpone(self, **columns: object) -> bool:
        """Give the attempt back and let the job wait, each time longer, for the outage to end.

        An outage of the database is waited for, as long as the lease lasts.
        """
        pause = outage.pause(self.fence - self.attempt)
        changes = {
            **self.kind.queued,
            self.kind.lease_column: Now() + pause,
            "attempts": F("attempts") - 1,
            "failure": self.kind.failure(str(outage.REASON)),
            **columns,
        }
        deadline = time.monotonic() + self.kind.lease.total_seconds()
        while True:
            try:
                return self._write(changes)
            except (OperationalError, InterfaceError):
                if time.monotonic() > deadline:
                    raise
                connection.close()
                time.sleep(OUTAGE_POLL_SECONDS)

    def fail(self, reason: str) -> bool:
        """Record that the job cannot be done, and why."""
        return self.release(**self.kind.failed, failure=self.kind.failure(reason))

    def _write(self, *columns: Columns) -> bool:
        changes = {name: value for some in columns for name, value in some.items()}
        with self.scope():
            return bool(self.row().update(**changes))


def remove_file(name: str) -> None:
    """Remove a job's file, if there is one."""
    if name:
        default_storage.delete(name)
