"""Background work with mails; apart from the other tasks, which post mails themselves."""

import structlog
from celery import shared_task

from . import delivery

log = structlog.get_logger(__name__)


@shared_task(name="orgs.deliver_mail")
def deliver_mail(mail_id: int) -> None:
    """Send one stored mail."""
    delivery.deliver(mail_id=mail_id)


@shared_task(name="orgs.sweep_mails")
def sweep_mails() -> None:
    """Ring again for mails whose ring was lost or whose pause is over; forget the old."""
    if lost := delivery.fail_lost_mails():
        log.warning("mails given up", count=lost)
    delivery.delete_old_mails()
    for mail_id in delivery.due_mails():
        deliver_mail.delay(mail_id)
