"""Private votes: what is stored, who may, and when not any more."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from assessments.frameworks.ladder import Answer
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.exemption import Exemption
from assessments.rounds.models import Participant, Round, Session, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from orgs.units import actions as units
from tests.cast import NOON, Cast, vote

EXEMPT = Exemption("One place serves every use case.", "Lin", date(2026, 9, 1))


def the_ballot(session: Session, member: Member, capability: str = "RUN") -> voting.Ballot:
    tenancy.set_local("person", member.user_id)
    ballot = voting.ballot(member=member, session_id=session.pk, capability=capability)
    assert ballot is not None
    return ballot


def test_conditions_are_merged_one_by_one(cast: Cast, session: Session) -> None:
    ballot = the_ballot(session, cast.tom)

    voting.answer_condition(ballot=ballot, condition="RUN-1a", answer=Answer.YES, at=NOON)
    answers = voting.answer_condition(
        ballot=ballot, condition="RUN-1b", answer=Answer.DONT_KNOW, at=NOON
    )

    assert answers.conditions == {"RUN-1a": Answer.YES, "RUN-1b": Answer.DONT_KNOW}
    assert Vote.objects.count() == 1


def test_only_the_first_answer_on_a_capability_counts_towards_progress(
    cast: Cast, session: Session
) -> None:
    ballot = the_ballot(session, cast.tom)
    for answer in (Answer.YES, Answer.NO):
        voting.answer_condition(ballot=ballot, condition="RUN-1a", answer=answer, at=NOON)

    assert Participant.objects.get(pk=ballot.participant.pk).answered == 1


def test_a_revealed_session_takes_no_more_votes(cast: Cast, session: Session) -> None:
    ballot = the_ballot(session, cast.tom)
    voting.pick_anchor(ballot=ballot, anchor=2, at=NOON)
    reveal.reveal(session=session, by=cast.fay, at=NOON)

    with pytest.raises(voting.SessionClosedError, match="revealed"):
        voting.pick_anchor(ballot=ballot, anchor=3, at=NOON)
    assert Vote.objects.get().anchor == 2


def test_a_closed_round_and_an_archived_unit_take_no_votes(
    cast: Cast, spring: Round, session: Session
) -> None:
    ballot = the_ballot(session, cast.tom)
    units.archive(unit=cast.payments, at=NOON)
    with pytest.raises(voting.SessionClosedError, match="archived"):
        voting.pick_anchor(ballot=ballot, anchor=3, at=NOON)

    units.restore(unit=cast.payments)
    campaign.close_round(round_id=spring.pk)
    with pytest.raises(voting.SessionClosedError, match="closed"):
        voting.pick_anchor(ballot=ballot, anchor=3, at=NOON)


def test_who_has_no_part_in_the_session_has_no_ballot(cast: Cast, session: Session) -> None:
    for member in (cast.kim, cast.vic, cast.ada, cast.lin):
        assert voting.ballot(member=member, session_id=session.pk, capability="RUN") is None


def test_not_applicable_needs_the_frameworks_leave(cast: Cast, session: Session) -> None:
    with pytest.raises(voting.NotApplicableRefusedError, match="always applies"):
        voting.say_not_applicable(ballot=the_ballot(session, cast.tom), exemption=EXEMPT, at=NOON)


@pytest.mark.parametrize(
    ("exemption", "sentence"),
    [
        (replace(EXEMPT, reason=" "), "why"),
        (replace(EXEMPT, approver=""), "who approved"),
        (replace(EXEMPT, review_on=None), "looked at again"),
    ],
)
def test_not_applicable_needs_a_reason_an_approver_and_a_day(
    cast: Cast, session: Session, exemption: Exemption, sentence: str
) -> None:
    with pytest.raises(voting.NotApplicableRefusedError, match=sentence):
        voting.say_not_applicable(
            ballot=the_ballot(session, cast.tom, "REACH"), exemption=exemption, at=NOON
        )


def test_that_it_does_not_apply_is_stored_and_taken_back(cast: Cast, session: Session) -> None:
    ballot = the_ballot(session, cast.tom, "REACH")
    tenancy.set_local("person", cast.tom.user_id)
    voting.say_not_applicable(ballot=ballot, exemption=EXEMPT, at=NOON)

    said = Vote.objects.get()
    assert (said.not_applicable, said.not_applicable_approver) == (True, "Lin")
    assert said.not_applicable_review_on == EXEMPT.review_on

    voting.say_applicable(ballot=ballot, at=NOON)
    said.refresh_from_db()
    assert (said.not_applicable_approver, said.not_applicable_review_on) == ("", None)


def test_the_database_hides_a_vote_from_everybody_else_until_the_reveal(
    cast: Cast, session: Session
) -> None:
    vote(session, cast.tom, {"RUN": 2})

    for member in (cast.ada, cast.max, cast.fay, cast.uma):
        tenancy.set_local("person", member.user_id)
        assert not Vote.objects.exists()
    tenancy.set_local("person", cast.tom.user_id)
    assert Vote.objects.count() == 1

    tenancy.set_local("person", cast.uma.user_id)
    reveal.reveal(session=session, by=cast.fay, at=NOON)
    assert Vote.objects.count() == 1


def test_the_database_lets_nobody_rewrite_a_revealed_vote_of_somebody_else(
    cast: Cast, session: Session
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    reveal.reveal(session=session, by=cast.fay, at=NOON)

    tenancy.set_local("person", cast.fay.user_id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rounds_vote SET anchor = 0")
        assert cursor.rowcount == 0
