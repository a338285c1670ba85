"""The people page of an organization with 1,000 units and 5,000 people: its SQL and its time."""

import statistics
from typing import Any

from django.urls import reverse

from bench.dataset.organization import World, founded, joined
from bench.environment.run import noted
from bench.pages.client import signed_in
from bench.pages.comparison import TIMES, WARM_UP, Page, analyze, told
from orgs.models import Grant
from orgs.permissions import Role

UNITS, PEOPLE = 1_000, 5_000
SEARCHES = {"first": "", "by_words": "?words=person+42", "by_unit": "?unit=team+1&role=viewer"}


def measure() -> dict[str, Any]:
    """Return the figures of the people page: the slowest of the first page and two searches."""
    with noted(f"Founding an organization of {UNITS} units and {PEOPLE} people"):
        with founded("populous", UNITS) as world:
            grow(world)
        analyze()
    client, path = signed_in(world.owner), reverse("orgs:people", args=["populous"])
    pages = {name: Page(client, path + query) for name, query in SEARCHES.items()}
    with noted("Reading the people page"):
        times = {name: taken(page) for name, page in pages.items()}
    medians = {name: round(statistics.median(row), 1) for name, row in times.items()}
    slowest = max(medians, key=lambda name: medians[name])
    detail = {"units": UNITS, "people": PEOPLE}
    return {
        "people_statements": {
            "value": max(page.statements for page in pages.values()),
            "detail": detail,
        },
        "people_server_ms": {
            "value": statistics.median(times[slowest]),
            "detail": detail | medians | told(times[slowest]),
        },
    }


def grow(world: World) -> None:
    """Let people join, each with a role on one unit."""
    members = joined(world.organization, PEOPLE)
    Grant.objects.bulk_create(
        Grant(
            organization=world.organization,
            member=member,
            role=Role.VIEWER if number % 5 == 0 else Role.CONTRIBUTOR,
            unit=world.units[number % UNITS],
        )
        for number, member in enumerate(members)
    )


def taken(page: Page) -> list[float]:
    """Return how long each of some readings took, in milliseconds."""
    for _ in range(WARM_UP):
        page.milliseconds()
    return [page.milliseconds() for _ in range(TIMES)]
