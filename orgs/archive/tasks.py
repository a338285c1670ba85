"""The doorbell of exports: a ring carries an id, the row says what there is to do."""

import structlog
from celery import shared_task

from orgs.jobs.doorbell import ring_for_due
from orgs.jobs.lease import Lease
from orgs.jobs.task import JobTask

from . import worker
from .job import EXPORTS, expire

log = structlog.get_logger(__name__)


@shared_task(name="orgs.export", base=JobTask, kind=EXPORTS)
def export(lease: Lease) -> None:
    """Write one archive."""
    worker.make(lease)


@shared_task(name="orgs.sweep_exports")
def sweep_exports() -> None:
    """Ring again for exports that no worker answers for; fail the hopeless, remove the expired."""
    if lost := EXPORTS.fail_lost():
        log.warning("exports given up", count=lost)
    expire()
    ring_for_due(export, EXPORTS)
