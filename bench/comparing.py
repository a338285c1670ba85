"""The comparison page of 200 units, beside that of 10: its SQL, its time and its size."""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.client import answered, signed_in, statements
from bench.workshop import noted
from bench.world import founded, opened_round, staff, submit_all

MANY, FEW = 200, 10
WARM_UP, TIMES = 5, 40


@dataclass(frozen=True)
class Page:
    """A comparison page and who reads it."""

    client: Client
    path: str

    @property
    def statements(self) -> int:
        """How many statements one reading takes."""
        return len(statements(self.client, "get", self.path))

    @property
    def size(self) -> int:
        """How many bytes the page has as it is sent."""
        return len(answered(self.client, "get", self.path).content)

    def milliseconds(self) -> float:
        """Return how long one reading takes, middleware included."""
        started_at = time.perf_counter()
        answered(self.client, "get", self.path)
        return (time.perf_counter() - started_at) * 1000


def measure() -> dict[str, Any]:
    """Return the figures of the comparison page."""
    with noted(f"Submitting {MANY} sessions in one organization and {FEW} in another"):
        many, few = page("many", MANY), page("few", FEW)
        analyze()
    with noted("Reading the comparison"):
        for _ in range(WARM_UP):
            few.milliseconds()
            many.milliseconds()
        begun_at = time.process_time()
        times = [many.milliseconds() for _ in range(TIMES)]
        cpu = {"cpu": round((time.process_time() - begun_at) * 1000 / TIMES, 1)}
    growth = many.statements - few.statements
    at_most = {"units": MANY, "capabilities": 8}
    return {
        "compare_statements": {"value": many.statements, "detail": at_most},
        "compare_statements_growth": {"value": growth, "detail": {"units": [FEW, MANY]}},
        "compare_server_ms": {
            "value": statistics.median(times),
            "detail": cpu | at_most | told(times),
        },
        "compare_kilobytes": {"value": many.size / 1000, "detail": {"encoding": "gzip"}},
    }


def page(slug: str, units: int) -> Page:
    """Return the comparison page of a new organization whose units have all submitted."""
    with founded(slug, units) as world:
        staff(world)
        submit_all(world, opened_round(world))
    return Page(signed_in(world.owner), reverse("results:compare", args=[slug]))


def analyze() -> None:
    """Let the planner know the tables, as autovacuum does within a minute."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def told(times: list[float]) -> dict[str, float]:
    """Return how the times are spread."""
    return {
        "requests": len(times),
        "fastest": round(min(times), 1),
        "p95": round(statistics.quantiles(times, n=20)[-1], 1),
    }
