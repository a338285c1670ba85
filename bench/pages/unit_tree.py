"""The unit tree of 1,000 units: the time of its slowest view, its rows and its SQL."""

import re
from typing import Any

from django.urls import reverse

from bench.dataset.organization import Dataset, analyze_tables, new_organization
from bench.environment.progress import progress
from bench.pages.client import client_of
from bench.pages.page import MeasuredPage

UNITS = 1000
WARM_UP, TIMES = 3, 20
ROW = b'class="row-item"'
UNSEEN = re.compile(rb"<template.*?</template>", re.DOTALL)


def measure() -> dict[str, Any]:
    """Return the figures of the tree page."""
    with progress(f"Founding an organization of {UNITS} units"):
        pages = tree_pages()
        analyze_tables()
    with progress("Reading the tree"):
        times = {name: page.response_times(TIMES, WARM_UP) for name, page in pages.items()}
    slowest = max(times, key=lambda name: times[name].median)
    detail = {"units": UNITS, "view": slowest}
    return {
        "tree_server_ms": {
            "value": times[slowest].median,
            "detail": detail | times[slowest].spread,
        },
        "tree_rows": {"value": max(map(visible_rows, pages.values())), "detail": {"units": UNITS}},
        "tree_statements": {
            "value": max(page.statements for page in pages.values()),
            "detail": {"units": UNITS},
        },
    }


def tree_pages() -> dict[str, MeasuredPage]:
    """Return the tree as it first stands, fully open, and searched."""
    with new_organization("tree", UNITS) as dataset:
        queries = {"closed": "", "open": f"?open={parents(dataset)}", "search": "?q=team"}
    client, path = client_of(dataset.owner), reverse("orgs:units", args=["tree"])
    return {name: MeasuredPage(client, path + query) for name, query in queries.items()}


def parents(dataset: Dataset) -> str:
    """Return the list of all units that others are part of."""
    above = {unit.parent_id for unit in dataset.units if unit.parent_id}
    return ",".join(map(str, sorted(above)))


def visible_rows(page: MeasuredPage) -> int:
    """Return how many rows the page shows."""
    return UNSEEN.sub(b"", page.markup()).count(ROW)
