"""A session in which 30 people have voted, who differ on every capability."""

from assessments.rounds.models import Participant, Session
from bench.dataset.organization import Dataset, add_members, open_round
from bench.dataset.votes import REMARK, store_votes
from orgs.models import Grant, Member
from orgs.permissions import Role

VOTERS = 30


def session_with_votes(dataset: Dataset) -> tuple[Session, list[Member]]:
    """Return the session of the first unit in which all have voted, and who: facilitator first."""
    members = add_members(dataset.organization, VOTERS)
    Grant.objects.bulk_create(
        Grant(
            organization=dataset.organization,
            member=member,
            role=Role.CONTRIBUTOR if seat else Role.FACILITATOR,
            unit=dataset.units[0],
        )
        for seat, member in enumerate(members)
    )
    opened = open_round(dataset)
    session = Session.objects.select_related("unit").get(round=opened)
    store_votes(dataset, opened, {session.pk: 0}, remark=_own_remark, confidence=None)
    return session, members


def _own_remark(participant: Participant) -> str:
    return f"{REMARK} ({participant.pk})"
