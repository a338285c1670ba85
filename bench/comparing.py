"""The comparison of 1,000 units with six rounds of history, beside that of 10 units."""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.client import answered, signed_in, statements
from bench.rounds import submitted_rounds
from bench.workshop import noted
from bench.world import founded
from orgs.database import tenancy

MANY, FEW, ROUNDS = 1000, 10, 6
WARM_UP, TIMES = 5, 40
ROW = b'<th scope="row"'
SUMMARIES = 7  # rows of the spread, above the units
ASKS = ("results_result", "orgs_unit", "rounds_round")

# The newest result of each unit in the round, and its capabilities: what any comparison must read.
BARE = """
SELECT newest.unit_id, row.capability, row.supported, row.target, row.low, row.high
FROM (
    SELECT DISTINCT ON (unit_id) id, unit_id FROM results_result
    WHERE round_id = (SELECT max(id) FROM rounds_round WHERE organization_id = %s)
    ORDER BY unit_id, revision DESC
) newest JOIN results_capabilityresult row ON row.result_id = newest.id
"""


@dataclass(frozen=True)
class Page:
    """A comparison page and who reads it."""

    client: Client
    path: str
    organization_id: int = 0

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
    with noted(f"Storing {ROUNDS} rounds of {MANY} units, and of {FEW} in another organization"):
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
    at_most = {"units": MANY, "capabilities": 8, "rounds": ROUNDS}
    return {
        "compare_statements": {"value": many.statements, "detail": at_most},
        "compare_statements_growth": {"value": growth, "detail": {"units": [FEW, MANY]}},
        "compare_server_ms": {
            "value": statistics.median(times),
            "detail": cpu | at_most | told(times),
        },
        "compare_kilobytes": {"value": many.size / 1000, "detail": {"encoding": "gzip"}},
        "compare_rows": {"value": most_rows(many), "detail": at_most | {"view": "by name"}},
        "compare_sql_ratio": sql_ratio(many),
    }


def page(slug: str, units: int) -> Page:
    """Return the comparison page of a new organization whose units submitted in every round."""
    with founded(slug, units) as world:
        submitted_rounds(world, ROUNDS)
    path = reverse("results:compare", args=[slug])
    return Page(signed_in(world.owner), path, world.organization.pk)


def most_rows(shown: Page) -> int:
    """Return how many units the page of the flat list has."""
    plain = {"accept-encoding": "identity"}
    flat = answered(shown.client, "get", shown.path + "?sort=name", headers=plain)
    return flat.content.count(ROW) - SUMMARIES


def sql_ratio(shown: Page) -> dict[str, Any]:
    """Return how much longer the SQL behind the page takes than the bare best statement."""
    bare, behind = [], []
    for _ in range(WARM_UP + TIMES):
        with CaptureQueriesContext(connection) as captured:
            answered(shown.client, "get", shown.path)
        asked = [row for row in captured if any(table in row["sql"] for table in ASKS)]
        behind.append(sum(float(row["time"]) for row in asked) * 1000)
        with tenancy.scope(organization=shown.organization_id), connection.cursor() as cursor:
            started_at = time.perf_counter()
            cursor.execute(BARE, [shown.organization_id])
            cursor.fetchall()
            bare.append((time.perf_counter() - started_at) * 1000)
    best, taken = statistics.median(bare[WARM_UP:]), statistics.median(behind[WARM_UP:])
    detail = {"bare_ms": round(best, 2), "behind_ms": round(taken, 2)}
    return {"value": taken / best, "detail": detail}


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
