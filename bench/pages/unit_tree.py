"""The unit tree of 1,000 units: the time of its slowest view, its rows and its SQL."""

import re
import statistics
from typing import Any

from django.urls import reverse

from bench.dataset.organization import World, founded
from bench.environment.run import noted
from bench.pages.client import answered, signed_in
from bench.pages.comparison import Page, analyze, told

UNITS = 1000
WARM_UP, TIMES = 3, 20
ROW = b'class="row-item"'
UNSEEN = re.compile(rb"<template.*?</template>", re.DOTALL)


def measure() -> dict[str, Any]:
    """Return the figures of the tree page."""
    with noted(f"Planting {UNITS} units"):
        pages = views()
        analyze()
    with noted("Reading the tree"):
        times = {name: read(page) for name, page in pages.items()}
    slowest = max(times, key=lambda name: statistics.median(times[name]))
    detail = {"units": UNITS, "view": slowest}
    return {
        "tree_server_ms": {
            "value": statistics.median(times[slowest]),
            "detail": detail | told(times[slowest]),
        },
        "tree_rows": {"value": max(map(rows, pages.values())), "detail": {"units": UNITS}},
        "tree_statements": {
            "value": max(page.statements for page in pages.values()),
            "detail": {"units": UNITS},
        },
    }


def views() -> dict[str, Page]:
    """Return the tree as it first stands, fully open, and searched."""
    with founded("planted", UNITS) as world:
        asked = {"closed": "", "open": f"?open={everything(world)}", "search": "?q=team"}
    client, path = signed_in(world.owner), reverse("orgs:units", args=["planted"])
    return {name: Page(client, path + query) for name, query in asked.items()}


def everything(world: World) -> str:
    """Return the list of all units that others are part of."""
    above = {unit.parent_id for unit in world.units if unit.parent_id}
    return ",".join(map(str, sorted(above)))


def read(page: Page) -> list[float]:
    """Return how long the page took, time after time, once it was warm."""
    for _ in range(WARM_UP):
        page.milliseconds()
    return [page.milliseconds() for _ in range(TIMES)]


def rows(page: Page) -> int:
    """Return how many rows the page shows."""
    plain = answered(page.client, "get", page.path, headers={"accept-encoding": "identity"})
    return UNSEEN.sub(b"", plain.content).count(ROW)
