"""The findings of 1,000 units with six rounds of history, each with a project in the register."""

import statistics
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from assessments.planning.models import DeploymentPlace, EffortRecord, Project, RunningAgent
from assessments.planning.models.register import ProjectStage
from assessments.planning.register import actions as register
from assessments.rounds.context.work_kinds import WorkKind
from bench.client import signed_in
from bench.comparing import Page, analyze, told
from bench.rounds import submitted_rounds
from bench.workshop import noted
from bench.world import World, founded

UNITS, ROUNDS = 1000, 6
WARM_UP, TIMES = 3, 20
STAGES = (ProjectStage.PILOT, ProjectStage.PRODUCTION, ProjectStage.STALLED, ProjectStage.PILOT)
BEGINS, ENDS = date(2026, 3, 1), date(2026, 3, 31)


def measure() -> dict[str, Any]:
    """Return how long the findings of everything take, and their SQL."""
    with noted(f"Storing {ROUNDS} rounds of {UNITS} units and their projects"):
        with founded("finding", UNITS) as world:
            submitted_rounds(world, ROUNDS)
            _register(world)
        analyze()
    page = Page(signed_in(world.owner), reverse("planning:findings", args=["finding"]))
    with noted("Reading the findings"):
        for _ in range(WARM_UP):
            page.milliseconds()
        times = [page.milliseconds() for _ in range(TIMES)]
    detail = {"units": UNITS, "rounds": ROUNDS, "projects": UNITS}
    return {
        "findings_ms": {"value": statistics.median(times), "detail": detail | told(times)},
        "findings_statements": {"value": page.statements, "detail": detail},
    }


def _register(world: World) -> None:
    """Give each unit a project with days of every kind, and every tenth one an agent."""
    places = {"name": "Region", "meets": ["region: eu"]}
    register.add(DeploymentPlace, facts=places, by=world.owner)
    projects = Project.objects.bulk_create(
        Project(
            organization=world.organization,
            unit=unit,
            name=f"Project {number}",
            stage=STAGES[number % len(STAGES)],
            pipelines_own=number % 5,
            pipelines_shared=number % 3,
        )
        for number, unit in enumerate(world.units)
    )
    EffortRecord.objects.bulk_create(
        _record(project, kind, number + place)
        for number, project in enumerate(projects)
        for place, kind in enumerate(WorkKind)
    )
    RunningAgent.objects.bulk_create(
        RunningAgent(
            organization=world.organization,
            unit=unit,
            name=f"Agent {number}",
            actions_per_day=number,
            reviewers=Decimal(2),
        )
        for number, unit in enumerate(world.units[::10])
    )


def _record(project: Project, kind: WorkKind, number: int) -> EffortRecord:
    return EffortRecord(
        organization_id=project.organization_id,
        project=project,
        kind=kind.value,
        days=Decimal(number % 17 + 1),
        begins_on=BEGINS,
        ends_on=ENDS,
        source="bench",
        fingerprint=f"{project.pk}-{kind.value}",
    )
