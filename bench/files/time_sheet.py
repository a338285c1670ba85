"""A time sheet of 20,000 lines: checked, then added, by the worker's own task."""

import csv
import io
import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.planning.models import BatchState, EffortBatch, EffortRecord, Project, ProjectStage
from assessments.planning.register import actions as register
from assessments.planning.timesheets import actions as timesheets
from assessments.planning.timesheets import tasks
from assessments.planning.timesheets.column_mapping import mapping_from_json
from bench.dataset.organization import NOON, Dataset, new_organization
from bench.environment.errors import MeasurementError
from bench.environment.progress import progress
from orgs.database import tenancy
from orgs.jobs.lease import Lease

LINES, PROJECTS, UNITS = 20_000, 40, 40
HEADER = ("Issue Key", "Hours", "Work date", "Account Key", "Activity Name")
KINDS = ("Integration", "Governance", "Operations", "Agent logic")
FIRST_DAY = date(2026, 1, 5)


def measure() -> dict[str, Any]:
    """Return how long check and import take, and how often they say how far they are."""
    with new_organization("importing", UNITS) as dataset:
        batch = _upload(dataset)
    updates = _record_progress()
    with progress(f"Importing {LINES} lines"):
        check = _seconds(dataset, batch, BatchState.CHECKED, _check)
        add = _seconds(dataset, batch, BatchState.APPLIED, _apply)
    with tenancy.scope(organization=dataset.organization.pk):
        records = EffortRecord.objects.filter(batch=batch).count()
    if records != LINES:
        raise MeasurementError(f"{records} of {LINES} lines were imported.")
    detail = {
        "lines": LINES,
        "check": round(check, 2),
        "add": round(add, 2),
        "progress_told": len(updates),
    }
    return {"import_seconds": {"value": check + add, "detail": detail}}


def _upload(dataset: Dataset) -> EffortBatch:
    for number in range(PROJECTS):
        facts = {
            "unit": dataset.units[number % UNITS],
            "name": f"Project {number}",
            "code": f"ACC-{number}",
            "stage": ProjectStage.PILOT,
        }
        register.add(Project, facts=facts, by=dataset.owner)
    content = _sheet().encode()
    return timesheets.upload(file_name="year.csv", content=content, by=dataset.owner, at=NOON)


def _sheet() -> str:
    sheet = io.StringIO()
    lines = csv.writer(sheet)
    lines.writerow(HEADER)
    for number in range(LINES):
        day = FIRST_DAY + timedelta(days=number % 260)
        hours = Decimal(number % 32 + 1) / 4
        account = f"ACC-{number % PROJECTS}"
        lines.writerow((f"KEY-{number}", hours, day, account, KINDS[number // PROJECTS % 4]))
    return sheet.getvalue()


def _check(batch: EffortBatch) -> None:
    timesheets.check(batch=batch, mapping=mapping_from_json(batch.mapping))


def _apply(batch: EffortBatch) -> None:
    timesheets.apply(batch=batch)


def _record_progress() -> list[object]:
    """Return a list that grows whenever a worker says how far it is."""
    updates: list[object] = []
    renew = Lease.renew

    def renew_on_record(lease: Lease, **columns: object) -> bool:
        updates.append(columns)
        return renew(lease, **columns)

    setattr(Lease, "renew", renew_on_record)  # noqa: B010 - a method may not be assigned to
    return updates


def _seconds(dataset: Dataset, batch: EffortBatch, reached: BatchState, ask: Any) -> float:
    """Return how long the worker takes for what is asked; raise MeasurementError if it fails."""
    with transaction.atomic(), tenancy.scope(organization=dataset.organization.pk):
        ask(batch)
    started_at = time.perf_counter()
    tasks.import_effort(dataset.organization.pk, batch.pk)
    taken = time.perf_counter() - started_at
    with tenancy.scope(organization=dataset.organization.pk):
        state = EffortBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
    if state != reached:
        raise MeasurementError(f"The time sheet is {state} and not {reached}.")
    return taken
