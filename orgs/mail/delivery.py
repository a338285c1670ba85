"""Mails on their way: sent by a worker, tried again, given up, forgotten; and how far each is."""

from collections.abc import Iterable
from datetime import timedelta
from email.errors import MessageError
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from orgs.database import tenancy
from orgs.jobs.lease import JobKind, Lease
from orgs.models import Mail, Organization

from . import smtp_replies

FIRST_PAUSE = timedelta(minutes=1)
PAUSE_GROWS = 5  # 1, 5, 25 and 125 minutes
FAILED_TEXT_KEPT = timedelta(days=7)
SENT_KEPT = timedelta(days=30)
FAILED_KEPT = timedelta(days=90)
EMPTIED = {"body": "", "html": ""}
SHOWN = 200
TEXT = ("body", "html")

MAILS = JobKind(
    model=Mail,
    unfinished=Q(sent_at=None, failed_at=None),
    broken_off=_("Sending was broken off."),
    attempts=5,
    lease=timedelta(minutes=5),
    done={"sent_at": Now(), **EMPTIED},
    failed={"failed_at": Now()},
    freed={},  # a mail is free again at its next try, which is never empty
    order=("next_try_at", "pk"),
    batch_size=200,
    ids=("pk",),
    reader={"mailer": "on"},
    lease_column="next_try_at",
    fence_column="attempts",
)


def recent_mails(organization: Organization) -> QuerySet[Mail]:
    """Return the organization's newest mails without their text, the newest first."""
    mails = Mail.objects.filter(organization=organization, queued_at__gt=Now() - SENT_KEPT)
    return mails.defer(*TEXT).order_by("-queued_at", "-pk")[:SHOWN]


def failed_mails(organization: Organization, addresses: Iterable[str]) -> list[Mail]:
    """Return, for each of the addresses whose newest mail failed, that mail; by address."""
    mails = Mail.objects.filter(organization=organization)
    newer = mails.filter(recipient=OuterRef("recipient"), pk__gt=OuterRef("pk"))
    failed = mails.filter(~Exists(newer), failed_at__isnull=False, recipient__in=set(addresses))
    return list(failed.defer(*TEXT).order_by("recipient", "pk"))


def deliver(lease: Lease) -> None:
    """Send one mail and forget its text; what cannot be sent now is tried again or given up."""
    with lease.scope():
        mail = lease.row().first()
    if mail is None:
        return
    try:
        message_of(mail).send()
    except (OSError, ValueError, MessageError) as error:  # smtplib's errors are OSErrors
        reason = smtp_replies.reply_text(error)
        if smtp_replies.is_final(error):
            lease.fail(reason)
        else:
            pause = FIRST_PAUSE * PAUSE_GROWS ** (lease.attempt - 1)
            lease.put_back(reason, next_try_at=Now() + pause)
    else:
        lease.finish()


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """Return the mail as text and, where it has some, HTML."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        to=[mail.recipient],
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": f"<{mail.pk}.{mail.queued_at:%Y%m%d%H%M%S}.groundwork@{host}>",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def delete_old_mails() -> None:
    """Delete mails that ended long ago; clear the text of those that failed a while ago."""
    with tenancy.scope(mailer="on"):
        Mail.objects.filter(sent_at__lt=Now() - SENT_KEPT).delete()
        Mail.objects.filter(failed_at__lt=Now() - FAILED_KEPT).delete()
        kept = Mail.objects.filter(failed_at__lt=Now() - FAILED_TEXT_KEPT)
        kept.exclude(**EMPTIED).update(**EMPTIED)
