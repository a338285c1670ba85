"""Job rows that one worker at a time holds, on a lease by the database's clock.

A job's table has the columns attempts, fence and lease_until. Every function opens the
organization's scope for itself. Whoever lost the lease lost the fence with it and changes nothing
any more.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from orgs.database import tenancy

LEASE = timedelta(minutes=2)
BATCH_SIZE = 100


@dataclass(frozen=True)
class Lease:
    """A worker's right to a job, which lasts as long as the row carries its fence."""

    model: type[models.Model]
    organization_id: int
    pk: int
    fence: int
    attempt: int

    def row(self) -> "models.QuerySet[Any]":
        """Return the job's row while it is held; the scope must be open."""
        rows = _rows(self.model).filter(pk=self.pk, fence=self.fence)
        return rows.exclude(lease_until=None)


def claim(model: type[models.Model], organization_id: int, pk: int, *, due: Q) -> Lease | None:
    """Return the right to the job; None where somebody else has it, or it is not due."""
    rows = _rows(model).filter(pk=pk)
    with tenancy.scope(organization=organization_id):
        free = Q(lease_until=None) | Q(lease_until__lt=Now())
        if not rows.filter(due, free).select_for_update().exists():
            return None
        rows.update(attempts=F("attempts") + 1, fence=F("fence") + 1, lease_until=Now() + LEASE)
        fence, attempt = rows.values_list("fence", "attempts").get()
    return Lease(model, organization_id, pk, fence, attempt)


def renew(held: Lease, **columns: object) -> bool:
    """Lengthen the lease and write the columns; return whether the job is still held."""
    with tenancy.scope(organization=held.organization_id):
        return bool(held.row().update(lease_until=Now() + LEASE, **columns))


def release(held: Lease, **columns: object) -> bool:
    """End the lease and write the columns; return whether the job was still held."""
    with tenancy.scope(organization=held.organization_id):
        return bool(held.row().update(lease_until=None, **columns))


def due_jobs(model: type[models.Model], *, due: Q) -> list[tuple[int, int]]:
    """Return (organization, row) of the jobs that no worker answers for, the oldest first.

    It reads across organizations, which needs the sweeper's policy on the table.
    """
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    with tenancy.scope(sweeper="on", organization=""):
        rows = _rows(model).filter(due, free).order_by("pk")
        return list(rows.values_list("organization_id", "pk")[:BATCH_SIZE])


def _rows(model: type[models.Model]) -> "models.QuerySet[Any]":
    return cast("models.QuerySet[Any]", cast("Any", model).objects.all())
