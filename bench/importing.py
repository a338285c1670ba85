"""A time sheet of 20,000 lines: checked, then added, by the worker's own task."""

import csv
import io
import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project
from assessments.planning.models.register import ProjectStage
from assessments.planning.register import actions as register
from assessments.planning.timesheets import actions as timesheets
from assessments.planning.timesheets import tasks
from assessments.planning.timesheets.column_mapping import mapping_from_json
from bench.workshop import MeasuringError, noted
from bench.world import NOON, World, founded
from orgs.database import tenancy
from orgs.jobs.lease import Lease

LINES, PROJECTS, UNITS = 20_000, 40, 40
HEADER = ("Issue Key", "Hours", "Work date", "Account Key", "Activity Name")
KINDS = ("Integration", "Governance", "Operations", "Agent logic")
FIRST_DAY = date(2026, 1, 5)


def measure() -> dict[str, Any]:
    """Return how long check and import take, and how often they say how far they are."""
    with founded("importing", UNITS) as world:
        batch = _uploaded(world)
    told = _count_progress()
    with noted(f"Importing {LINES} lines"):
        check = _seconds(world, batch, BatchState.CHECKED, _check)
        add = _seconds(world, batch, BatchState.APPLIED, _apply)
    with tenancy.scope(organization=world.organization.pk):
        records = EffortRecord.objects.filter(batch=batch).count()
    if records != LINES:
        raise MeasuringError(f"{records} of {LINES} lines were imported.")
    detail = {
        "lines": LINES,
        "check": round(check, 2),
        "add": round(add, 2),
        "progress_told": len(told),
    }
    return {"import_seconds": {"value": check + add, "detail": detail}}


def _uploaded(world: World) -> EffortBatch:
    for number in range(PROJECTS):
        facts = {
            "unit": world.units[number % UNITS],
            "name": f"Project {number}",
            "code": f"ACC-{number}",
            "stage": ProjectStage.PILOT,
        }
        register.add(Project, facts=facts, by=world.owner)
    content = _sheet().encode()
    return timesheets.upload(file_name="year.csv", content=content, by=world.owner, at=NOON)


def _sheet() -> str:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADER)
    for number in range(LINES):
        day = FIRST_DAY + timedelta(days=number % 260)
        hours = Decimal(number % 32 + 1) / 4
        account = f"ACC-{number % PROJECTS}"
        lines.writerow((f"KEY-{number}", hours, day, account, KINDS[number // PROJECTS % 4]))
    return written.getvalue()


def _check(batch: EffortBatch) -> None:
    timesheets.check(batch=batch, mapping=mapping_from_json(batch.mapping))


def _apply(batch: EffortBatch) -> None:
    timesheets.apply(batch=batch)


def _count_progress() -> list[object]:
    """Return a list that grows whenever a worker says how far it is."""
    told: list[object] = []
    renew = Lease.renew

    def counted(held: Lease, **columns: object) -> bool:
        told.append(columns)
        return renew(held, **columns)

    setattr(Lease, "renew", counted)  # noqa: B010 - a method may not be assigned to
    return told


def _seconds(world: World, batch: EffortBatch, reached: BatchState, ask: Any) -> float:
    """Return how long the worker takes for what is asked; raise MeasuringError if it fails."""
    with transaction.atomic(), tenancy.scope(organization=world.organization.pk):
        ask(batch)
    started_at = time.perf_counter()
    tasks.import_effort(world.organization.pk, batch.pk)
    taken = time.perf_counter() - started_at
    with tenancy.scope(organization=world.organization.pk):
        state = EffortBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
    if state != reached:
        raise MeasuringError(f"The time sheet is {state} and not {reached}.")
    return taken
