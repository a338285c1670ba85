"""An export as a job: its states, where an attempt puts the archive, and when that is removed."""

from datetime import timedelta
from uuid import uuid4

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from orgs.database import tenancy
from orgs.jobs.lease import ANSWER_TIME, JobKind, remove_file
from orgs.models import UNFINISHED, Export, ExportState

RETENTION = timedelta(days=7)
EXPIRED = Q(state=ExportState.DONE, expires_at__lte=Now())


def new_name(organization_id: int) -> str:
    """Return a name for an archive that nobody else has or can guess."""
    return f"exports/{organization_id}/{uuid4()}.zip"


EXPORTS = JobKind(
    model=Export,
    unfinished=Q(state__in=UNFINISHED),
    broken_off=_("Writing the archive was broken off %s times; order it again later."),
    running={"state": ExportState.RUNNING},
    queued={"state": ExportState.QUEUED},
    done={
        "state": ExportState.DONE,
        "finished_at": Now(),
        "expires_at": Now() + RETENTION,
    },
    failed={"state": ExportState.FAILED, "finished_at": Now(), "file": ""},
    unanswered=Q(requested_at__lt=Now() - ANSWER_TIME),
    order=("requested_at", "pk"),
    file_name=new_name,
)


def expire() -> None:
    """Remove the archives whose time is over; the rows stay and say so."""
    for organization_id, export_id in _expired():
        with tenancy.scope(organization=organization_id):
            row = Export.objects.filter(EXPIRED, pk=export_id)
            file = row.select_for_update().values_list("file", flat=True).first()
            row.update(state=ExportState.EXPIRED, file="")
        remove_file(file or "")


def _expired() -> list[tuple[int, int]]:
    """Read across organizations, which the sweeper's policy allows on this table."""
    with tenancy.scope(sweeper="on", organization=""):
        rows = Export.objects.filter(EXPIRED).order_by("requested_at", "pk")
        return list(rows.values_list("organization_id", "pk")[: EXPORTS.batch_size])
