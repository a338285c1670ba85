"""Background work of the orgs room."""

import structlog
from celery import shared_task
from django.utils import timezone

from orgs import deletion, delivery

log = structlog.get_logger(__name__)


@shared_task(name="orgs.deliver_mail")
def deliver_mail(mail_id: int) -> None:
    """Send one stored mail."""
    delivery.deliver(mail_id=mail_id, at=timezone.now())


@shared_task(name="orgs.sweep_mails")
def sweep_mails() -> None:
    """Ring again for mails whose ring was lost or whose sending failed."""
    for mail in delivery.waiting().only("pk").order_by("pk")[:200]:
        deliver_mail.delay(mail.pk)


@shared_task(name="orgs.sweep_deletions")
def sweep_deletions() -> None:
    """Delete the organizations whose grace period is over."""
    for organization_id in deletion.due_for_deletion():
        if deletion.delete_organization(organization_id):
            log.info("organization deleted", organization=organization_id)
