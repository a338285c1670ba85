"""Background work of the orgs room."""

import structlog
from celery import shared_task

from orgs import deletion, delivery

log = structlog.get_logger(__name__)


@shared_task(name="orgs.deliver_mail")
def deliver_mail(mail_id: int) -> None:
    """Send one stored mail."""
    delivery.deliver(mail_id=mail_id)


@shared_task(name="orgs.sweep_mails")
def sweep_mails() -> None:
    """Ring again for mails whose ring was lost or whose pause is over; forget the old."""
    if lost := delivery.give_up_on_the_lost():
        log.warning("mails given up", count=lost)
    delivery.forget_the_old()
    for mail_id in delivery.due():
        deliver_mail.delay(mail_id)


@shared_task(name="orgs.sweep_deletions")
def sweep_deletions() -> None:
    """Delete the organizations whose grace period is over."""
    for organization_id in deletion.due_for_deletion():
        if deletion.delete_organization(organization_id):
            log.info("organization deleted", organization=organization_id)
