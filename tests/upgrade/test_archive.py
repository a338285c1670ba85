"""An organization's archive of an earlier release is read by this one."""

import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from assessments.planning.timesheets import actions as timesheets
from assessments.planning.timesheets import tasks
from assessments.planning.timesheets.column_mapping import mapping_from_json
from tests.cast import NOON, the_version
from tests.conftest import OutsideClient
from tests.upgrade import releases
from tests.upgrade.forms import links
from tests.upgrade.world import TIME_SHEET

SLUG = "as-before"
OWNER = "margit.osier@osier-vale.example.com"
PAGES = (
    *("orgs:my_work", "orgs:units", "orgs:people", "orgs:history", "orgs:exports"),
    *("rounds:rounds", "results:results", "results:compare", "results:trend"),
    *("results:improvements", "planning:register", "planning:effort", "planning:time_sheets"),
    *("planning:plan", "planning:findings", "reports:reports"),
)
DETAILS = r"/(results|rounds|sessions|reports|actions|units|people|use-cases|order|trajectories)/"


@pytest.fixture(params=releases.RELEASES)
def release(request: pytest.FixtureRequest, db: None) -> str:
    """Import the archive of each release; its organization's scope is open."""
    the_version()
    call_command("import_organization", releases.archive(request.param), SLUG)
    enter(number_of(SLUG))
    return str(request.param)


def number_of(slug: str) -> int:
    setting("operator", "on")
    return int(apps.get_model("orgs.Organization").objects.get(slug=slug).pk)


def enter(organization: int) -> None:
    setting("operator", "")
    setting("organization", str(organization))


def setting(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", value])


def recorded_rows(release: str) -> dict[str, int]:
    """Return how many rows the archive says that it holds, by table."""
    with zipfile.ZipFile(releases.archive(release)) as opened:
        tables: dict[str, Any] = json.loads(opened.read("manifest.json"))["tables"]
    return {name: table["rows"] for name, table in tables.items()}


def test_every_row_is_read(release: str) -> None:
    recorded = recorded_rows(release)
    people = recorded.pop("people")
    shared = recorded.pop("frameworks.frameworkversion")  # the built-in one is here already
    past = {name for name in recorded if name.endswith("event")}

    found = {name: apps.get_model(name).objects.count() for name in recorded}

    assert {name: found[name] for name in recorded.keys() - past} == {
        name: recorded[name] for name in recorded.keys() - past
    }
    assert all(found[name] >= recorded[name] for name in past)
    assert (get_user_model().objects.count(), shared) == (people, 1)


def test_its_files_are_read(release: str) -> None:
    paths = [
        *apps.get_model("reports.Report").objects.exclude(file="").values_list("file", flat=True),
        *apps.get_model("rounds.Evidence").objects.exclude(file="").values_list("file", flat=True),
    ]

    assert paths
    assert all(default_storage.exists(path) for path in paths)


def test_a_time_sheet_that_was_read_before_adds_nothing_again(release: str) -> None:
    planner = apps.get_model("orgs.Member").objects.get(user__email=OWNER)

    batch = timesheets.upload(file_name="again.csv", content=TIME_SHEET, by=planner, at=NOON)
    timesheets.check(batch=batch, mapping=mapping_from_json(batch.mapping))
    tasks.import_effort(batch.organization_id, batch.pk)
    batch.refresh_from_db()

    assert (batch.good, batch.known, batch.found["corrected"]) == (0, 3, 0)


def test_its_pages_open(release: str, client: OutsideClient) -> None:
    client.force_login(get_user_model().objects.get(email=OWNER))

    lists = [reverse(page, args=[SLUG]) for page in PAGES]
    details = {link for page in lists for link in links(client, page, DETAILS) if SLUG in link}
    answers = {page: client.get(page, follow=True).status_code for page in (*lists, *details)}

    assert len(details) > 20
    assert {page: status for page, status in answers.items() if status not in {200, 405}} == {}


def test_a_capacity_of_the_former_default_is_not_entered(release: str) -> None:
    plans = apps.get_model("planning.Plan").objects
    past = apps.get_model("planning.PlanEvent").objects

    assert {row.capacity for row in (*plans.all(), *past.all())} == {None}
