"""Votes and the reveal at the same time, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest
from django.db import connection

from assessments.frameworks.ladder import Answer
from assessments.rounds.models import Participant, Session, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from tests import cast as tests_cast
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> tuple[Cast, Session]:
    """Return the cast and Payments' open session, committed."""
    with tenancy.scope(person="", organization="", loader=""):
        cast = tests_cast.make_cast()
        session = tests_cast.the_session(tests_cast.an_open_round(cast), cast.payments)
    return cast, session


def on_a_connection_of_its_own(work: Callable[[], int]) -> int:
    try:
        return work()
    finally:
        connection.close()


def test_every_acknowledged_vote_counts_and_none_slips_in_behind_the_reveal(
    stage: tuple[Cast, Session],
) -> None:
    cast, session = stage
    are_voting = Event()

    def votes_until_closed(member: Member) -> int:
        """Return the last level that was acknowledged."""
        acknowledged = -1
        for turn in range(2000):
            try:
                with tenancy.scope(organization=cast.organization.pk, person=member.user_id):
                    ballot = voting.ballot(member=member, session_id=session.pk, capability="RUN")
                    assert ballot is not None
                    voting.pick_anchor(ballot=ballot, anchor=turn % 5, at=NOON)
            except voting.SessionClosedError:
                return acknowledged
            acknowledged = turn % 5
            are_voting.set()
        pytest.fail("The reveal never came.")

    with ThreadPoolExecutor(5) as pool:
        running = [
            pool.submit(on_a_connection_of_its_own, partial(votes_until_closed, member))
            for member in cast.voters
        ]
        are_voting.wait(10)
        with tenancy.scope(organization=cast.organization.pk):
            reveal.reveal(session=session, by=cast.fay, at=NOON)
        with tenancy.scope(organization=cast.organization.pk):
            seen_at_the_reveal = levels()
        acknowledged = [future.result() for future in running]

    with tenancy.scope(organization=cast.organization.pk):
        assert levels() == seen_at_the_reveal
        kept = [seen_at_the_reveal.get(member.pk, -1) for member in cast.voters]
        assert kept == acknowledged


def test_two_first_answers_at_once_count_once_as_progress(stage: tuple[Cast, Session]) -> None:
    cast, session = stage

    def answers(condition: str) -> int:
        with tenancy.scope(organization=cast.organization.pk, person=cast.tom.user_id):
            ballot = voting.ballot(member=cast.tom, session_id=session.pk, capability="RUN")
            assert ballot is not None
            voting.answer_condition(ballot=ballot, condition=condition, answer=Answer.YES, at=NOON)
        return 0

    conditions = list(tests_cast.the_framework().capability("RUN").level_of_condition)
    with ThreadPoolExecutor(8) as pool:
        for future in [
            pool.submit(on_a_connection_of_its_own, partial(answers, key)) for key in conditions
        ]:
            future.result()

    with tenancy.scope(organization=cast.organization.pk, person=cast.tom.user_id):
        assert set(Vote.objects.get().conditions) == set(conditions)
        assert Participant.objects.get(session=session, member=cast.tom).answered == 1


def levels() -> dict[int, int | None]:
    """Return each person's voted level, as everybody may see it since the reveal."""
    return dict(Vote.objects.values_list("person_id", "anchor"))
