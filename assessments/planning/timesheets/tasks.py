"""The doorbell of time sheets: a ring carries an id, the row says what there is to do."""

import structlog
from celery import shared_task
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.planning.models import AT_WORK, BatchState, EffortBatch, EffortRecord
from orgs.jobs.doorbell import ring_for_due
from orgs.jobs.lease import JobKind, Lease
from orgs.jobs.outage import is_outage
from orgs.jobs.task import JobTask

from . import worker

log = structlog.get_logger(__name__)


def _remove_records(batch_id: int) -> None:
    """Remove what a worker that died had added; nobody counts it, and it would seem known."""
    EffortRecord.objects.filter(batch=batch_id, batch__state=BatchState.APPLYING).delete()


TIME_SHEETS = JobKind(
    model=EffortBatch,
    unfinished=Q(state__in=AT_WORK),
    broken_off=_("Reading the file was broken off %s times. Give it up, and try a part of it."),
    failed={"state": BatchState.FAILED},
    clean_up=_remove_records,
)


@shared_task(name="planning.import_effort", base=JobTask, kind=TIME_SHEETS)
def import_effort(lease: Lease) -> None:
    """Check or apply one time sheet."""
    try:
        worker.run_import(lease)
    except worker.LeaseLostError:
        log.info("time sheet lost to another worker", batch=lease.pk)
    except Exception as error:
        if is_outage(error):
            lease.postpone()
        else:
            lease.release()
        raise


@shared_task(name="planning.sweep")
def sweep_time_sheets() -> None:
    """Ring again for time sheets whose ring was lost or whose worker is gone; end the hopeless."""
    TIME_SHEETS.fail_lost()
    ring_for_due(import_effort, TIME_SHEETS)
