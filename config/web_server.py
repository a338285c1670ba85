"""A web server of one machine: it loads everything once, and the process that serves is its fork.

A process that dies is replaced within a moment, by one that shares its memory with its maker.
Containers start granian by itself: there each container is one process more or less.
"""

import gc
import multiprocessing
import os
import sys
from typing import Any

import django
from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

KILL_TIMEOUT_SECONDS = 8


class WebServer(Server):  # type: ignore[misc, valid-type]  # which one it is depends on the Python
    """Granian's server, which replaces a process that was killed as often as that happens.

    By itself it ends where the same one dies twice within 5.5 seconds; that stays so for one that
    fails by its own fault, because then the supervisor has to wait before it tries again.
    """

    def _respawn_workers(self, workers: list[int], *arguments: Any, **options: Any) -> None:
        killed = [number for number in workers if (self.wrks[number].inner.exitcode or 0) < 0]
        super()._respawn_workers(workers, *arguments, **options)
        for number in killed:
            self.respawned_wrks.pop(number, None)


def main(port: int, threads: int) -> None:
    """Serve on the port of this machine until asked to stop; servers may share it."""
    # Spawned instead, as later Pythons would, the process would load everything again.
    multiprocessing.set_start_method("fork")
    load()
    WebServer(
        "config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=threads,
        workers_kill_timeout=KILL_TIMEOUT_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def load() -> None:
    """Load the application, but open nothing that a fork must not share."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    get_resolver().url_patterns  # noqa: B018 - loads the views
    gc.freeze()  # else the first search for garbage in the fork would copy every page


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
