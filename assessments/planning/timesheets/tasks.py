"""The doorbell of time sheets: a ring carries an id, the row says what there is to do."""

import structlog
from celery import current_app, shared_task
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from assessments.planning.models import AT_WORK, BatchState, EffortBatch, EffortRecord
from orgs.database import tenancy
from orgs.jobs import lease

from . import worker

ATTEMPTS = 3
DUE = Q(state__in=AT_WORK, attempts__lt=ATTEMPTS)
OUT_OF_ATTEMPTS = Q(state__in=AT_WORK, attempts__gte=ATTEMPTS)
IMPORT = "planning.import_effort"

log = structlog.get_logger(__name__)


@shared_task(name=IMPORT)
def import_effort(organization_id: int, batch_id: int) -> None:
    """Check or apply one time sheet, unless another worker does."""
    held = lease.claim(EffortBatch, organization_id, batch_id, due=DUE)
    if held is None:
        return
    try:
        worker.run_import(held)
    except worker.LeaseLostError:
        log.info("time sheet lost to another worker", batch=batch_id)
    except Exception:
        lease.release(held)
        raise


@shared_task(name="planning.sweep")
def sweep_time_sheets() -> None:
    """Ring again for time sheets whose ring was lost or whose worker is gone; end the hopeless."""
    for organization_id, batch_id in lease.due_jobs(EffortBatch, due=OUT_OF_ATTEMPTS):
        _give_up(organization_id, batch_id)
    for organization_id, batch_id in lease.due_jobs(EffortBatch, due=DUE):
        if not ring(organization_id, batch_id):
            return


def ring_after_commit(batch: EffortBatch) -> None:
    """Ring for the time sheet once its row is there for the worker to see."""

    def ring_now() -> None:  # Django logs what a hook raises under the hook's name
        ring(batch.organization_id, batch.pk)

    transaction.on_commit(ring_now, robust=True)


def ring(organization_id: int, batch_id: int) -> bool:
    """Ring for the time sheet; return whether the broker took it (the sweeper rings again)."""
    try:
        current_app.tasks[IMPORT].delay(organization_id, batch_id)
    except (OperationalError, OSError) as error:
        log.warning("ring lost", batch=batch_id, organization=organization_id, error=repr(error))
        return False
    return True


def _give_up(organization_id: int, batch_id: int) -> None:
    reason = _("Reading the file was broken off %s times. Give it up, and try a part of it.")
    with tenancy.scope(organization=organization_id):
        EffortRecord.objects.filter(batch=batch_id, batch__state=BatchState.APPLYING).delete()
        EffortBatch.objects.filter(OUT_OF_ATTEMPTS, pk=batch_id).update(
            state=BatchState.FAILED, failure=reason % ATTEMPTS, lease_until=None
        )
