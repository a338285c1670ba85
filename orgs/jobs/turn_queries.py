"""Who waits for whom: the jobs of a kind across all organizations, and the right to the next."""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from orgs.database import tenancy

from .lease import JobKind, Lease
from .turns import RunningJob, WaitingJob, in_turn

TURN_LOCK = 4_790_002  # for pg_advisory_xact_lock
LATELY = timedelta(minutes=10)
MOST_IN_TURN = 2000


def claim_in_turn(kind: JobKind) -> Lease | None:
    """Return the right to the job whose turn it is; None where none may be made now.

    One worker chooses at a time, so that two do not take more than one person may have at once.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN_LOCK])
        for job in _in_turn(kind):
            if lease := kind.claim(job.organization, job.pk):
                return lease
    return None


def next_due(kind: JobKind) -> tuple[int, int] | None:
    """Return organization and key of the job whose turn is next; None where none may be made."""
    jobs = _in_turn(kind)
    return (jobs[0].organization, jobs[0].pk) if jobs else None


def ahead_of(kind: JobKind, pk: int) -> int:
    """Return how many jobs are being made or come before this one; 0 where it waits no more."""
    line = _line(kind)
    order = [job.pk for job in in_turn(line.waiting, (), line.lately)]
    return len(line.running) + order.index(pk) if pk in order else 0


class JobLine(NamedTuple):
    """All jobs of a kind that count for whose turn it is."""

    waiting: list[WaitingJob]
    running: list[RunningJob]
    lately: Counter[int]


def _in_turn(kind: JobKind) -> list[WaitingJob]:
    return in_turn(*_line(kind))


def _line(kind: JobKind) -> JobLine:
    """Return who waits, who is served and who was lately, in one statement over all."""
    line = JobLine([], [], Counter())
    is_held = Q(**{f"{kind.lease_column}__gt": Now()})
    columns = ("organization_id", "pk", kind.person_column, "attempts", kind.order[0])
    with tenancy.scope(**kind.reader):
        recent = kind.rows().filter(kind.unfinished | Q(finished_at__gt=Now() - LATELY))
        rows = recent.annotate(
            is_over=~kind.unfinished, is_held=is_held, is_running=_is_running(kind)
        ).order_by(*kind.order)
        for *job, is_over, is_held_now, is_running in rows.values_list(
            *columns, "is_over", "is_held", "is_running"
        )[:MOST_IN_TURN]:
            waiting = WaitingJob(*job)
            if is_over:
                line.lately[waiting.organization] += 1
            elif is_held_now and is_running:
                line.running.append(RunningJob(waiting.organization, waiting.person))
            elif not is_held_now and waiting.attempts < kind.attempts:
                line.waiting.append(waiting)
    return line


def _is_running(kind: JobKind) -> Q:
    """A job that waits for an outage to end has a lease as well, but nobody is at work on it."""
    return Q(**{name: value for name, value in kind.running.items() if name == "state"})
