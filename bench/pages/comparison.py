"""The comparison of 1,000 units with six rounds of history, beside that of 10 units."""

import statistics
import time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.dataset.organization import analyze_tables, new_organization
from bench.dataset.rounds import rounds_with_results
from bench.environment.progress import progress
from bench.pages.client import client_of, response_to
from bench.pages.page import TIMES, WARM_UP, MeasuredPage
from orgs.database import tenancy

MANY, FEW, ROUNDS = 1000, 10, 6
ROW = b'<th scope="row"'
SUMMARIES = 7  # rows of the spread, above the units
TABLES = ("results_result", "orgs_unit", "rounds_round")

# The newest result of each unit in the round, and its capabilities: what any comparison must read.
BARE = """
SELECT newest.unit_id, row.capability, row.supported, row.target, row.low, row.high
FROM (
    SELECT DISTINCT ON (unit_id) id, unit_id FROM results_result
    WHERE round_id = (SELECT max(id) FROM rounds_round WHERE organization_id = %s)
    ORDER BY unit_id, revision DESC
) newest JOIN results_capabilityresult row ON row.result_id = newest.id
"""


def measure() -> dict[str, Any]:
    """Return the figures of the comparison page."""
    with progress(f"Storing {ROUNDS} rounds of {MANY} units, and of {FEW} in another organization"):
        many, few = comparison_page("many", MANY), comparison_page("few", FEW)
        analyze_tables()
    with progress("Reading the comparison"):
        few.response_times(times=1)
        read = many.response_times()
    growth = many.statements - few.statements
    at_most = {"units": MANY, "capabilities": 8, "rounds": ROUNDS}
    return {
        "compare_statements": {"value": many.statements, "detail": at_most},
        "compare_statements_growth": {"value": growth, "detail": {"units": [FEW, MANY]}},
        "compare_server_ms": {
            "value": read.median,
            "detail": {"cpu": read.cpu} | at_most | read.spread,
        },
        "compare_kilobytes": {"value": many.size / 1000, "detail": {"encoding": "gzip"}},
        "compare_rows": {"value": most_rows(many), "detail": at_most | {"view": "by name"}},
        "compare_sql_ratio": sql_ratio(many),
    }


def comparison_page(slug: str, units: int) -> MeasuredPage:
    """Return the comparison page of a new organization whose units submitted in every round."""
    with new_organization(slug, units) as dataset:
        rounds_with_results(dataset, ROUNDS)
    path = reverse("results:compare", args=[slug])
    return MeasuredPage(client_of(dataset.owner), path, dataset.organization.pk)


def most_rows(page: MeasuredPage) -> int:
    """Return how many units the page of the flat list has."""
    return page.markup("?sort=name").count(ROW) - SUMMARIES


def sql_ratio(page: MeasuredPage) -> dict[str, Any]:
    """Return how much longer the SQL behind the page takes than the bare best statement."""
    bare, behind = [], []
    for _ in range(WARM_UP + TIMES):
        with CaptureQueriesContext(connection) as captured:
            response_to(page.client, "get", page.path)
        reads = [row for row in captured if any(table in row["sql"] for table in TABLES)]
        behind.append(sum(float(row["time"]) for row in reads) * 1000)
        with tenancy.scope(organization=page.organization_id), connection.cursor() as cursor:
            started_at = time.perf_counter()
            cursor.execute(BARE, [page.organization_id])
            cursor.fetchall()
            bare.append((time.perf_counter() - started_at) * 1000)
    best, taken = statistics.median(bare[WARM_UP:]), statistics.median(behind[WARM_UP:])
    detail = {"bare_ms": round(best, 2), "behind_ms": round(taken, 2)}
    return {"value": taken / best, "detail": detail}
