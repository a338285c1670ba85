"""Background work of the orgs room; Celery finds its tasks here."""

import structlog
from celery import shared_task

from orgs.archive.tasks import export, sweep_exports
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
