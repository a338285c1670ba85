"""The outbox: mail is a row, written with the change that it tells of and sent after the commit.

A change that is rolled back takes its mail with it, and a mail server that is slow or away keeps
nobody waiting. `write` renders a mail in its reader's zone and posts it; `post` stores the row and
rings the worker; orgs.mail.delivery claims it, sends it and records how that ended. A ring that
gets lost is rung again by the sweeper, because the row is the truth.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import tzinfo
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.template import Context, Engine
from django.template.loader import select_template
from django.utils import timezone, translation

from orgs import time_zones
from orgs.database import tenancy
from orgs.jobs.doorbell import ring_after_commit
from orgs.models import Mail, Organization, User
from orgs.names.email_addresses import canonical_address

from . import limits, tasks

LONGEST_SUBJECT = 250
_is_silent: ContextVar[bool] = ContextVar("mails_are_silent", default=False)
PLAIN = "mails/plain.html"  # the text as it is, for mails that have no HTML of their own


@contextmanager
def suppress_mails() -> Iterator[None]:
    """Store and send no mail inside: a past that is played again tells nobody."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def write(
    template: str,
    recipient: str,
    context: Mapping[str, Any],
    *,
    organization: Organization | None = None,
) -> Mail:
    """Post a mail from its templates, in the reader's time zone and the installation's language.

    They are `<template>_subject.txt`, `<template>.txt` and `<template>.html`. Allauth's names fit:
    of `x_message` the subject is `x_subject.txt`.
    """
    if _is_silent.get():
        return Mail(organization=organization, recipient=recipient)
    mail_context = {"site": settings.PUBLIC_URL, **context}
    language = translation.override(settings.LANGUAGE_CODE)
    with language, timezone.override(zone_of(recipient)):
        subject = _line(_text(f"{template.removesuffix('_message')}_subject.txt", mail_context))
        body = _text(f"{template}.txt", mail_context).strip() + "\n"
        mail_context |= {"subject": subject, "text": body}
        html = select_template([f"{template}.html", PLAIN]).render(mail_context).strip()
    return post(
        recipient=recipient, subject=subject, body=body, html=html, organization=organization
    )


def post(
    *,
    recipient: str,
    subject: str,
    body: str,
    html: str = "",
    organization: Organization | None = None,
) -> Mail:
    """Store a mail and ring the worker once the surrounding transaction is committed."""
    mail = Mail(
        organization=organization,
        recipient=canonical_address(recipient),
        subject=_line(subject),
        body=body,
        html=html,
    )
    if _is_silent.get():
        return mail
    if organization and not limits.mail_use(organization).left:
        # Nothing is lost: what is too much for this hour goes in the next one.
        mail.next_try_at = Now() + limits.SPAN
        mail.save(force_insert=True)
        return mail
    if organization is None:  # such a mail is nobody's to see, so the scope of a request is no help
        with tenancy.scope(mailer="on"):
            mail.save(force_insert=True)
    else:
        mail.save(force_insert=True)
    ring_after_commit(tasks.deliver_mail, mail.pk)
    return mail


def zone_of(address: str) -> tzinfo:
    """Return the zone in which whoever has the address reads times."""
    people = User.objects.filter(email=canonical_address(address))
    return time_zones.zone(people.values_list("time_zone", flat=True).first() or "")


def _text(name: str, context: Mapping[str, Any]) -> str:
    """Return the template as plain text: nothing in it is escaped for HTML."""
    template = Engine.get_default().get_template(name)
    return str(template.render(Context(dict(context), autoescape=False)))


def _line(subject: str) -> str:
    """Return one line: names end up in a subject, and a header must not grow lines."""
    return " ".join(subject.split())[:LONGEST_SUBJECT]
