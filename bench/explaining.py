"""The page of a result: 30 voters, evidence, diagnostic answers, actions, leaders' quick checks."""

import statistics
import time
from datetime import timedelta
from typing import Any

from django.urls import reverse

from assessments.results.improvements import actions as improvements
from assessments.results.models import Result
from assessments.results.submission import actions as results
from assessments.rounds.context import actions as context
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence.actions import EvidenceInput
from assessments.rounds.models import Evidence, Session
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.review import actions as review
from bench.client import signed_in
from bench.comparing import TIMES, WARM_UP, Page, analyze, told
from bench.revealing import VOTERS, read, voted_session
from bench.workshop import noted
from bench.world import NOON, REMARK, World, founded, joined, settle
from orgs.database import tenancy
from orgs.models import Member

BACKED = 3  # conditions of each capability, the lowest ones
LEADERS = 3
PROJECTS = 5
ACTIONS = 2  # of each capability
TERM = timedelta(days=180)


def measure() -> dict[str, Any]:
    """Return the figures of a result's page."""
    with noted(f"Submitting a result of {VOTERS} people"):
        page = result_page()
        analyze()
    with noted("Reading the result"):
        begun_at = time.process_time()
        times = read(page)
        cpu = {"cpu": round((time.process_time() - begun_at) * 1000 / (WARM_UP + TIMES), 1)}
    detail = {"voters": VOTERS, "capabilities": 8, "evidence": 8 * BACKED, "actions": 8 * ACTIONS}
    return {
        "result_statements": {"value": page.statements, "detail": detail},
        "result_server_ms": {
            "value": statistics.median(times),
            "detail": detail | cpu | told(times),
        },
    }


def result_page() -> Page:
    """Return the page of a result as the organization's owner reads it."""
    with founded("explaining", 1) as world:
        result = submitted(world)
        decide(world, result)
    path = reverse("results:result", args=["explaining", result.pk])
    return Page(signed_in(world.owner), path)


def submitted(world: World) -> Result:
    """Return a result with all that may stand beside its answers."""
    session, team = voted_session(world)
    check_quickly(world, session)
    answer_questions(session, team[0])
    bring_evidence(world, session, team)
    reveal.reveal(session=session, by=team[0], at=NOON)
    for number, piece in enumerate(Evidence.objects.filter(session=session).order_by("pk")):
        if number % BACKED < BACKED - 1:
            evidence.check(evidence=piece, by=team[0], at=NOON)
    settle(world, session, 0, team[0])
    return results.submit(session=session, by=team[0], at=NOON)


def check_quickly(world: World, session: Session) -> None:
    """Let leaders pick a level of each capability."""
    anchors = {row.key: place % 5 for place, row in enumerate(world.framework.capabilities)}
    for leader in joined(world.organization, LEADERS, "leader"):
        with tenancy.scope(person=leader.user_id):
            review.store_quick_check(session=session, by=leader, anchors=anchors, at=NOON)


def answer_questions(session: Session, by: Member) -> None:
    """Say where the days of projects went, what was repeated, what runs beside the platform."""
    days = {kind.value: str(10 + place) for place, kind in enumerate(WorkKind)}
    said = context.DiagnosticAnswers(
        projects=[{"name": f"Project {number + 1}", **days} for number in range(PROJECTS)],
        pilots={"succeeded": 3, "with_help": 2, "without_help": 0},
        parallel_stacks=["A cluster of its own"],
    )
    context.answer(session=session, said=said, seen_version=0, by=by, at=NOON)


def bring_evidence(world: World, session: Session, team: list[Member]) -> None:
    """Let people bring links for the lowest conditions of each capability, each their own."""
    for place, capability in enumerate(world.framework.capabilities):
        for number, condition in enumerate(list(capability.level_of_condition)[:BACKED]):
            by = team[1 + place * BACKED + number]
            piece = EvidenceInput(
                REMARK, (NOON + TERM).date(), url=f"https://wiki.example/{condition}"
            )
            with tenancy.scope(person=by.user_id):
                evidence.attach(session=session, condition=condition, piece=piece, by=by, at=NOON)


def decide(world: World, result: Result) -> None:
    """Decide on actions for each capability, each with somebody to see to it."""
    for capability in world.framework.capabilities:
        for level in range(1, 1 + ACTIONS):
            intent = improvements.Intent(
                "\n".join(capability.step_to(level).actions),
                world.owner,
                (NOON + TERM).date(),
                REMARK,
            )
            improvements.begin(result=result, capability=capability, level=level, intent=intent)
