"""The reveal of 30 voters who differ on every capability, and what following it costs."""

import re
import statistics
import time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.rounds.models import Revote, Session
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.reveal import revote_actions
from assessments.rounds.reveal.queries import revealed_votes
from assessments.rounds.voting import actions as voting
from bench.dataset.organization import NOON, Dataset, analyze_tables, new_organization
from bench.dataset.session import VOTERS, session_with_votes
from bench.environment.errors import MeasurementError
from bench.environment.progress import progress
from bench.pages.client import BRACKETS, client_of
from bench.pages.page import TIMES, WARM_UP, MeasuredPage, spread
from orgs.database import tenancy
from orgs.models import Member

VOTED_AGAIN = 2
NOTHING_NEW = 204
STAMP = re.compile(rb"seen=(\w+)")


def measure() -> dict[str, Any]:
    """Return the figures of the reveal and of the live update when nothing changed."""
    with progress(f"Revealing the votes of {VOTERS} people"):
        page, follow = reveal_pages()
        analyze_tables()
    with progress("Reading the reveal"):
        read = page.response_times()
    with progress("Asking what changed"):
        live = page_with_stamp(follow)
        quiet = [update_cost(live) for _ in range(WARM_UP + TIMES)][WARM_UP:]
    detail = {"voters": VOTERS, "capabilities": 8}
    milliseconds = [row[0] for row in quiet]
    return {
        "reveal_statements": {"value": page.statements, "detail": detail},
        "reveal_server_ms": {
            "value": read.median,
            "detail": detail | {"cpu": read.cpu} | read.spread,
        },
        "live_statements": {"value": max(row[1] for row in quiet), "detail": detail},
        "live_server_ms": {
            "value": statistics.median(milliseconds),
            "detail": detail | spread(milliseconds),
        },
    }


def reveal_pages() -> tuple[MeasuredPage, MeasuredPage]:
    """Return the facilitator's reveal, and the address that follows it."""
    with new_organization("reveal", 1) as dataset:
        session, facilitator = reveal_session(dataset)
    client = client_of(facilitator)
    page = reverse("rounds:session", args=["reveal", session.pk])
    follow = reverse("rounds:session_live", args=["reveal", session.pk])
    return MeasuredPage(client, page), MeasuredPage(client, follow + "?state=revealed&seen=")


def page_with_stamp(follow: MeasuredPage) -> MeasuredPage:
    """Return the address with the stamp of now; the first asking notes who is here, a change."""
    for _ in range(2):
        stamp = STAMP.search(follow.markup())
    if not stamp:
        raise MeasurementError("The live update gives no stamp.")
    return MeasuredPage(follow.client, follow.path + stamp[1].decode())


def update_cost(live: MeasuredPage) -> tuple[float, int]:
    """Return the milliseconds and the statements of one update with nothing new."""
    with CaptureQueriesContext(connection) as captured:
        started_at = time.perf_counter()
        status = live.client.get(live.path).status_code
        taken = (time.perf_counter() - started_at) * 1000
    if status != NOTHING_NEW:
        raise MeasurementError(f"An update with nothing new is answered with status {status}.")
    return taken, sum(not row["sql"].startswith(BRACKETS) for row in captured)


def reveal_session(dataset: Dataset) -> tuple[Session, Member]:
    """Reveal a session whose votes differ, and let two capabilities be voted on again."""
    session, members = session_with_votes(dataset)
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


def vote_again(session: Session) -> None:
    """Let everybody vote again where they are asked."""
    revotes = list(Revote.objects.filter(session=session).order_by("pk"))
    for participant in session.participants.select_related("member"):
        with tenancy.scope(person=participant.member.user_id):
            for key in {row.capability for row in revotes}:
                ballot = voting.ballot(
                    member=participant.member, session_id=session.pk, capability=key
                )
                for row in revotes:
                    if ballot and row.capability == key:
                        revote_actions.answer_again(
                            ballot=ballot, condition=row.condition, answer=Answer.YES, at=NOON
                        )
