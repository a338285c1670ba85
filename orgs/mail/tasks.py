"""Background work with mails; apart from the other tasks, which post mails themselves."""

import structlog
from celery import shared_task

from orgs.jobs.doorbell import ring_for_due
from orgs.jobs.lease import Lease
from orgs.jobs.task import JobTask

from . import delivery
from .delivery import MAILS

log = structlog.get_logger(__name__)


@shared_task(name="orgs.deliver_mail", base=JobTask, kind=MAILS)
def deliver_mail(lease: Lease) -> None:
    """Send one stored mail."""
    delivery.deliver(lease)


@shared_task(name="orgs.sweep_mails")
def sweep_mails() -> None:
    """Ring again for mails whose ring was lost or whose pause is over; forget the old."""
    if lost := MAILS.fail_lost():
        log.warning("mails given up", count=lost)
    delivery.delete_old_mails()
    ring_for_due(deliver_mail, MAILS)
