"""The history of votes is as private as the votes."""

from assessments.rounds import models
from assessments.rounds.models import Session
from orgs.database import tenancy
from orgs.database.event_tables import Event, event_models
from orgs.models import Member
from tests.cast import Cast, revealed, vote

(VoteEvent,) = (event for event in event_models() if event._meta.db_table == "rounds_voteevent")


def seen_by(member: Member) -> list[Event]:
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        return list(VoteEvent.objects.order_by("pgh_id"))


def test_before_the_reveal_only_its_author_sees_the_past_of_a_vote(
    cast: Cast, session: Session
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    vote(session, cast.tom, {"RUN": 3})

    assert [event.pgh_label for event in seen_by(cast.tom)] == ["insert", "update"]
    for other in (cast.ada, cast.max, cast.lin, cast.fay, cast.uma):
        assert seen_by(other) == []


def test_after_the_reveal_the_past_of_a_vote_can_be_read(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, by=cast.fay)

    assert len(seen_by(cast.ada)) == 1


def test_saying_the_same_again_and_progress_are_no_events(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, {"RUN": 2})
    vote(session, cast.tom, {"RUN": 2})

    assert len(seen_by(cast.tom)) == 1
    assert models.Participant.objects.get(session=session, member=cast.tom).answered == 1
    participants = next(
        model for model in event_models() if "participantevent" in model._meta.db_table
    )
    assert set(participants.objects.values_list("pgh_label", flat=True)) == {"insert"}
