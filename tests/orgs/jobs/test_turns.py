"""Turns of jobs: nobody waits behind all of another organization's, nothing starves."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from orgs.jobs.turns import (
    AT_ONCE_FOR_AN_ORGANIZATION,
    AT_ONCE_FOR_ONE_PERSON,
    RunningJob,
    WaitingJob,
    in_turn,
)
from tests.cast import NOON

KEYS = st.integers(1, 4)
JOBS = st.lists(
    st.builds(
        WaitingJob,
        organization=KEYS,
        pk=st.integers(1, 10**6),
        person=st.integers(1, 6),
        attempts=st.integers(0, 2),
        since=st.integers(0, 600).map(lambda second: NOON + timedelta(seconds=second)),
    ),
    max_size=30,
    unique_by=lambda job: job.pk,
)
RUNNING = st.lists(st.builds(RunningJob, organization=KEYS, person=st.integers(1, 6)), max_size=4)
LATELY = st.dictionaries(KEYS, st.integers(0, 20)).map(Counter)


def a_job(organization: int, pk: int, *, person: int = 0, attempts: int = 0) -> WaitingJob:
    since: datetime = NOON + timedelta(seconds=pk)
    return WaitingJob(organization, pk, person or organization, attempts, since)


def served(waiting: list[WaitingJob]) -> list[int]:
    """Return in which order a single worker makes them all."""
    lately, order = Counter[int](), []
    while waiting:
        job = in_turn(waiting, (), lately)[0]
        waiting = [each for each in waiting if each.pk != job.pk]
        lately[job.organization] += 1
        order.append(job.pk)
    return order


def test_one_report_behind_twenty_of_another_organization_is_the_second() -> None:
    many = [a_job(1, pk) for pk in range(1, 21)]

    assert served([*many, a_job(2, 99)]).index(99) <= 1


def test_a_plain_one_comes_before_four_that_were_tried_and_failed() -> None:
    poisons = [a_job(1, pk, attempts=1) for pk in range(1, 5)]

    assert served([*poisons, a_job(1, 99, person=7)])[0] == 99


def test_one_person_holds_one_worker_and_an_organization_two() -> None:
    waiting = [a_job(1, 1, person=1), a_job(1, 2, person=2), a_job(2, 3, person=9)]

    busy = in_turn(waiting, [RunningJob(1, 1)], Counter())
    full = in_turn(waiting, [RunningJob(1, 1), RunningJob(1, 3)], Counter())

    assert [job.pk for job in busy] == [3, 2]
    assert [job.pk for job in full] == [3]


@given(JOBS, RUNNING, LATELY)
def test_whoever_is_chosen_has_less_than_one_may_have_at_once(
    waiting: list[WaitingJob], running: list[RunningJob], lately: Counter[int]
) -> None:
    people = Counter(job.person for job in running)
    organizations = Counter(job.organization for job in running)
    chosen = in_turn(waiting, running, lately)

    assert all(people[job.person] < AT_ONCE_FOR_ONE_PERSON for job in chosen)
    assert all(organizations[job.organization] < AT_ONCE_FOR_AN_ORGANIZATION for job in chosen)
    assert set(chosen) <= set(waiting)


@given(JOBS, LATELY)
def test_with_nothing_under_way_everybody_is_in_the_order_once(
    waiting: list[WaitingJob], lately: Counter[int]
) -> None:
    assert sorted(in_turn(waiting, (), lately)) == sorted(waiting)


@given(JOBS)
def test_all_are_made_whatever_order_they_came_in(waiting: list[WaitingJob]) -> None:
    assert sorted(served(list(waiting))) == sorted(job.pk for job in waiting)
