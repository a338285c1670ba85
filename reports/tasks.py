"""The doorbell of reports: a ring carries an id, the row says what there is to do."""

import structlog
from celery import shared_task, signals
from django.utils import timezone

from orgs.jobs.doorbell import ring_for_due
from orgs.jobs.lease import Lease
from orgs.jobs.task import JobTask
from reports.pdf.render import remove_left_over_folders

from . import worker
from .job import REPORTS

log = structlog.get_logger(__name__)


@shared_task(name="reports.render", base=JobTask, kind=REPORTS)
def render(lease: Lease) -> None:
    """Make one report."""
    worker.make(lease, at=timezone.now())


@shared_task(name="reports.sweep")
def sweep_reports() -> None:
    """Ring again for jobs whose ring was lost or whose worker is gone; fail the hopeless."""
    if lost := REPORTS.fail_lost():
        log.warning("reports given up", count=lost)
    ring_for_due(render, REPORTS)


@signals.worker_init.connect
def clear_up(**_: object) -> None:
    """Remove what renderings left behind whose worker was killed."""
    if removed := remove_left_over_folders():
        log.info("left-over paper folders removed", count=removed)
