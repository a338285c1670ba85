"""The doorbell of reports: a ring carries an id, the row says what there is to do."""

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from reports.models import Report

from . import job, worker

log = structlog.get_logger(__name__)


@shared_task(name="reports.render")
def render(organization_id: int, report_id: int) -> None:
    """Make one report, unless another worker does or nobody wants it any more."""
    if held := job.claim(organization_id, report_id):
        worker.make(held, at=timezone.now())


@shared_task(name="reports.sweep")
def sweep_reports() -> None:
    """Ring again for jobs whose ring was lost or whose worker is gone; fail the hopeless."""
    if lost := job.fail_lost_reports():
        log.warning("reports given up", count=lost)
    for organization_id, report_id in job.due_reports():
        if not ring(organization_id, report_id):
            return


def ring_after_commit(report: Report) -> None:
    """Ring for the report once its row is there for the worker to see."""

    def ring_now() -> None:  # Django logs what a hook raises under the hook's name
        ring(report.organization_id, report.pk)

    transaction.on_commit(ring_now, robust=True)


def ring(organization_id: int, report_id: int) -> bool:
    """Ring for the report; return whether the broker took it (the sweeper rings again if not)."""
    try:
        render.delay(organization_id, report_id)
    except (OperationalError, OSError) as error:
        log.warning("ring lost", report=report_id, organization=organization_id, error=repr(error))
        return False
    return True
