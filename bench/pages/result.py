"""The page of a result: 30 voters, evidence, diagnostic answers, actions, leaders' quick checks."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from assessments.results.improvements import actions as improvements
from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds.context import actions as context
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence.actions import EvidenceInput
from assessments.rounds.models import Evidence, Session
from assessments.rounds.reveal import actions as reveal
from assessments.rounds.review import actions as review
from bench.dataset.organization import (
    NOON,
    Dataset,
    add_members,
    analyze_tables,
    new_organization,
)
from bench.dataset.session import VOTERS, session_with_votes
from bench.dataset.votes import REMARK, settle_session
from bench.environment.progress import progress
from bench.pages.client import client_of
from bench.pages.page import MeasuredPage
from orgs.database import tenancy
from orgs.models import Member

BACKED = 3  # conditions of each capability, the lowest ones
LEADERS = 3
PROJECTS = 5
ACTIONS = 2  # of each capability
TERM = timedelta(days=180)


def measure() -> dict[str, Any]:
    """Return the figures of a result's page."""
    with progress(f"Submitting a result of {VOTERS} people"):
        page = result_page()
        analyze_tables()
    with progress("Reading the result"):
        read = page.response_times()
    detail = {"voters": VOTERS, "capabilities": 8, "evidence": 8 * BACKED, "actions": 8 * ACTIONS}
    return {
        "result_statements": {"value": page.statements, "detail": detail},
        "result_server_ms": {
            "value": read.median,
            "detail": detail | {"cpu": read.cpu} | read.spread,
        },
    }


def result_page() -> MeasuredPage:
    """Return the page of a result as the organization's owner reads it."""
    with new_organization("result", 1) as dataset:
        result = submit_result(dataset)
        decide_actions(dataset, result)
    path = reverse("results:result", args=["result", result.pk])
    return MeasuredPage(client_of(dataset.owner), path)


def submit_result(dataset: Dataset) -> Result:
    """Submit a session, and return its result with all that may stand beside the answers."""
    session, team = session_with_votes(dataset)
    check_quickly(dataset, session)
    answer_questions(session, team[0])
    bring_evidence(dataset, session, team)
    reveal.reveal(session=session, by=team[0], at=NOON)
    for number, piece in enumerate(Evidence.objects.filter(session=session).order_by("pk")):
        if number % BACKED < BACKED - 1:
            evidence.check(evidence=piece, by=team[0], at=NOON)
    settle_session(dataset, session, 0, team[0])
    return submission.submit(session=session, by=team[0], at=NOON)


def check_quickly(dataset: Dataset, session: Session) -> None:
    """Let leaders pick a level of each capability."""
    anchors = {row.key: place % 5 for place, row in enumerate(dataset.framework.capabilities)}
    for leader in add_members(dataset.organization, LEADERS, "leader"):
        with tenancy.scope(person=leader.user_id):
            review.store_quick_check(session=session, by=leader, anchors=anchors, at=NOON)


def answer_questions(session: Session, by: Member) -> None:
    """Say where the days of projects went, what was repeated, what runs beside the platform."""
    days = {kind.value: str(10 + place) for place, kind in enumerate(WorkKind)}
    answers = context.DiagnosticAnswers(
        projects=[{"name": f"Project {number + 1}", **days} for number in range(PROJECTS)],
        pilots={"succeeded": 3, "with_help": 2, "without_help": 0},
        parallel_stacks=["A cluster of its own"],
    )
    context.answer(session=session, answers=answers, seen_version=0, by=by, at=NOON)


def bring_evidence(dataset: Dataset, session: Session, team: list[Member]) -> None:
    """Let people bring links for the lowest conditions of each capability, each their own."""
    for place, capability in enumerate(dataset.framework.capabilities):
        for number, condition in enumerate(list(capability.level_of_condition)[:BACKED]):
            by = team[1 + place * BACKED + number]
            piece = EvidenceInput(
                REMARK, (NOON + TERM).date(), url=f"https://wiki.example/{condition}"
            )
            with tenancy.scope(person=by.user_id):
                evidence.attach(session=session, condition=condition, piece=piece, by=by, at=NOON)


def decide_actions(dataset: Dataset, result: Result) -> None:
    """Decide on actions for each capability, each with somebody to see to it."""
    for capability in dataset.framework.capabilities:
        for level in range(1, 1 + ACTIONS):
            intent = improvements.Intent(
                "\n".join(capability.step_to(level).actions),
                dataset.owner,
                (NOON + TERM).date(),
                REMARK,
            )
            improvements.begin(result=result, capability=capability, level=level, intent=intent)
