"""Mails for tests, read as the mailer reads them."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Now

from orgs.database import tenancy
from orgs.mail import outbox
from orgs.models import Mail, Organization


def a_mail(subject: str = "Hello", organization: Organization | None = None, **more: Any) -> Mail:
    """Return a stored mail to Tom; `more` are columns that it has at once."""
    mail = outbox.post(
        recipient="tom@example.org",
        subject=subject,
        body="Words",
        html="<p>Words</p>",
        organization=organization,
    )
    if more:
        changed(mail, **more)
    return mail


def changed(mail: Mail, **columns: Any) -> None:
    """Change columns of the stored mail."""
    with tenancy.scope(mailer="on"):
        Mail.objects.filter(pk=mail.pk).update(**columns)


def as_stored(mail: Mail) -> Mail:
    """Return the mail as it is in the database."""
    with tenancy.scope(mailer="on"):
        return Mail.objects.get(pk=mail.pk)


def all_mails() -> list[Mail]:
    """Return every mail, in the order in which they were posted."""
    with tenancy.scope(mailer="on"):
        return list(Mail.objects.order_by("pk"))


def mail_to(address: str) -> Mail:
    """Return the newest mail to the address."""
    return [mail for mail in all_mails() if mail.recipient == address][-1]


def let_time_pass(mail: Mail, **spans: float) -> None:
    """Move what the mail waits for into the past, as if the time had gone by."""
    gone = timedelta(**spans)
    changed(mail, next_try_at=F("next_try_at") - gone)


def aged(mail: Mail, column: str, days: int) -> None:
    """Say that the moment in the column was so many days ago."""
    changed(mail, **{column: Now() - timedelta(days=days)})
