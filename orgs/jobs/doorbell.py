"""Rings for jobs: a ring that is lost costs time and nothing else, for the sweeper rings again."""

from typing import Any

import structlog
from celery import Task
from django.db import DatabaseError, transaction
from kombu.exceptions import OperationalError

from .lease import JobKind

log = structlog.get_logger(__name__)


def ring_after_commit(task: "Task[Any, Any]", *ids: int) -> None:
    """Ring for the job once its row is there for the worker to see."""

    def ring_now() -> None:  # Django logs what a hook raises under the hook's name
        ring(task, *ids)

    transaction.on_commit(ring_now, robust=True)


def ring_for_due(task: "Task[Any, Any]", kind: JobKind) -> None:
    """Ring again for what nobody answers for, until the broker takes no more."""
    for ids in kind.due():
        if not ring(task, *ids):
            return


def ring(task: "Task[Any, Any]", *ids: int) -> bool:
    """Ring for the job; return whether the broker took it."""
    try:
        task.delay(*ids)
    except (OperationalError, OSError, DatabaseError) as error:
        log.warning("ring lost", task=task.name, ids=ids, error=repr(error))
        return False
    return True
