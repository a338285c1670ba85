"""Votes of people who differ, and sessions that are settled by them."""

from collections.abc import Callable, Mapping
from zlib import crc32

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import TOP_LEVEL, Capability
from assessments.results.submission import actions as submission
from assessments.rounds.models import Participant, Round, Session, SettledAnswer, Vote
from assessments.rounds.reveal import actions as reveal
from bench.dataset.organization import NOON, TEAM, Dataset
from orgs.database import tenancy
from orgs.models import Grant, Member
from orgs.permissions import Role

REMARK = "Two of the five services still report by hand; the rest has been on the dashboard since."


def occasional_remark(participant: Participant) -> str:
    """Return what one person of each team remarks on a vote."""
    return REMARK if participant.pk % TEAM == 0 else ""


def submit_sessions(dataset: Dataset, open_round: Round) -> None:
    """Let everybody vote, settle every capability, and submit every session."""
    sessions = list(Session.objects.filter(round=open_round).select_related("unit").order_by("pk"))
    places = {session.pk: number for number, session in enumerate(sessions)}
    store_votes(dataset, open_round, places)
    facilitators = dict(
        Grant.objects.filter(organization=dataset.organization, role=Role.FACILITATOR)
        .values_list("unit_id", "member_id")
    )  # fmt: skip
    by = Member.objects.select_related("user").in_bulk(set(facilitators.values()))
    for session in sessions:
        facilitator = by[facilitators[session.unit_id]]
        reveal.reveal(session=session, by=facilitator, at=NOON)
        settle_session(dataset, session, places[session.pk], facilitator)
        submission.submit(session=session, by=facilitator, at=NOON)


def store_votes(
    dataset: Dataset,
    open_round: Round,
    places: Mapping[int, int],
    *,
    remark: Callable[[Participant], str] = occasional_remark,
    confidence: int | None = 2,
) -> None:
    """Store everybody's votes, each person's in their own name: others' are out of reach."""
    seats = Participant.objects.filter(session__round=open_round).select_related("member")
    by_user: dict[int, list[Participant]] = {}
    for participant in seats.order_by("pk"):
        by_user.setdefault(participant.member.user_id, []).append(participant)
    for person, (user, participants) in enumerate(by_user.items()):
        with tenancy.scope(person=user):
            Vote.objects.bulk_create(
                _vote(
                    seat,
                    capability,
                    vote_level(places[seat.session_id], number, person),
                    comment=remark(seat),
                    confidence=confidence,
                )
                for seat in participants
                for number, capability in enumerate(dataset.framework.capabilities)
            )
    seats.update(answered=len(dataset.framework.capabilities))


def _vote(
    seat: Participant, capability: Capability, level: int, *, comment: str, confidence: int | None
) -> Vote:
    return Vote(
        organization_id=seat.organization_id,
        session_id=seat.session_id,
        participant=seat,
        person_id=seat.member_id,
        capability=capability.key,
        anchor=level,
        conditions=answers_up_to(capability, level),
        comment=comment,
        confidence=confidence,
        updated_at=NOON,
    )


def settle_session(dataset: Dataset, session: Session, place: int, by: Member) -> None:
    """Settle every capability; teams settle at different levels by their place."""
    SettledAnswer.objects.bulk_create(
        SettledAnswer(
            organization=dataset.organization,
            session=session,
            capability=capability.key,
            conditions=answers_up_to(capability, vote_level(place, at, place % TEAM)),
            rationale=REMARK,
            by=by,
            at=NOON,
        )
        for at, capability in enumerate(dataset.framework.capabilities)
    )


def vote_level(place: int, capability: int, person: int) -> int:
    """Return the level, 0 to 4, that a person votes: units differ, teams disagree a little."""
    usual = crc32(f"{place} {capability}".encode()) % (TOP_LEVEL + 1)
    return max(0, min(TOP_LEVEL, usual + (place + capability + person) % 3 - 1))


def answers_up_to(capability: Capability, level: int) -> dict[str, str]:
    """Return a yes to what the level needs, a no to the next, and "don't know" above."""
    return {
        condition: (
            Answer.YES if at <= level else Answer.NO if at == level + 1 else Answer.DONT_KNOW
        ).value
        for condition, at in capability.level_of_condition.items()
    }
