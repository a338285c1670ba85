"""What owners do with exports: order one, fetch it. A worker does the rest (jobs.py)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from celery import current_app
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from orgs.database import tenancy
from orgs.models import LONGEST_FAILURE, UNFINISHED, Export, ExportState, Member

TASK = "orgs.export"
log = structlog.get_logger(__name__)
ATTEMPTS = 3
LEASE = timedelta(minutes=2)
REQUEUE_AFTER = timedelta(seconds=5)  # a ring that was not lost is answered sooner than that
RETENTION = timedelta(days=7)
BATCH_SIZE = 100
DUE = Q(state=ExportState.QUEUED) | Q(state=ExportState.RUNNING, lease_until__lt=Now())
EXPIRED = Q(state=ExportState.DONE, expires_at__lte=Now())


@transaction.atomic
def order(*, by: Member, at: datetime) -> Export:
    """Order the organization's archive; return the unfinished order where there is one.

    The bell rings either way: what is queued may have missed its first ring.
    """
    ordered, _new = Export.objects.get_or_create(
        organization_id=by.organization_id,
        state__in=UNFINISHED,
        defaults={"requested_by": by, "requested_at": at},
    )
    ring_after_commit(ordered)
    return ordered


def note_download(*, export: Export, at: datetime) -> None:
    """Remember when the archive was last fetched; the history tells by whom."""
    Export.objects.filter(pk=export.pk).update(downloaded_at=at)


def ring_after_commit(ordered: Export) -> None:
    """Ring for the export once its row is there for the worker to see."""

    def ring_now() -> None:  # Django logs what a hook raises under the hook's name
        ring(ordered.organization_id, ordered.pk)

    transaction.on_commit(ring_now, robust=True)


def ring(organization_id: int, export_id: int) -> bool:
    """Ring for the export; return whether the broker took it (the sweeper rings again if not)."""
    try:
        current_app.tasks[TASK].delay(organization_id, export_id)
    except (OperationalError, OSError) as error:
        log.warning("ring lost", export=export_id, organization=organization_id, error=repr(error))
        return False
    return True


@dataclass(frozen=True)
class ExportLease:
    """A worker's right to write an archive, which lasts as long as the row carries its fence."""

    organization_id: int
    export_id: int
    fence: int
    attempt: int
    file: str


@dataclass(frozen=True)
class WrittenArchive:
    """What a written archive is."""

    size: int
    rows: int
    digest: str


def claim(organization_id: int, export_id: int) -> ExportLease | None:
    """Return the right to write the archive; None where somebody else has it or nobody asks."""
    name = f"exports/{organization_id}/{uuid4()}.zip"
    with tenancy.scope(organization=organization_id):
        wanted = Export.objects.filter(DUE, pk=export_id, attempts__lt=ATTEMPTS)
        former = wanted.select_for_update().values_list("file", flat=True).first()
        if former is None:
            return None
        Export.objects.filter(pk=export_id).update(
            state=ExportState.RUNNING,
            attempts=F("attempts") + 1,
            fence=F("fence") + 1,
            lease_until=Now() + LEASE,
            file=name,
        )
        fence, attempt = Export.objects.values_list("fence", "attempts").get(pk=export_id)
    remove(former)
    return ExportLease(organization_id, export_id, fence, attempt, name)


def renew(held: ExportLease) -> bool:
    """Lengthen the lease; return whether the claim still holds."""
    with tenancy.scope(organization=held.organization_id):
        return bool(_held(held).update(lease_until=Now() + LEASE))


def finish(held: ExportLease, outcome: WrittenArchive) -> bool:
    """Record that the archive is stored; return whether the claim still held."""
    with tenancy.scope(organization=held.organization_id):
        return bool(
            _held(held).update(
                state=ExportState.DONE,
                size=outcome.size,
                rows=outcome.rows,
                digest=outcome.digest,
                failure="",
                lease_until=None,
                finished_at=Now(),
                expires_at=Now() + RETENTION,
            )
        )


def put_back(held: ExportLease, reason: str) -> bool:
    """Queue the export again, or fail it where that was its last attempt."""
    with tenancy.scope(organization=held.organization_id):
        if held.attempt >= ATTEMPTS:
            return _fail(_held(held), reason)
        return bool(
            _held(held).update(
                state=ExportState.QUEUED, failure=reason[:LONGEST_FAILURE], lease_until=None
            )
        )


def due_exports() -> list[tuple[int, int]]:
    """Return (organization, export) of the jobs that no worker answers for, the oldest first."""
    return _across(DUE & Q(attempts__lt=ATTEMPTS, requested_at__lt=Now() - REQUEUE_AFTER))


def fail_lost_exports() -> int:
    """Fail the jobs whose last attempt ended without a word; return how many there were."""
    reason = _("Writing the archive was broken off %s times; order it again later.") % ATTEMPTS
    lost = 0
    for organization_id, export_id in _across(DUE & Q(attempts__gte=ATTEMPTS)):
        with tenancy.scope(organization=organization_id):
            row = Export.objects.filter(DUE, pk=export_id, attempts__gte=ATTEMPTS)
            files = list(row.values_list("file", flat=True))
            lost += _fail(row, reason)
        for file in files:
            remove(file)
    return lost


def expire() -> None:
    """Remove the archives whose time is over; the rows stay and say so."""
    for organization_id, export_id in _across(EXPIRED):
        with tenancy.scope(organization=organization_id):
            row = Export.objects.filter(EXPIRED, pk=export_id)
            file = row.select_for_update().values_list("file", flat=True).first()
            row.update(state=ExportState.EXPIRED, file="")
        remove(file or "")


def remove(file: str) -> None:
    """Remove the file, if there is one."""
    if file:
        default_storage.delete(file)


def _held(held: ExportLease) -> QuerySet[Export]:
    return Export.objects.filter(pk=held.export_id, state=ExportState.RUNNING, fence=held.fence)


def _fail(row: QuerySet[Export], reason: str) -> bool:
    return bool(
        row.update(
            state=ExportState.FAILED,
            failure=reason[:LONGEST_FAILURE],
            lease_until=None,
            finished_at=Now(),
            file="",
        )
    )


def _across(which: Q) -> list[tuple[int, int]]:
    """Read across organizations, which the sweeper's policy allows on this table."""
    with tenancy.scope(sweeper="on", organization=""):
        rows = Export.objects.filter(which).order_by("requested_at", "pk")
        return list(rows.values_list("organization_id", "pk")[:BATCH_SIZE])
