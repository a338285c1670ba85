"""Runs Groundwork on one machine; bin/serve becomes this program once all is installed.

It starts the database, brings it up to date, then starts the web server, and worker and scheduler
as soon as a page is answered. Whatever ends is started again, each time a little later. Ctrl-C
stops all in the opposite order, within bounds. Killed itself, it can stop nothing: then the orphan
guard ends what it started, and the next start clears away what that run left.
"""

import json
import os
import sys
import time
from urllib.parse import urlsplit

from local.child_process import ChildProcess, StopSignal, rotate_log
from local.cluster import Cluster
from local.command_line import Options, read_options
from local.health_probe import is_healthy
from local.installation import StateFolder, installation_lock, refuse_busy_port
from local.orphan_guard import GUARD_GROUPS, OrphanGuard
from local.terminal import CannotStartError, ProgressLine, say

WEB_THREADS = min(2 * (os.cpu_count() or 1) + 1, 16)  # no more than connections in the pool
HEALTH_TIMEOUT_SECONDS = 90
STOP_TIMEOUT_SECONDS = 12  # the web server kills its own worker after 8
PORT_TIMEOUT_SECONDS = 12  # the orphan guard kills after 10


class StoppedError(Exception):
    """A signal asked to stop while things were still being started."""


class Supervisor:
    """Starts everything in order, keeps it running and stops it in the opposite order."""

    def __init__(self, options: Options, state: StateFolder) -> None:
        self._options = options
        self._state = state
        self._stop = StopSignal()
        self._guard = OrphanGuard(GUARD_GROUPS)
        self._cluster: Cluster | None = None
        self._processes: list[ChildProcess] = []
        self._local_url = f"http://localhost:{options.port}"
        self._environment = os.environ | {
            "GROUNDWORK_PORT": str(options.port),
            "GROUNDWORK_URL": os.environ.get("GROUNDWORK_URL", "").strip() or self._local_url,
            "GROUNDWORK_VAR": str(state.root),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            # Else glibc keeps up to eight arenas a core for threads, and memory grows with them.
            "MALLOC_ARENA_MAX": "2",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self) -> None:
        """Start, serve until asked to stop, and leave nothing behind."""
        with installation_lock(self._state.lock, self._options.port) as was_killed:
            try:
                self._start(was_killed=was_killed)
                self._greet()
                self._keep_running()
            except StoppedError:
                pass
            finally:
                self._stop_everything()

    def _start(self, *, was_killed: bool) -> None:
        if was_killed:
            say("The last run was killed; picking up what it left.")
        self._wait_for_port(PORT_TIMEOUT_SECONDS if was_killed else 0)
        self._start_database()
        self._prepare()
        with ProgressLine("Starting the web server, the worker and the scheduler"):
            self._processes = self._programs()
            web, *others = self._processes
            # One after the other: side by side they took each other three seconds on two cores.
            self._launch(web)
            self._wait_until_healthy(web)
            self._launch(*others)

    def _wait_for_port(self, patience: float) -> None:
        """Wait for what a killed run left on the port to go; its orphan guard is ending it."""
        deadline = time.monotonic() + patience
        while True:
            try:
                return refuse_busy_port(self._options.port)
            except CannotStartError:
                if time.monotonic() > deadline:
                    raise
            self._pause(0.2)

    def _start_database(self) -> None:
        if os.environ.get("DATABASE_URL", "").strip():
            return
        cluster = Cluster(self._state.database, log=self._state.logs / "postgres.log")
        if not cluster.exists:
            with ProgressLine("Making the database"):
                # Before the data: a first start that is interrupted has to be the first again.
                self._state.write_private(self._state.unfinished, "")
                cluster.create()
        rotate_log(self._state.logs / "postgres.log")
        with ProgressLine("Starting the database"):
            # Known before it runs, so that a stop in the middle of the start stops it too.
            self._cluster = cluster
            cluster.start()
        self._state.write_private(self._state.database_url, cluster.url)
        self._pause(0)

    def _prepare(self) -> None:
        """Run the preparation; the first start is the first whose preparation ends well."""
        wanted = self._options.wants_demo
        if wanted is None:
            wanted = self._cluster is not None and self._state.unfinished.exists()
        child = ChildProcess(
            "preparation",
            [sys.executable, "-m", "config.preparation", *(["demo"] if wanted else [])],
            environment=self._environment,
        )
        self._processes = [child]
        child.start()
        self._watch()
        while child.status is None:
            self._pause(1)
        if child.status:
            raise CannotStartError("Groundwork has not started.")
        self._state.unfinished.unlink(missing_ok=True)

    def _programs(self) -> list[ChildProcess]:
        """Return the three programs; each is also a service of docker-compose.yml."""
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        granian += ["--port", str(self._options.port), "--http", "1", "--no-ws"]
        granian += ["--workers", "1", "--blocking-threads", str(WEB_THREADS)]
        granian += ["--workers-kill-timeout", "8", "--log-level", "warning"]
        celery = [sys.executable, "-m", "celery", "-A", "config"]
        worker = ["worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"]
        # What workers tell each other is of no use to a single one.
        worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        # No pid file: one that a kill left behind would keep the scheduler from starting.
        beat = ["beat", "--schedule", str(self._state.run / "beat-schedule"), "--pidfile="]
        return [
            self._program("web server", "web", [*granian, "config.wsgi:application"]),
            self._program("worker", "worker", [*celery, *worker]),
            self._program("scheduler", "scheduler", [*celery, *beat, "--loglevel", "WARNING"]),
        ]

    def _program(self, name: str, log: str, command: list[str]) -> ChildProcess:
        path = rotate_log(self._state.logs / f"{log}.log")
        return ChildProcess(name, command, log=path, environment=self._environment)

    def _launch(self, *processes: ChildProcess) -> None:
        for process in processes:
            process.start()
        self._watch()

    def _wait_until_healthy(self, web: ChildProcess) -> None:
        """Wait for the web server alone: beside it the others would take the first page's time."""
        deadline = time.monotonic() + HEALTH_TIMEOUT_SECONDS
        host = urlsplit(self._environment["GROUNDWORK_URL"]).netloc
        while not is_healthy(self._options.port, host):
            if web.status is not None:
                raise CannotStartError(f"The {web.name} ended:\n{web.log_tail()}")
            if time.monotonic() > deadline:
                raise CannotStartError(f"The {web.name} does not answer:\n{web.log_tail()}")
            self._pause(0.1)

    def _greet(self) -> None:
        say(f"\nGroundwork is ready: {self._local_url}\n")
        if self._state.accounts.exists():
            say(account_table(json.loads(self._state.accounts.read_text())))
        say(f"Logs are in {self._state.logs}. Ctrl-C stops Groundwork.")

    def _keep_running(self) -> None:
        while not self._stop.wait(1):
            if self._cluster and not self._cluster.is_running:
                say("The database ended; starting it again.")
                self._cluster.stop()
                self._cluster.start()
            for process in self._processes:
                self._restart_if_ended(process)
                process.trim_log()

    def _restart_if_ended(self, process: ChildProcess) -> None:
        if process.status is not None:
            status = process.status
            tail = process.log_tail()
            delay = process.schedule_restart()
            say(f"The {process.name} ended (status {status}):\n{tail}")
            say(f"Starting it again in {delay:.0f} s.")
            self._watch()
        elif process.restart_at and time.monotonic() >= process.restart_at:
            process.start()
            self._watch()

    def _watch(self) -> None:
        self._guard.watch(group for process in self._processes if (group := process.group))

    def _pause(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise StoppedError

    def _stop_everything(self) -> None:
        """Stop web server, worker and scheduler, then the database, each within bounds."""
        if self._stop.is_received:
            say("\nStopping …")
        for process in self._processes:
            process.ask_to_stop()
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        for process in self._processes:
            process.end(deadline, self._stop)
        # Once released, the guard ends the groups that it was told of last: none are left.
        self._guard.watch([])
        self._guard.release(timeout=5)
        self._state.database_url.unlink(missing_ok=True)
        if self._cluster:
            self._cluster.stop()
        if self._stop.is_received:
            say("Groundwork has stopped.")


def account_table(accounts: list[dict[str, str]]) -> str:
    """Return the demo accounts as aligned lines."""
    rows = [["Demo account", "Role", "Email", "Password"]]
    rows += [
        [account[key] for key in ("name", "role", "email", "password")] for account in accounts
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "".join(f"  {line}\n" for line in lines)


def main(words: list[str]) -> int:
    """Run an installation; return 0 after a stop that was asked for."""
    state = StateFolder()
    try:
        state.make()
        Supervisor(read_options(words), state).run()
    except CannotStartError as error:
        say(str(error))
        return 1
    except PermissionError as error:
        say(f"{error.filename} belongs to another user. Start Groundwork as that user.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
