"""Making a unit report: the worker's CPU time beside WeasyPrint's, and the child's memory."""

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from assessments.results.models import Result
from bench.dataset.organization import new_organization, open_round, staff_units
from bench.dataset.votes import submit_sessions
from bench.environment.errors import MeasurementError
from bench.environment.processes import cpu_seconds, family, fork_server, peak_bytes
from bench.environment.progress import progress
from orgs.database import tenancy
from orgs.models import Member
from reports import actions, documents, tasks
from reports.models import Report

UNITS = 5
WARM_UP, TIMES, WATCHED = 3, 12, 3
SAMPLE_SECONDS = 0.002


@dataclass(frozen=True)
class ReportOrder:
    """A result and who orders its report, again and again."""

    result: Result
    by: Member

    def html(self) -> str:
        """Return the page that is rendered."""
        at = timezone.now()
        with tenancy.scope(organization=self.by.organization_id):
            return documents.unit_report(self.result, self.by, at=at).html

    def place(self) -> int:
        """Order the report and return its number."""
        with tenancy.scope(organization=self.by.organization_id):
            return actions.order_unit(result=self.result, by=self.by, at=timezone.now()).pk

    def make(self, report: int) -> None:
        """Make the report as the worker does; raise MeasurementError where none comes out."""
        tasks.render(self.by.organization_id, report)
        with tenancy.scope(organization=self.by.organization_id):
            made = Report.objects.get(pk=report)
        if not made.is_done:
            raise MeasurementError(f"The report was not made: {made.failure}")

    def cpu_seconds(self) -> float:
        """Make one report and return the CPU time of the worker and its child."""
        report, server = self.place(), fork_server()
        begun_at = time.process_time() + cpu_seconds(server)
        self.make(report)
        return time.process_time() + cpu_seconds(server) - begun_at


class BareWeasyPrint:
    """WeasyPrint in a process of its own."""

    def __init__(self, page: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "bench.files.pdf_time",
            str(page),
            str(settings.VAR / "fonts/paper"),
        ]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def cpu_seconds(self) -> float:
        """Render once and return the CPU time."""
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()


def measure() -> dict[str, Any]:
    """Return the figures of a unit report."""
    with progress("Submitting a result to report"):
        order = order_of_result()
    with (
        progress("Making reports, in turns with WeasyPrint alone"),
        bare_weasyprint(order.html()) as bare,
    ):
        for _ in range(WARM_UP):
            order.make(order.place())
            bare.cpu_seconds()
        pairs = [(order.cpu_seconds(), bare.cpu_seconds()) for _ in range(TIMES)]
    with progress("Watching the rendering child"):
        peak = max(peak_memory(order) for _ in range(WATCHED))
    worker, weasyprint = (statistics.median(column) for column in zip(*pairs, strict=True))
    detail = {
        "reports": TIMES,
        "worker_ms": round(worker * 1000),
        "weasyprint_ms": round(weasyprint * 1000),
    }
    return {
        "report_cpu_ratio": {"value": worker / weasyprint, "detail": detail},
        "report_child_megabytes": {"value": peak / 1e6, "detail": {"reports": WATCHED}},
    }


def order_of_result() -> ReportOrder:
    """Submit the results of a new organization, and return an order for the report of one."""
    with new_organization("report", UNITS) as dataset:
        staff_units(dataset, units_a_team=1)
        submit_sessions(dataset, open_round(dataset))
        results = Result.objects.select_related("unit", "round", "framework_version", "session")
        return ReportOrder(results.order_by("pk")[0], dataset.owner)


@contextmanager
def bare_weasyprint(html: str) -> Iterator[BareWeasyPrint]:
    """Run WeasyPrint on the page, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        bare = BareWeasyPrint(page)
        try:
            yield bare
        finally:
            bare.end()


def peak_memory(order: ReportOrder) -> int:
    """Make one report and return the most memory that its rendering child held, in bytes."""
    report, server = order.place(), fork_server()
    peak, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], *map(peak_bytes, family([server]) - {server}), 0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        order.make(report)
    finally:
        is_over.set()
        watcher.join()
    return peak[0]
