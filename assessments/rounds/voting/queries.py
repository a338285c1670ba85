"""Reads of one's own votes, and of what the unit settled in the round before."""

from collections.abc import Mapping

from django.db.models import Subquery

from assessments.frameworks.ladder import Answers
from assessments.frameworks.schema import Capability
from assessments.rounds.models import (
    FIRST_BALLOT,
    SUBMITTED,
    Participant,
    Round,
    Session,
    SettledAnswer,
    Vote,
)

from .previous_round import LastTime, last_time


def own_votes(participant: Participant) -> Mapping[str, Vote]:
    """Return the person's own votes in the session, by capability."""
    return {vote.capability: vote for vote in participant.votes.filter(ballot=FIRST_BALLOT)}


def previous_answer(session: Session, capability: Capability, now: Answers) -> LastTime | None:
    """Return what the unit settled on the capability in the round that this one follows.

    None where the round follows none, or the unit did not submit in it. One statement.
    """
    followed = Round.objects.filter(pk=session.round_id).values("follows")
    settled = (
        SettledAnswer.objects.filter(
            session__round=Subquery(followed),
            session__unit=session.unit_id,
            session__state__in=SUBMITTED,
            capability=capability.key,
        )
        .select_related("session__round")
        .only(
            "capability",
            "conditions",
            "not_applicable",
            "session__id",
            "session__round__id",
            "session__round__name",
        )
        .first()
    )
    if settled is None:
        return None
    return last_time(capability, settled.session.round.name, settled.answers, now)
