"""The Celery application: a doorbell for job rows, never the truth about them."""

import os
from typing import Any

from celery import Celery, beat, signals
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

from config import env
from local import liveness
from orgs.database.tenancy import refuse_unsafe_role
from orgs.jobs.task import RecordedTask

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# One machine needs no other server for its rings than the database.
TRANSPORT_ALIASES["notify"] = "orgs.jobs.notify_transport:Transport"
app = Celery("groundwork", task_cls=RecordedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Leave logging as the settings made it."""


@signals.worker_init.connect
def refuse_an_unsafe_role(**_: Any) -> None:
    """Stop the worker where the database would not hold organizations apart."""
    refuse_unsafe_role()


@signals.worker_ready.connect
def look_for_what_was_rung_before(**_: Any) -> None:
    """Sweep at once: on one machine nobody kept the rings that came while no worker listened."""
    if not settings.REDIS_URL:
        for due in settings.CELERY_BEAT_SCHEDULE.values():
            app.send_task(str(due["task"]))


@signals.worker_ready.connect
def answer_the_supervisor(**_: Any) -> None:
    """Let the supervisor know that the worker listens, and keep the schedule where it says so."""
    if env.flag("GROUNDWORK_WORKER_SCHEDULES"):
        # In memory: what is due is due again after a start, and no file can be in the way.
        make: Any = beat.EmbeddedService
        scheduler = make(app, thread=True, scheduler_cls="celery.beat:Scheduler")
        scheduler.start()
        liveness.answer(scheduler.is_alive)
    else:
        liveness.answer()
