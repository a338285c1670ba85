"""Settling and submitting at the same time: one winner a version, one result a submission."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds import session_state
from assessments.rounds.models import Session, SessionState, SettledAnswer
from assessments.rounds.reveal import actions as reveal
from orgs.database import tenancy
from orgs.models import Member
from tests import cast as tests_cast
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 8
CONTESTS = 200
DOUBLE_SUBMITS = 100
Stage = tuple[Cast, Session]


@pytest.fixture
def stage() -> Stage:
    """Return the cast and Payments' revealed session, committed."""
    with tenancy.scope(person="", organization="", loader=""):
        cast = tests_cast.make_cast()
        session = tests_cast.the_session(tests_cast.an_open_round(cast), cast.payments)
        vote(session, cast.tom, everywhere(2))
        revealed(session, by=cast.fay)
    return cast, session


def at_once(works: list[Callable[[], list[int]]]) -> list[list[int]]:
    """Return what each of them returns, run on threads and connections of their own."""

    def alone(work: Callable[[], list[int]]) -> list[int]:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def settles(cast: Cast, session: Session, by: Member, version: int) -> None:
    """Settle what was seen at a version."""
    settlement = reveal.Settlement(
        capability=tests_cast.the_framework().capability("RUN"),
        conditions=tests_cast.conditions_for(tests_cast.the_framework(), "RUN", version % 5),
        rationale=f"{by.pk} after version {version}",
        seen_version=version,
    )
    reveal.settle(session=session, settlement=settlement, by=by, at=NOON)


def winners(stage: Stage, contests: int) -> Counter[int]:
    """Let eight editors settle each version at the same moment; return how many won it."""
    cast, session = stage
    start = Barrier(EDITORS)

    def edits(by: Member) -> list[int]:
        won = []
        for version in range(contests):
            start.wait(60)
            with (
                suppress(reveal.StaleSettledAnswerError, IntegrityError),
                tenancy.scope(organization=cast.organization.pk, person=by.user_id),
            ):
                settles(cast, session, by, version)
                won.append(version)
        return won

    editors = [cast.fay, cast.ada, cast.max, cast.lin] * 2
    return Counter(
        version for won in at_once([partial(edits, by) for by in editors]) for version in won
    )


def test_of_eight_who_settle_the_same_version_at_once_exactly_one_wins(stage: Stage) -> None:
    won = winners(stage, CONTESTS)

    assert won == Counter(range(CONTESTS))
    with tenancy.scope(organization=stage[0].organization.pk):
        assert SettledAnswer.objects.get().version == CONTESTS


def without_lock(session: Session, *_states: SessionState) -> Session:
    """Return the session as `locked` does, but for the lock."""
    return Session.objects.select_related("round__version", "unit").get(pk=session.pk)


def test_without_the_lock_several_win_so_the_contest_can_be_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reveal, "lock_session", without_lock)

    assert max(winners(stage, 10).values()) > 1


def submits_twice(stage: Stage) -> list[str]:
    """Submit the session twice at the same moment; return how it ended for both, in order."""
    cast, session = stage
    start = Barrier(2)
    ends: list[str] = []

    def submits() -> list[int]:
        start.wait(60)
        try:
            with tenancy.scope(organization=cast.organization.pk, person=cast.fay.user_id):
                submission.submit(session=session, by=cast.fay, at=NOON)
        except (session_state.NotInStateError, IntegrityError) as error:
            ends.append(type(error).__name__)
        else:
            ends.append("submitted")
        return []

    at_once([submits, submits])
    return sorted(ends)


def settled_everywhere(stage: Stage) -> None:
    cast, session = stage
    with tenancy.scope(organization=cast.organization.pk, person=cast.fay.user_id):
        settle_all(session, cast.fay, everywhere(2))


def test_a_hundred_double_submits_make_one_result_each(stage: Stage) -> None:
    cast, session = stage
    settled_everywhere(stage)

    for _ in range(DOUBLE_SUBMITS):
        assert submits_twice(stage) == ["NotInStateError", "submitted"]
        with tenancy.scope(organization=cast.organization.pk, person=cast.fay.user_id):
            submission.reopen(session=session, by=cast.fay, at=NOON)

    with tenancy.scope(organization=cast.organization.pk):
        revisions = Result.objects.order_by("revision").values_list("revision", flat=True)
        assert list(revisions) == list(range(1, DOUBLE_SUBMITS + 1))


def test_without_the_lock_the_second_submit_is_stopped_by_the_database_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled_everywhere(stage)
    monkeypatch.setattr(session_state, "lock_session", without_lock)

    assert submits_twice(stage) == ["IntegrityError", "submitted"]
