"""Runs Groundwork on one machine; bin/serve becomes this program once all is installed.

It starts the database, brings it up to date, then starts a web server, and as soon as that answers
a page a second one beside it, on the same port, and the worker. Whatever ends or falls silent is
started again (local/program.py). Nothing that goes wrong meanwhile ends the supervisor: it becomes
a line at the terminal. Ctrl-C stops all in the opposite order, within bounds. Killed itself, it can
stop nothing: then the orphan guard ends what it started, and the next start clears away the rest.
"""

import contextlib
import json
import os
import sys
import time
from urllib.parse import urlsplit

from local.child_process import ChildProcess, StopSignal
from local.cluster import Cluster
from local.command_line import Options, read_options
from local.health_probe import status_line
from local.installation import StateFolder, installation_lock, refuse_busy_port
from local.log_file import LogFile, rotate_log
from local.orphan_guard import GUARD_GROUPS, OrphanGuard
from local.program import DatabaseProgram, KeptProgram
from local.terminal import CannotStartError, ProgressLine, say

WEB_PROCESSES = 2  # so that one may die
# Of each web server: together they may wait for the database twice as often as there are cores.
WEB_THREADS = min((os.cpu_count() or 1) + 1, 16)
HEALTH_TIMEOUT_SECONDS = 90
RECOVERY_SECONDS = 600  # what PostgreSQL may take to replay what was not yet in its tables
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
        self._database: DatabaseProgram | None = None
        self._processes: list[ChildProcess] = []
        self._kept: dict[str, KeptProgram] = {}
        self._complaints: dict[str, str] = {}
        self._local_url = f"http://localhost:{options.port}"
        self._environment = os.environ | {
            "GROUNDWORK_PORT": str(options.port),
            "GROUNDWORK_URL": os.environ.get("GROUNDWORK_URL", "").strip() or self._local_url,
            "GROUNDWORK_VAR": str(state.root),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            # Else glibc keeps up to eight arenas a core for threads, and memory grows with them.
            "MALLOC_ARENA_MAX": "2",
            # A scheduler of its own would take 95 MB.
            "GROUNDWORK_WORKER_SCHEDULES": "1",
            "GROUNDWORK_WEB_THREADS": str(WEB_THREADS),
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
        with ProgressLine("Starting the web server and the worker"):
            self._processes = self._programs()
            # One after the other: side by side they took each other three seconds on two cores.
            self._wait_until_served(self._processes[0])
            self._keep()

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
        if not cluster.exists and not cluster.is_damaged:
            with ProgressLine("Making the database"):
                # Before the data: a first start that is interrupted has to be the first again.
                self._state.write_private(self._state.unfinished, "")
                cluster.create()
        if not self._state.unfinished.exists():
            self._state.refuse_lost_key()
        rotate_log(self._state.logs / "postgres.log")
        with ProgressLine("Starting the database"):
            # Known before it runs, so that a stop in the middle of the start stops it too.
            self._cluster = cluster
            cluster.start()
        self._state.write_private(self._state.database_url, cluster.url)
        self._environment["DATABASE_URL"] = cluster.url  # whatever becomes of the file
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
        """Return the web servers and the worker; all are also services of docker-compose.yml."""
        web = [sys.executable, "-m", "config.web_server"]
        web += [str(self._options.port), str(WEB_THREADS)]
        celery = [sys.executable, "-m", "celery", "-A", "config"]
        worker = ["worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"]
        # What workers tell each other is of no use to a single one.
        worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        log = LogFile(self._state.logs / "web.log")
        # Linux shares a port's connections between the servers that listen on it.
        servers = [
            ChildProcess(
                f"web server {number}",
                web,
                log=log,
                environment=self._environment,
                serves_on=True,
            )
            for number in range(1, WEB_PROCESSES + 1)
        ]
        log = LogFile(self._state.logs / "worker.log")
        words = [*celery, *worker]
        return [*servers, ChildProcess("worker", words, log=log, environment=self._environment)]

    def _keep(self) -> None:
        """Begin to keep all programs running; those that are not started yet are due now."""
        if self._cluster:
            self._database = DatabaseProgram(self._cluster)
            database = KeptProgram(self._database, longest_start=RECOVERY_SECONDS)
            database.adopt()
            self._kept = {"database": database}
        for process in self._processes:
            # Without a database each start would fail.
            self._kept[process.name] = KeptProgram(process, may_start=self._has_database)
        self._kept[self._processes[0].name].adopt()

    def _has_database(self) -> bool:
        return "database" not in self._kept or self._kept["database"].is_running

    def _wait_until_served(self, web: ChildProcess) -> None:
        """Start a web server alone: beside it the others would take the first page's time."""
        web.start()
        self._watch()
        deadline = time.monotonic() + HEALTH_TIMEOUT_SECONDS
        host = urlsplit(self._environment["GROUNDWORK_URL"]).netloc
        while not status_line(self._options.port, host):
            if web.status is not None:
                raise CannotStartError(f"The {web.name} ended:\n{web.last_words()}")
            if time.monotonic() > deadline:
                raise CannotStartError(f"The {web.name} does not answer:\n{web.last_words()}")
            self._pause(0.1)

    def _greet(self) -> None:
        say(f"\nGroundwork is ready: {self._local_url}\n")
        if self._state.accounts.exists():
            say(account_table(json.loads(self._state.accounts.read_text())))
        say(f"Logs are in {self._state.logs}. Ctrl-C stops Groundwork.")

    def _keep_running(self) -> None:
        while not self._stop.wait(1):
            for name, kept in self._kept.items():
                self._look_at(name, kept)

    def _look_at(self, name: str, kept: KeptProgram) -> None:
        """Do what is due for a program; what goes wrong is told once, and tried again."""
        try:
            kept.step()
            self._watch()
            self._complaints.pop(name, None)
        except Exception as error:  # noqa: BLE001 - nothing may end what keeps everything running
            complaint = f"The {name} cannot be looked after: {error!r}"
            if self._complaints.get(name) != complaint:
                self._complaints[name] = complaint
                say(complaint)

    def _watch(self) -> None:
        self._guard.watch(group for process in self._processes for group in process.groups)

    def _pause(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise StoppedError

    def _stop_everything(self) -> None:
        """Stop web servers and worker, then the database, each within bounds."""
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
        with contextlib.suppress(OSError):  # a disk that cannot be written is no reason to stay
            self._state.database_url.unlink(missing_ok=True)
        if self._database:
            self._database.settle(STOP_TIMEOUT_SECONDS)
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
    except OSError as error:
        say(state.complaint(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
