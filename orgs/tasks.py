"""Background work of the orgs room; Celery finds its tasks here."""

import structlog
from celery import shared_task

from orgs import deletion
from orgs.exporting import doorbell, jobs, making
from orgs.mail_tasks import deliver_mail, sweep_mails

__all__ = ["deliver_mail", "export", "sweep_deletions", "sweep_exports", "sweep_mails"]

log = structlog.get_logger(__name__)


@shared_task(name="orgs.sweep_deletions")
def sweep_deletions() -> None:
    """Delete the organizations whose grace period is over."""
    for organization_id in deletion.due_for_deletion():
        if deletion.delete_organization(organization_id):
            log.info("organization deleted", organization=organization_id)


@shared_task(name=doorbell.TASK)
def export(organization_id: int, export_id: int) -> None:
    """Write one archive, unless another worker does or nobody wants it any more."""
    if held := jobs.claim(organization_id, export_id):
        making.make(held)


@shared_task(name="orgs.sweep_exports")
def sweep_exports() -> None:
    """Ring again for exports that no worker answers for; fail the hopeless, remove the expired."""
    if lost := jobs.give_up_on_the_lost():
        log.warning("exports given up", count=lost)
    jobs.expire()
    for organization_id, export_id in jobs.due():
        if not doorbell.ring(organization_id, export_id):
            return
