"""The people page of an organization with 1,000 units and 5,000 people: its SQL and its time."""

from typing import Any

from django.urls import reverse

from bench.dataset.organization import Dataset, add_members, analyze_tables, new_organization
from bench.environment.progress import progress
from bench.pages.client import client_of
from bench.pages.page import MeasuredPage
from orgs.models import Grant
from orgs.permissions import Role

UNITS, PEOPLE = 1_000, 5_000
SEARCHES = {"first": "", "by_words": "?words=person+42", "by_unit": "?unit=team+1&role=viewer"}


def measure() -> dict[str, Any]:
    """Return the figures of the people page: the slowest of the first page and two searches."""
    with progress(f"Founding an organization of {UNITS} units and {PEOPLE} people"):
        with new_organization("populous", UNITS) as dataset:
            add_people(dataset)
        analyze_tables()
    client, path = client_of(dataset.owner), reverse("orgs:people", args=["populous"])
    pages = {name: MeasuredPage(client, path + query) for name, query in SEARCHES.items()}
    with progress("Reading the people page"):
        times = {name: page.response_times() for name, page in pages.items()}
    medians = {name: round(row.median, 1) for name, row in times.items()}
    slowest = max(medians, key=lambda name: medians[name])
    detail = {"units": UNITS, "people": PEOPLE}
    return {
        "people_statements": {
            "value": max(page.statements for page in pages.values()),
            "detail": detail,
        },
        "people_server_ms": {
            "value": times[slowest].median,
            "detail": detail | medians | times[slowest].spread,
        },
    }


def add_people(dataset: Dataset) -> None:
    """Let people join, each with a role on one unit."""
    members = add_members(dataset.organization, PEOPLE)
    Grant.objects.bulk_create(
        Grant(
            organization=dataset.organization,
            member=member,
            role=Role.VIEWER if number % 5 == 0 else Role.CONTRIBUTOR,
            unit=dataset.units[number % UNITS],
        )
        for number, member in enumerate(members)
    )
