"""Reads of an organization's mails: how far each is, never what it says."""

from collections.abc import Iterable
from datetime import timedelta
from email.errors import MessageError
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.models import Mail, Organization

from . import smtp_replies

ATTEMPTS = 5
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
PAUSE_GROWS = 5  # 1, 5, 25 and 125 minutes
BATCH_SIZE = 200
LONGEST_FAILURE = 250
FAILED_TEXT_KEPT = timedelta(days=7)
SENT_KEPT = timedelta(days=30)
FAILED_KEPT = timedelta(days=90)
WAITING = Q(sent_at=None, failed_at=None)
EMPTIED = {"body": "", "html": ""}


SHOWN = 200


TEXT = ("body", "html")


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


DUE = WAITING & Q(next_try_at__lte=Now())


def deliver(*, mail_id: int) -> None:
    """Send one mail and forget its text; what cannot be sent now is tried again or given up."""
    mail = claim(mail_id)
    if mail is None:
        return
    try:
        message_of(mail).send()
    except (OSError, ValueError, MessageError) as error:  # smtplib's errors are OSErrors
        is_hopeless = smtp_replies.is_final(error) or mail.attempts >= ATTEMPTS
        reason = smtp_replies.reply_text(error)[:LONGEST_FAILURE]
        (fail if is_hopeless else put_back)(mail, reason)
    else:
        finish(mail)


def claim(mail_id: int) -> Mail | None:
    """Return the mail, which is the caller's to send now; None where it is not due."""
    with tenancy.scope(mailer="on"):
        wanted = Mail.objects.filter(DUE, pk=mail_id, attempts__lt=ATTEMPTS)
        if not wanted.update(attempts=F("attempts") + 1, next_try_at=Now() + LEASE):
            return None
        return Mail.objects.get(pk=mail_id)


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


def finish(mail: Mail) -> bool:
    """Record that the mail is sent; return whether the claim still held."""
    return _record(mail, sent_at=Now(), failure="", **EMPTIED)


def put_back(mail: Mail, reason: str) -> bool:
    """Let the mail be tried again after a pause; return whether the claim still held."""
    pause = FIRST_PAUSE * PAUSE_GROWS ** (mail.attempts - 1)
    return _record(mail, next_try_at=Now() + pause, failure=reason)


def fail(mail: Mail, reason: str) -> bool:
    """Give the mail up; return whether the claim still held."""
    return _record(mail, failed_at=Now(), failure=reason)


def due_mails() -> list[int]:
    """Return the mails that want sending, the longest waiting first."""
    with tenancy.scope(mailer="on"):
        rows = Mail.objects.filter(DUE, attempts__lt=ATTEMPTS).order_by("next_try_at", "pk")
        return list(rows.values_list("pk", flat=True)[:BATCH_SIZE])


def fail_lost_mails() -> int:
    """Fail the mails whose last attempt ended without a word; return how many there were."""
    with tenancy.scope(mailer="on"):
        lost = Mail.objects.filter(DUE, attempts__gte=ATTEMPTS)
        return lost.update(failed_at=Now(), failure=_("Sending was broken off."))


def delete_old_mails() -> None:
    """Delete mails that ended long ago; clear the text of those that failed a while ago."""
    with tenancy.scope(mailer="on"):
        Mail.objects.filter(sent_at__lt=Now() - SENT_KEPT).delete()
        Mail.objects.filter(failed_at__lt=Now() - FAILED_KEPT).delete()
        kept = Mail.objects.filter(failed_at__lt=Now() - FAILED_TEXT_KEPT)
        kept.exclude(**EMPTIED).update(**EMPTIED)


def _record(mail: Mail, **outcome: object) -> bool:
    with tenancy.scope(mailer="on"):
        return bool(_held(mail).update(**outcome))


def _held(mail: Mail) -> QuerySet[Mail]:
    return Mail.objects.filter(WAITING, pk=mail.pk, attempts=mail.attempts)
