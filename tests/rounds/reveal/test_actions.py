"""The reveal, settling, and the way to submission."""

import pytest
from django.db import IntegrityError, transaction

from assessments.frameworks.ladder import Answer
from assessments.rounds import session_state
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Reveal, Round, Session, SessionState, SettledAnswer, Vote
from assessments.rounds.reveal import actions as reveal
from orgs.database import tenancy
from tests.cast import (
    NOON,
    Cast,
    conditions_for,
    everywhere,
    participants,
    revealed,
    settle_all,
    the_framework,
    vote,
)


def settlement(key: str, level: int, **more: object) -> reveal.Settlement:
    framework = the_framework()
    return reveal.Settlement(
        capability=framework.capability(key),
        conditions=conditions_for(framework, key, level),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def agreed(cast: Cast, session: Session) -> Session:
    """Return the session, revealed, in which all five voted level 2 on everything."""
    for member in cast.voters:
        vote(session, member, everywhere(2))
    return revealed(session, by=cast.fay)


def test_a_reveal_is_irreversible(cast: Cast, agreed: Session) -> None:
    with pytest.raises(session_state.NotInStateError):
        reveal.reveal(session=agreed, by=cast.fay, at=NOON)
    with pytest.raises(IntegrityError, match="for good"), transaction.atomic():
        Reveal.objects.filter(session=agreed).update(at=NOON)


def test_there_is_nothing_to_reveal_before_anybody_voted(cast: Cast, session: Session) -> None:
    with pytest.raises(reveal.NobodyVotedError):
        reveal.reveal(session=session, by=cast.fay, at=NOON)


def test_settling_at_the_majority_needs_no_rationale(cast: Cast, agreed: Session) -> None:
    settled = reveal.settle(session=agreed, settlement=settlement("RUN", 2), by=cast.fay, at=NOON)

    assert settled.version == 1
    assert settled.answers.conditions["RUN-2a"] is Answer.YES


def test_departing_from_the_majority_needs_a_rationale(cast: Cast, agreed: Session) -> None:
    with pytest.raises(reveal.RationaleMissingError, match="departs"):
        reveal.settle(session=agreed, settlement=settlement("RUN", 3), by=cast.fay, at=NOON)

    reveal.settle(
        session=agreed,
        settlement=settlement("RUN", 3, rationale="The audit log shows it."),
        by=cast.fay,
        at=NOON,
    )


def test_contested_votes_need_a_rationale_even_at_the_majority(
    cast: Cast, session: Session
) -> None:
    for member, level in zip(cast.voters, (0, 2, 2, 2, 4), strict=True):
        vote(session, member, {"RUN": level})
    revealed(session, by=cast.fay)

    with pytest.raises(reveal.RationaleMissingError, match="apart"):
        reveal.settle(session=session, settlement=settlement("RUN", 2), by=cast.fay, at=NOON)


def test_who_settles_second_does_not_overwrite_the_first(cast: Cast, agreed: Session) -> None:
    reveal.settle(session=agreed, settlement=settlement("RUN", 2), by=cast.fay, at=NOON)

    with pytest.raises(reveal.StaleSettledAnswerError):
        reveal.settle(
            session=agreed,
            settlement=settlement("RUN", 1, rationale="Late."),
            by=cast.ada,
            at=NOON,
        )
    assert SettledAnswer.objects.get().by == cast.fay


def test_submission_names_what_is_still_open(cast: Cast, agreed: Session) -> None:
    settle_all(agreed, cast.fay, {"RUN": 2, "DEL": 2})

    with pytest.raises(session_state.NotSettledError, match="Unified observability, Cost"):
        session_state.mark_submitted(session=agreed)
    agreed.refresh_from_db()
    assert agreed.state == SessionState.REVEALED


def test_what_was_voted_is_settled_after_the_round_is_closed_but_not_once_it_is_archived(
    cast: Cast, spring: Round, agreed: Session
) -> None:
    campaign.close_round(round_id=spring.pk)
    reveal.settle(session=agreed, settlement=settlement("DEL", 2), by=cast.fay, at=NOON)
    campaign.archive_round(round_id=spring.pk)

    with pytest.raises(session_state.NotInStateError, match="archived"):
        reveal.settle(session=agreed, settlement=settlement("RUN", 2), by=cast.fay, at=NOON)


def test_excusing_a_participant_keeps_their_votes(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, {"RUN": 2})
    tom = next(row for row in participants(session) if row.member == cast.tom)

    reveal.excuse_participant(participant=tom, at=NOON)

    tenancy.set_local("person", cast.tom.user_id)
    assert Vote.objects.filter(participant=tom).exists()
    reveal.add_participant(session=session, member=cast.tom)
    tom.refresh_from_db()
    assert tom.excused_at is None


def test_participants_are_the_contributors_and_facilitators_of_exactly_that_unit(
    cast: Cast, session: Session
) -> None:
    assert {row.member for row in participants(session)} == set(cast.voters)
