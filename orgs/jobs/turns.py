"""Whose job is made next: organizations take turns, and nobody occupies all workers; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

AT_ONCE_FOR_ONE_PERSON = 1
AT_ONCE_FOR_AN_ORGANIZATION = 2


class WaitingJob(NamedTuple):
    """A job that wants a worker: whose it is, how often it was tried, since when it waits."""

    organization: int
    pk: int
    person: int
    attempts: int
    since: datetime


class RunningJob(NamedTuple):
    """A job that a worker makes now."""

    organization: int
    person: int


def in_turn(
    waiting: Iterable[WaitingJob], running: Sequence[RunningJob], lately: Counter[int]
) -> list[WaitingJob]:
    """Return the waiting jobs that may be made now, in their order.

    `lately` is how many jobs of each organization were made a short while ago. The organization
    that has had least comes first; then who has least under way, then what was tried least often,
    then what waits longest. Left out is who has as many under way as one may have at once.
    """
    of_organizations = Counter(job.organization for job in running)
    of_people = Counter(job.person for job in running)
    tried = Counter[int]()
    waiting = list(waiting)
    for job in waiting:
        tried[job.organization] += job.attempts

    def rank(job: WaitingJob) -> tuple[int, int, int, datetime, int]:
        had = lately[job.organization] + of_organizations[job.organization]
        return (
            had + tried[job.organization],
            of_people[job.person],
            job.attempts,
            job.since,
            job.pk,
        )

    allowed = (
        job
        for job in waiting
        if of_people[job.person] < AT_ONCE_FOR_ONE_PERSON
        and of_organizations[job.organization] < AT_ONCE_FOR_AN_ORGANIZATION
    )
    return sorted(allowed, key=rank)
