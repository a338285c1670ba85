"""Sending of stored mails."""

from datetime import datetime
from email.errors import MessageError

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, QuerySet

from orgs.models import Mail

ATTEMPTS = 5


@transaction.atomic
def deliver(*, mail_id: int, at: datetime) -> None:
    """Send one mail and forget its text; a failure stays with the row, to be tried again.

    The row lock makes a mail that was rung for twice go out once.
    """
    mail = waiting().select_for_update(skip_locked=True).filter(pk=mail_id).first()
    if mail is None:
        return
    outcome: dict[str, object] = {"sent_at": at, "body": "", "failure": ""}
    try:
        send_mail(mail.subject, mail.body, None, [mail.recipient])
    except (OSError, ValueError, MessageError) as error:  # smtplib's errors are OSErrors
        outcome = {"failure": str(error)[:250]}
    Mail.objects.filter(pk=mail.pk).update(attempts=F("attempts") + 1, **outcome)


def waiting() -> QuerySet[Mail]:
    """Return the mails that still want sending."""
    return Mail.objects.filter(sent_at=None, attempts__lt=ATTEMPTS)
