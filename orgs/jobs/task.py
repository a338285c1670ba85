"""What background tasks are made of."""

from typing import Any

from celery import Task

from orgs.database.change_origin import change_origin

from . import turn_queries
from .doorbell import ring
from .lease import JobKind


class RecordedTask(Task):  # type: ignore[type-arg]
    """A task whose changes are recorded as coming from it."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Run the task."""
        with change_origin("task", task=str(self.name), request=str(self.request.id or "")):
            return self.work(*args, **options)

    def work(self, *args: Any, **options: Any) -> Any:
        """Do what the task is for."""
        return self.run(*args, **options)


class JobTask(RecordedTask):
    """A task that is rung with the ids of a job and runs with the right to it, if it gets that.

    It claims the job in its organization's scope, which `lease.scope()` opens again wherever rows
    are read; a transaction about all of the work would keep the row locked while a PDF is made.
    """

    kind: JobKind
    typing = False  # celery would compare the ids of a ring with the arguments of `run`

    def work(self, *ids: int) -> None:
        """Claim the job and do it, unless another worker does or nobody wants it any more.

        Where jobs take turns, it may be another one's turn than that of the job rung for. Whoever
        was held back meanwhile is rung for once this one is over.
        """
        if not self.kind.person_column:
            if lease := self.kind.claim(*ids):
                self.run(lease)
            return
        if lease := turn_queries.claim_in_turn(self.kind):
            try:
                self.run(lease)
            finally:
                if waiting := turn_queries.next_due(self.kind):
                    ring(self, *waiting)
