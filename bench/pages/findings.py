"""The findings of 1,000 units with six rounds of history, each with a project in the register."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from assessments.planning.models import DeploymentPlace, EffortRecord, Project, RunningAgent
from assessments.planning.models.register import ProjectStage
from assessments.planning.register import actions as register
from assessments.rounds.context.work_kinds import WorkKind
from bench.dataset.organization import Dataset, analyze_tables, new_organization
from bench.dataset.rounds import rounds_with_results
from bench.environment.progress import progress
from bench.pages.client import client_of
from bench.pages.page import MeasuredPage

UNITS, ROUNDS = 1000, 6
WARM_UP, TIMES = 3, 20
STAGES = (ProjectStage.PILOT, ProjectStage.PRODUCTION, ProjectStage.STALLED, ProjectStage.PILOT)
BEGINS, ENDS = date(2026, 3, 1), date(2026, 3, 31)


def measure() -> dict[str, Any]:
    """Return how long the findings of everything take, and their SQL."""
    with progress(f"Storing {ROUNDS} rounds of {UNITS} units and their projects"):
        with new_organization("findings", UNITS) as dataset:
            rounds_with_results(dataset, ROUNDS)
            _add_projects(dataset)
        analyze_tables()
    page = MeasuredPage(client_of(dataset.owner), reverse("planning:findings", args=["findings"]))
    with progress("Reading the findings"):
        read = page.response_times(TIMES, WARM_UP)
    detail = {"units": UNITS, "rounds": ROUNDS, "projects": UNITS}
    return {
        "findings_ms": {"value": read.median, "detail": detail | read.spread},
        "findings_statements": {"value": page.statements, "detail": detail},
    }


def _add_projects(dataset: Dataset) -> None:
    """Give each unit a project with days of every kind, and every tenth one an agent."""
    places = {"name": "Region", "meets": ["region: eu"]}
    register.add(DeploymentPlace, facts=places, by=dataset.owner)
    projects = Project.objects.bulk_create(
        Project(
            organization=dataset.organization,
            unit=unit,
            name=f"Project {number}",
            stage=STAGES[number % len(STAGES)],
            pipelines_own=number % 5,
            pipelines_shared=number % 3,
        )
        for number, unit in enumerate(dataset.units)
    )
    EffortRecord.objects.bulk_create(
        _effort(project, kind, number + place)
        for number, project in enumerate(projects)
        for place, kind in enumerate(WorkKind)
    )
    RunningAgent.objects.bulk_create(
        RunningAgent(
            organization=dataset.organization,
            unit=unit,
            name=f"Agent {number}",
            actions_per_day=number,
            reviewers=Decimal(2),
        )
        for number, unit in enumerate(dataset.units[::10])
    )


def _effort(project: Project, kind: WorkKind, number: int) -> EffortRecord:
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
