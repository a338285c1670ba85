"""Rings the worker for an export by the task's name, so that pages need not know the task."""

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from orgs.exporting.models import Export

TASK = "orgs.export"
log = structlog.get_logger(__name__)


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
