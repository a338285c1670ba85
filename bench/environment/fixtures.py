"""What measurements share: a database with the built-in framework, and a web server over it."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench.environment.errors import MeasurementError
from bench.environment.progress import progress
from bench.environment.run import BenchRun, end_process
from local.health_probe import is_healthy
from local.installation import PROJECT
from local.supervisor import WEB_THREADS

PATIENCE_SECONDS = 60
SETTINGS = "bench.settings"


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Fixtures:
    """Where single requests and reports are measured, on a database set as in production."""

    def __init__(self, run: BenchRun) -> None:
        """Make the database and bring it up to date."""
        self._run = run
        self.port = free_port()
        state = run.state_folder("fixtures")
        for part in (state, state / "run", state / "log"):
            part.mkdir(mode=0o711)
        cluster = run.cluster(state)
        self._environment = run.environment(
            GROUNDWORK_VAR=str(state),
            GROUNDWORK_PORT=str(self.port),
            DATABASE_URL=cluster.url,
            DJANGO_SETTINGS_MODULE=SETTINGS,
            MALLOC_ARENA_MAX="2",
            LOG_LEVEL="WARNING",
        )
        with progress("Preparing a database"):
            cluster.create()
            cluster.start()
            self._prepare()

    def _prepare(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "config.preparation"],
            cwd=PROJECT,
            env=self._environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise MeasurementError(f"The database cannot be prepared: {done.stdout.strip()}")

    def call(self, function: str) -> Any:
        """Return what a function of this package returns, with Django in a process of its own."""
        printed = self._run.output(
            ["bench.environment.django_process", function], self._environment
        )
        return json.loads(printed)

    def load(self, plan: dict[str, Any]) -> Any:
        """Return what the load generator measures by the plan."""
        environment = self._run.environment()
        printed = self._run.output(["bench.saves.concurrent_load"], environment, json.dumps(plan))
        return json.loads(printed)

    @contextlib.contextmanager
    def web_server(self) -> Iterator[None]:
        """Run the web server as bin/serve does, with the benchmark's addresses."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--http", "1", "--no-ws", "--workers", "1"]
        command += ["--blocking-threads", str(WEB_THREADS), "--log-level", "warning"]
        child = self._run.start("web", [*command, "config.wsgi:application"], self._environment)
        try:
            self._wait_for(child)
            yield
        finally:
            end_process(child)

    def _wait_for(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_healthy(self.port, f"localhost:{self.port}"):
            if child.poll() is not None or time.monotonic() > deadline:
                words = self._run.log_end("web")
                raise MeasurementError(f"The web server does not answer: {words}")
            time.sleep(0.1)
