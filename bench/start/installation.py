"""bin/serve as somebody starts it: how long it takes, and the memory it needs with the demo."""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bench.catalogue import Figures, MeasuredFigure
from bench.environment.errors import MeasurementError
from bench.environment.fixtures import free_port
from bench.environment.processes import command_line, family, pss_bytes
from bench.environment.progress import progress
from bench.environment.run import BenchRun, end_process
from bench.start.demo_work import LOGIN, work_with
from bench.start.visitor import Visitor
from local.installation import PROJECT

PATIENCE_SECONDS = 180
PROCESS_KINDS = {
    "postgres": "database",
    "local.supervisor": "supervisor",
    "config.web_server": "web server",
    "celery -A config worker": "worker",
    "multiprocessing": "fork server for PDFs",
}


class Installation:
    """One state folder, and bin/serve over it."""

    def __init__(self, run: BenchRun) -> None:
        self._run = run
        self._state = run.state_folder("installation")
        self.port = free_port()

    @contextmanager
    def running(self) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
        """Start bin/serve; yield it and how long the first page took; stop it."""
        command = [str(PROJECT / "bin" / "serve"), "--port", str(self.port)]
        begun_at = time.monotonic()
        environment = self._run.environment(GROUNDWORK_VAR=str(self._state))
        child = self._run.start("serve", command, environment)
        try:
            self._wait_for_page(child)
            yield child, time.monotonic() - begun_at
        finally:
            end_process(child)

    def _wait_for_page(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if child.poll() is not None or time.monotonic() > deadline:
                words = self._run.log_end("serve")
                raise MeasurementError(f"bin/serve does not start: {words}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with suppress(OSError, MeasurementError):
            return Visitor(self.port).open(LOGIN) == 200
        return False

    def accounts(self) -> list[dict[str, str]]:
        """Return the demo accounts."""
        return list(json.loads((self._state / "demo-accounts.json").read_text()))

    def memory(self, child: subprocess.Popen[bytes]) -> Counter[str]:
        """Return the memory of all processes in bytes, by what they are."""
        postmaster = (self._state / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
        memory: Counter[str] = Counter()
        for pid in family([child.pid, int(postmaster)]):
            memory[process_kind(command_line(pid))] += pss_bytes(pid)
        return memory


def measure(run: BenchRun) -> Figures:
    """Return how long two starts take, and the memory after some work."""
    installation = Installation(run)
    with progress("The first start"), installation.running() as (_, first):
        pass
    with progress("The second start, and some work"), installation.running() as (child, second):
        work = work_with(installation.port, installation.accounts())
        memory = installation.memory(child)
    return {
        "first_start_seconds": MeasuredFigure(first, {"demo": True}),
        "second_start_seconds": MeasuredFigure(second),
        "memory_megabytes": MeasuredFigure(
            memory.total() / 1e6,
            {**work, "parts": {name: round(size / 1e6, 1) for name, size in memory.most_common()}},
        ),
    }


def process_kind(command: str) -> str:
    """Return what a process is, by its command line."""
    return next((kind for word, kind in PROCESS_KINDS.items() if word in command), "others")
