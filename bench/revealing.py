"""The reveal of 30 voters who differ on every capability, and what following it costs."""

import re
import statistics
import time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Capability
from assessments.rounds.models import Participant, Revote, Session, Vote
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.reveal import revote_actions
from assessments.rounds.reveal.queries import revealed_votes
from assessments.rounds.voting import actions as voting
from bench.client import BRACKETS, answered, signed_in
from bench.comparing import TIMES, WARM_UP, Page, analyze, told
from bench.workshop import MeasuringError, noted
from bench.world import NOON, REMARK, World, founded, joined, opened_round, said, voted
from orgs.database import tenancy
from orgs.models import Grant, Member
from orgs.permissions import Role

VOTERS = 30
VOTED_AGAIN = 2
NOTHING_NEW = 204
STAMP = re.compile(rb"seen=(\w+)")


def measure() -> dict[str, Any]:
    """Return the figures of the reveal and of the live update when nothing changed."""
    with noted(f"Revealing the votes of {VOTERS} people"):
        page, follow = pages()
        analyze()
    with noted("Reading the reveal"):
        begun_at = time.process_time()
        times = read(page)
        cpu = {"cpu": round((time.process_time() - begun_at) * 1000 / (WARM_UP + TIMES), 1)}
    with noted("Asking what changed"):
        live = stamped(follow)
        quiet = [ask(live) for _ in range(WARM_UP + TIMES)][WARM_UP:]
    detail = {"voters": VOTERS, "capabilities": 8}
    milliseconds = [row[0] for row in quiet]
    return {
        "reveal_statements": {"value": page.statements, "detail": detail},
        "reveal_server_ms": {
            "value": statistics.median(times),
            "detail": detail | cpu | told(times),
        },
        "live_statements": {"value": max(row[1] for row in quiet), "detail": detail},
        "live_server_ms": {
            "value": statistics.median(milliseconds),
            "detail": detail | told(milliseconds),
        },
    }


def pages() -> tuple[Page, Page]:
    """Return the facilitator's reveal, and the address that follows it."""
    with founded("revealing", 1) as world:
        session, facilitator = revealed(world)
    client = signed_in(facilitator)
    page = reverse("rounds:session", args=["revealing", session.pk])
    follow = reverse("rounds:session_live", args=["revealing", session.pk])
    return Page(client, page), Page(client, follow + "?state=revealed&seen=")


def stamped(follow: Page) -> Page:
    """Return the address with the stamp of now; the first asking notes who is here, a change."""
    for _ in range(2):
        found = STAMP.search(plain(follow))
    if not found:
        raise MeasuringError("The live update gives no stamp.")
    return Page(follow.client, follow.path + found[1].decode())


def plain(page: Page) -> bytes:
    """Return the page uncompressed."""
    return answered(page.client, "get", page.path, headers={"accept-encoding": "identity"}).content


def read(page: Page) -> list[float]:
    """Return how long the page took, time after time, once it was warm."""
    return [page.milliseconds() for _ in range(WARM_UP + TIMES)][WARM_UP:]


def ask(live: Page) -> tuple[float, int]:
    """Return the milliseconds and the statements of one update with nothing new."""
    with CaptureQueriesContext(connection) as captured:
        started_at = time.perf_counter()
        status = live.client.get(live.path).status_code
        taken = (time.perf_counter() - started_at) * 1000
    if status != NOTHING_NEW:
        raise MeasuringError(f"An update with nothing new is answered with status {status}.")
    return taken, sum(not row["sql"].startswith(BRACKETS) for row in captured)


def revealed(world: World) -> tuple[Session, Member]:
    """Return a revealed session: votes three levels apart, two capabilities voted on again."""
    session, members = voted_session(world)
    reveal.reveal(session=session, by=members[0], at=NOON)
    for row in revealed_votes(session)[:VOTED_AGAIN]:
        revote_actions.ask_again(
            session=session,
            capability=row.capability,
            conditions=row.first.split,
            by=members[0],
            at=NOON,
        )
    vote_again(session)
    return session, members[0]


def voted_session(world: World) -> tuple[Session, list[Member]]:
    """Return the session of the first unit in which all have voted, and who: facilitator first."""
    members = joined(world.organization, VOTERS)
    Grant.objects.bulk_create(
        Grant(
            organization=world.organization,
            member=member,
            role=Role.CONTRIBUTOR if seat else Role.FACILITATOR,
            unit=world.units[0],
        )
        for seat, member in enumerate(members)
    )
    session = Session.objects.select_related("unit").get(round=opened_round(world))
    vote(world, session)
    session.participants.update(answered=len(world.framework.capabilities))
    return session, members


def vote(world: World, session: Session) -> None:
    """Store everybody's votes, each person's in their own name."""
    for seat, participant in enumerate(session.participants.select_related("member")):
        with tenancy.scope(person=participant.member.user_id):
            Vote.objects.bulk_create(
                one_vote(participant, capability, voted(0, at, seat))
                for at, capability in enumerate(world.framework.capabilities)
            )


def one_vote(participant: Participant, capability: Capability, level: int) -> Vote:
    """Return a participant's vote for the level."""
    return Vote(
        organization_id=participant.organization_id,
        session_id=participant.session_id,
        participant=participant,
        person_id=participant.member_id,
        capability=capability.key,
        anchor=level,
        conditions=said(capability, level),
        comment=f"{REMARK} ({participant.pk})",
        updated_at=NOON,
    )


def vote_again(session: Session) -> None:
    """Let everybody vote again where they are asked."""
    asked = list(Revote.objects.filter(session=session).order_by("pk"))
    for participant in session.participants.select_related("member"):
        with tenancy.scope(person=participant.member.user_id):
            for key in {row.capability for row in asked}:
                ballot = voting.ballot(
                    member=participant.member, session_id=session.pk, capability=key
                )
                for row in asked:
                    if ballot and row.capability == key:
                        revote_actions.answer_again(
                            ballot=ballot, condition=row.condition, answer=Answer.YES, at=NOON
                        )
