"""The life of a job: claimed by one worker at a time, on a lease by the database's clock.

Every function opens the organization's scope for itself, so nothing is held open while a PDF is
rendered. Whoever lost the lease lost the fence with it and changes nothing any more.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from orgs.database import tenancy

from . import files
from .models import LONGEST_FAILURE, Report, ReportState

ATTEMPTS = 3
LEASE = timedelta(seconds=settings.REPORTS_LEASE_SECONDS)
REQUEUE_AFTER = timedelta(seconds=5)  # a ring that was not lost is answered sooner than that
BATCH_SIZE = 100

CLAIMED, BUILT, STORED = 5, 25, 100

DUE = Q(state=ReportState.QUEUED) | Q(state=ReportState.RUNNING, lease_until__lt=Now())


@dataclass(frozen=True)
class ReportLease:
    """A worker's right to make a report, which lasts as long as the row carries its fence."""

    organization_id: int
    report_id: int
    fence: int
    attempt: int
    file: str


@dataclass(frozen=True)
class FinishedReport:
    """What a finished report is."""

    pages: int | None
    size: int
    digest: str
    units: tuple[int, ...] = ()


def claim(organization_id: int, report_id: int) -> ReportLease | None:
    """Return the right to make the report; None where somebody else has it, or nobody wants it."""
    name = files.new_name(organization_id)
    with tenancy.scope(organization=organization_id):
        wanted = Report.objects.filter(DUE, pk=report_id, attempts__lt=ATTEMPTS)
        former = wanted.select_for_update().values_list("file", flat=True).first()
        if former is None:
            return None
        Report.objects.filter(pk=report_id).update(
            state=ReportState.RUNNING,
            attempts=F("attempts") + 1,
            fence=F("fence") + 1,
            lease_until=Now() + LEASE,
            progress=CLAIMED,
            file=name,
        )
        fence, attempt = Report.objects.values_list("fence", "attempts").get(pk=report_id)
    files.remove(former)
    return ReportLease(organization_id, report_id, fence, attempt, name)


def renew(held: ReportLease, progress: int) -> bool:
    """Lengthen the lease and say how far it is; return whether the claim still holds."""
    with tenancy.scope(organization=held.organization_id):
        return bool(_held(held).update(lease_until=Now() + LEASE, progress=progress))


def finish(held: ReportLease, outcome: FinishedReport) -> bool:
    """Record that the file is stored; return whether the claim still held."""
    with tenancy.scope(organization=held.organization_id):
        return bool(
            _held(held).update(
                state=ReportState.DONE,
                progress=STORED,
                pages=outcome.pages,
                size=outcome.size,
                digest=outcome.digest,
                units=list(outcome.units),
                failure="",
                lease_until=None,
                finished_at=Now(),
            )
        )


def put_back(held: ReportLease, reason: str) -> bool:
    """Queue the report again, or fail it where that was its last attempt."""
    if held.attempt >= ATTEMPTS:
        return fail(held, reason)
    with tenancy.scope(organization=held.organization_id):
        return bool(
            _held(held).update(
                state=ReportState.QUEUED,
                progress=0,
                failure=reason[:LONGEST_FAILURE],
                lease_until=None,
            )
        )


def fail(held: ReportLease, reason: str) -> bool:
    """Record that the report cannot be made, and why; return whether the claim still held."""
    with tenancy.scope(organization=held.organization_id):
        return _fail(_held(held), reason)


def due_reports() -> list[tuple[int, int]]:
    """Return (organization, report) of the jobs that no worker answers for, the oldest first."""
    return _waiting(Q(attempts__lt=ATTEMPTS))


def fail_lost_reports() -> int:
    """Fail the jobs whose last attempt ended without a word; return how many there were."""
    reason = _("Making the PDF was broken off %s times; order it again later.") % ATTEMPTS
    lost = 0
    for organization_id, report_id in _waiting(Q(attempts__gte=ATTEMPTS)):
        with tenancy.scope(organization=organization_id):
            row = Report.objects.filter(DUE, pk=report_id, attempts__gte=ATTEMPTS)
            lost += _fail(row, reason)
    return lost


def _held(held: ReportLease) -> QuerySet[Report]:
    return Report.objects.filter(pk=held.report_id, state=ReportState.RUNNING, fence=held.fence)


def _fail(row: QuerySet[Report], reason: str) -> bool:
    return bool(
        row.update(
            state=ReportState.FAILED,
            progress=0,
            failure=reason[:LONGEST_FAILURE],
            lease_until=None,
            finished_at=Now(),
        )
    )


def _waiting(which: Q) -> list[tuple[int, int]]:
    """Read across organizations, which the sweeper's policy allows on this table only."""
    with tenancy.scope(sweeper="on", organization=""):
        rows = Report.objects.filter(DUE, which, requested_at__lt=Now() - REQUEUE_AFTER)
        return list(
            rows.order_by("requested_at", "pk").values_list("organization_id", "pk")[:BATCH_SIZE]
        )
