"""A whole installation on this machine: to start, look into, hurt and stop."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from local.cluster import Cluster
from local.installation import PROJECT
from tests.local.test_serve import environment
from tests.local.test_supervisor import children_of, free_port

PATIENCE_SECONDS = 120.0


class Installation:
    """bin/serve's supervisor over a state folder, and what it has said so far."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        self._lines: list[str] = []

    def start(self, *words: str) -> None:
        """Start the supervisor and read what it says."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "local.supervisor", "--port", str(self.port), *words],
            cwd=PROJECT,
            env=environment(self.var),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._lines.append(line)

    @property
    def said(self) -> str:
        """What it said at the terminal."""
        return "".join(self._lines)

    def wait_for(self, what: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until something is so and return how long that took; fail with what was said."""
        begun_at = time.monotonic()
        while not what():
            assert self.process.poll() is None, self.said
            assert time.monotonic() - begun_at < seconds, self.said
            time.sleep(0.05)
        return time.monotonic() - begun_at

    def wait_until_complete(self) -> None:
        """Wait until both web servers and the worker are at work."""
        self.wait_for(lambda: "Ctrl-C stops" in self.said)
        self.wait_for(lambda: len(self.web_workers) == 2 and self.worker)
        self.wait_for(lambda: "ready." in self.log("worker"))

    def log(self, name: str) -> str:
        """Return what a program has written; nothing where its log is not there."""
        try:
            return (self.var / "log" / f"{name}.log").read_text()
        except FileNotFoundError:
            return ""

    @property
    def postmaster(self) -> int:
        """The number of the database's first process."""
        return int((self.var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])

    @property
    def web_masters(self) -> list[int]:
        """The numbers of the web servers' first processes."""
        return sorted(
            each for each in self._programs("config.web_server") if parent(each) == self.pid
        )

    @property
    def web_workers(self) -> list[int]:
        """The numbers of the processes that serve."""
        return sorted(
            each for each in self._programs("config.web_server") if parent(each) != self.pid
        )

    @property
    def worker(self) -> list[int]:
        """The number of the worker's process, if it is there."""
        return sorted(self._programs("celery"))

    @property
    def pid(self) -> int:
        """The number of the supervisor."""
        return self.process.pid

    def _programs(self, name: str) -> set[int]:
        words = {each: command(each) for each in children_of(self.pid)}
        return {each for each, told in words.items() if f" -m {name} " in told}

    def stop(self) -> None:
        """Stop it in order; what a test froze is woken first."""
        for each in children_of(self.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(60)
        finally:
            self.process.kill()


def command(process: int) -> str:
    """Return a process's command line; nothing of one that is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def parent(process: int) -> int:
    """Return the number of a process's parent; 0 of one that is gone."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return int(words[1])
    return 0


@contextlib.contextmanager
def running(var: Path, *words: str) -> Iterator[Installation]:
    """Run an installation until both web servers and the worker are at work, and stop it."""
    installation = Installation(var)
    installation.start(*words)
    try:
        installation.wait_until_complete()
        yield installation
    finally:
        installation.stop()


@contextlib.contextmanager
def state_folder(parent_folder: Path, made: Path) -> Iterator[Path]:
    """Yield a state folder that has fonts and styles; its database goes with it."""
    var = parent_folder / "var"
    var.mkdir()
    for name in ("fonts", "static", "sheets"):
        if (made / name).exists():
            shutil.copytree(made / name, var / name)
    yield var
    Cluster(var / "postgres", log=var / "postgres.log").remove()
