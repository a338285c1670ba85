"""Reads of an organization's mails: how far each is, never what it says."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from orgs.delivery import SENT_KEPT
from orgs.models import Mail, Organization

SHOWN = 200
TEXT = ("body", "html")


def recent_mails(organization: Organization) -> QuerySet[Mail]:
    """Return the organization's newest mails without their text, the newest first."""
    mails = Mail.objects.filter(organization=organization, queued_at__gt=Now() - SENT_KEPT)
    return mails.defer(*TEXT).order_by("-queued_at", "-pk")[:SHOWN]


def undelivered(organization: Organization, addresses: Iterable[str]) -> list[Mail]:
    """Return, for each of the addresses whose newest mail failed, that mail; by address."""
    mails = Mail.objects.filter(organization=organization)
    newer = mails.filter(recipient=OuterRef("recipient"), pk__gt=OuterRef("pk"))
    failed = mails.filter(~Exists(newer), failed_at__isnull=False, recipient__in=set(addresses))
    return list(failed.defer(*TEXT).order_by("recipient", "pk"))
