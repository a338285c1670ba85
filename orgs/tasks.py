"""Background work of the orgs room; Celery finds its tasks here."""

import structlog
from celery import shared_task

from orgs.archive import job
from orgs.archive import worker as archive_worker
from orgs.mail.tasks import deliver_mail, sweep_mails
from orgs.organization import deletion

__all__ = ["deliver_mail", "export", "sweep_deletions", "sweep_exports", "sweep_mails"]

log = structlog.get_logger(__name__)


@shared_task(name="orgs.sweep_deletions")
def sweep_deletions() -> None:
    """Delete the organizations whose grace period is over."""
    for organization_id in deletion.due_for_deletion():
        if deletion.delete_organization(organization_id):
            log.info("organization deleted", organization=organization_id)


@shared_task(name=job.TASK)
def export(organization_id: int, export_id: int) -> None:
    """Write one archive, unless another worker does or nobody wants it any more."""
    if held := job.claim(organization_id, export_id):
        archive_worker.make(held)


@shared_task(name="orgs.sweep_exports")
def sweep_exports() -> None:
    """Ring again for exports that no worker answers for; fail the hopeless, remove the expired."""
    if lost := job.fail_lost_exports():
        log.warning("exports given up", count=lost)
    job.expire()
    for organization_id, export_id in job.due_exports():
        if not job.ring(organization_id, export_id):
            return
