"""A folder and processes for one run of the benchmark; nothing of them stays afterwards."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.environment.errors import MeasurementError
from local.cluster import Cluster
from local.installation import PROJECT
from local.orphan_guard import GUARD_GROUPS, OrphanGuard
from local.terminal import last_lines

ON_DISK = Path("/var/tmp")  # noqa: S108 - the folder in it is made safely; /tmp may be memory
FOREIGN_PREFIXES = (
    "DEBUG",
    "GROUNDWORK_",
    "DATABASE_",
    "REDIS_",
    "EMAIL_",
    "LOG_",
    "DJANGO_",
    "PG",
)
SECRETS = ("SECRET_KEY", "PYTHONPATH")
TERMINATION_SECONDS = 40


class BenchRun:
    """The folder of a run, and the programs that were started in it."""

    def __init__(self) -> None:
        self._guard = OrphanGuard(GUARD_GROUPS)
        self._children: list[subprocess.Popen[bytes]] = []
        self._clusters: dict[Path, Cluster] = {}
        self._states: list[Path] = []

    def __enter__(self) -> Self:
        """Make the folder; PostgreSQL's user may pass through it where root runs the benchmark."""
        parent = ON_DISK if os.access(ON_DISK, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="groundwork-bench-", dir=parent))
        if os.geteuid() == 0:
            self.folder.chmod(0o711)
        (self.folder / "tmp").mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every program, delete every database and the folder, undisturbed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self._children):
            end_process(child)
        self._guard.watch([])
        self._guard.release(timeout=5)
        for state in self._states:
            if (state / "postgres").exists():
                cluster = self.cluster(state)
                cluster.remove()
                shutil.rmtree(cluster.sockets, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def state_folder(self, name: str) -> Path:
        """Return the path of a state folder (GROUNDWORK_VAR); its database is removed with it."""
        self._states.append(self.folder / name)
        return self._states[-1]

    def cluster(self, state: Path) -> Cluster:
        """Return the database of a state folder, as safe as in production."""
        if state not in self._clusters:
            log = state / "log" / "postgres.log"
            self._clusters[state] = Cluster(state / "postgres", log=log)
        return self._clusters[state]

    def environment(self, **settings: str) -> dict[str, str]:
        """Return this process's environment without what leads to another installation."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(FOREIGN_PREFIXES) and name not in SECRETS
        }
        return {**inherited, "TMPDIR": str(self.folder / "tmp"), **settings}

    def start(
        self, name: str, command: Sequence[str | Path], environment: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a program that talks to a log, in a session of its own; it ends with the run."""
        with self.log(name).open("ab") as log:
            child = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=PROJECT,
                env={**environment},
                start_new_session=True,
            )
        self._watch(child)
        return child

    def output(self, module: Sequence[str], environment: Mapping[str, str], text: str = "") -> str:
        """Return what a Python module prints when it reads the text; raise MeasurementError."""
        child = subprocess.Popen(
            [sys.executable, "-m", *module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env={**environment},
            start_new_session=True,
        )
        self._watch(child)
        try:
            printed, _ = child.communicate(text.encode())
        finally:
            end_process(child)
        if child.returncode:
            name = " ".join(module)
            raise MeasurementError(f"{name} failed (status {child.returncode}), as told above.")
        return printed.decode()

    def log(self, name: str) -> Path:
        """Return the path of a program's log."""
        return self.folder / f"{name.replace(' ', '-')}.log"

    def log_end(self, name: str) -> str:
        """Return the end of a program's log."""
        return last_lines(self.log(name).read_text(errors="replace"), 4)

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        self._children = [row for row in self._children if row.poll() is None] + [child]
        self._guard.watch(row.pid for row in self._children)


def end_process(child: subprocess.Popen[bytes]) -> None:
    """Ask a program to leave, wait for it, and end what is left of its group."""
    if child.poll() is None:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(TERMINATION_SECONDS)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
