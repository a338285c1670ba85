"""A database with the built-in framework and, over it, a web server with one more address."""

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench.environment.run import MeasuringError, Workshop, end, noted
from config.installation import PROJECT
from config.probe import is_healthy
from config.supervisor import WEB_THREADS

PATIENCE_SECONDS = 60
SETTINGS = "bench.settings"


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Lab:
    """Where single requests and reports are measured, on a database set as in production."""

    def __init__(self, workshop: Workshop) -> None:
        """Make the database and bring it up to date."""
        self._workshop = workshop
        self.port = free_port()
        state = workshop.state_folder("lab")
        for part in (state, state / "run", state / "log"):
            part.mkdir(mode=0o711)
        cluster = workshop.cluster(state)
        self._environment = workshop.environment(
            GROUNDWORK_VAR=str(state),
            GROUNDWORK_PORT=str(self.port),
            DATABASE_URL=cluster.url,
            DJANGO_SETTINGS_MODULE=SETTINGS,
            MALLOC_ARENA_MAX="2",
            LOG_LEVEL="WARNING",
        )
        with noted("Preparing a database"):
            cluster.create()
            cluster.start()
            self._prepare()

    def _prepare(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "config.prepare"],
            cwd=PROJECT,
            env=self._environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise MeasuringError(f"The database cannot be prepared: {done.stdout.strip()}")

    def ask(self, module: str) -> Any:
        """Return what `measure` of a module returns, run with Django in a process of its own."""
        said = self._workshop.answer(
            ["bench.environment.django_process", module], self._environment
        )
        return json.loads(said)

    def load(self, plan: dict[str, Any]) -> Any:
        """Return what the load generator measured by the plan."""
        environment = self._workshop.environment()
        said = self._workshop.answer(["bench.saves.concurrent_load"], environment, json.dumps(plan))
        return json.loads(said)

    @contextlib.contextmanager
    def web_server(self) -> Iterator[None]:
        """Run the web server as bin/serve does, with the benchmark's addresses."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--http", "1", "--no-ws", "--workers", "1"]
        command += ["--blocking-threads", str(WEB_THREADS), "--log-level", "warning"]
        child = self._workshop.start(
            "web", [*command, "config.wsgi:application"], self._environment
        )
        try:
            self._wait_for(child)
            yield
        finally:
            end(child)

    def _wait_for(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_healthy(self.port, f"localhost:{self.port}"):
            if child.poll() is not None or time.monotonic() > deadline:
                words = self._workshop.last_words("web")
                raise MeasuringError(f"The web server does not answer: {words}")
            time.sleep(0.1)
