"""What owners do with exports: order one, fetch it. A worker does the rest."""

from datetime import datetime

from django.db import transaction

from orgs.jobs.doorbell import ring_after_commit
from orgs.models import UNFINISHED, Export, Member

from . import tasks


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
    ring_after_commit(tasks.export, ordered.organization_id, ordered.pk)
    return ordered


def note_download(*, export: Export, at: datetime) -> None:
    """Remember when the archive was last fetched; the history tells by whom."""
    Export.objects.filter(pk=export.pk).update(downloaded_at=at)
