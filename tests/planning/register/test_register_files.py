"""The register as files: what a member may see of it, and no more."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    ParallelStack,
    ProjectStage,
    RunningAgent,
)
from assessments.planning.register import actions as register
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import url
from tests.planning.register_rows import a_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(cast: Cast) -> None:
    """List two projects of Payments and one of Search, days of two months, and things around."""
    facts: dict[str, Any] = {
        "started_on": date(2026, 1, 5),
        "funding": "shared",
        "team": "kept",
        "code": "CT",
    }
    triage = a_project(cast.payments, **facts, pipelines_own=3, pipelines_cost=Decimal(1200))
    a_project(cast.payments, "Forecasts", stage=ProjectStage.STALLED)
    a_project(cast.search, "Ranking")
    for month, days in ((2, Decimal(5)), (3, Decimal("7.5"))):
        spent = {(triage, kind): days for kind in (WorkKind.AGENT, WorkKind.GOVERNANCE)}
        register.enter_month(month=date(2026, month, 1), days=spent, by=cast.lin)
    here = {"organization": cast.organization}
    DeploymentPlace.objects.create(name="Frankfurt", meets=["region: EU"], **here)
    of_payments = {"unit": cast.payments, **here}
    ParallelStack.objects.create(name="Own cluster", cost=Decimal(900), **of_payments)
    RunningAgent.objects.create(name="Clerk", actions_per_day=400, reviewers=2, **of_payments)
    ApplicationGroup.objects.create(name="Core", applications=40, connected=4, **of_payments)


def document(client: OutsideClient, member: Member, **asked: str) -> Any:
    answer = client.as_member(member).get(url("register_file", "json"), asked)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_what_is_known_of_projects_and_around_them_is_in_the_file(
    client: OutsideClient, cast: Cast, listed: None
) -> None:
    found = document(client, cast.lin)

    triage, forecasts = found["projects"]
    assert triage["project"] == "Claims triage"
    assert triage["started_on"] == "2026-01-05"
    assert [triage[key] for key in ("funding", "team")] == ["a shared budget", "kept together"]
    assert [triage[key] for key in ("pipelines_own", "pipelines_cost")] == [3, 1200]
    assert [triage[f"days_{kind}"] for kind in WorkKind] == [None, 12.5, None, 12.5]
    assert [triage["days"], forecasts["days"], forecasts["pipelines_own"]] == [25, None, None]
    assert found["stacks"] == [
        {"stack": "Own cluster", "unit": "Payments", "reason": None, "cost": 900}
    ]
    assert [found["agents"][0][key] for key in ("actions_per_day", "reviewers")] == [400, 2]
    assert [found["applications"][0][key] for key in ("applications", "connected")] == [40, 4]
    assert found["places"] == [{"place": "Frankfurt", "meets": "region: EU"}]


def test_days_stand_by_month(client: OutsideClient, cast: Cast, listed: None) -> None:
    months = document(client, cast.lin)["effort"]

    assert [(row["month"], row["days_agent"], row["days"]) for row in months] == [
        ("2026-02", 5, 10),
        ("2026-03", 7.5, 15),
    ]


def test_the_stage_that_the_page_shows_is_the_files(
    client: OutsideClient, cast: Cast, listed: None
) -> None:
    found = document(client, cast.lin, stage="stalled")
    page = client.get(url("register"), {"stage": "stalled"}).text

    assert [row["project"] for row in found["projects"]] == ["Forecasts"]
    assert found["about"]["stage"] == "stalled"
    assert found["effort"] == []
    assert f'{url("register_file", "xlsx")}?stage=stalled"' in page


def test_nobody_gets_more_than_the_pages_show_them(
    client: OutsideClient, cast: Cast, listed: None
) -> None:
    seen, of_search = document(client, cast.vic), document(client, cast.kim)

    assert [row["unit"] for row in seen["projects"]] == ["Payments", "Payments"]
    assert "effort" not in seen
    assert [row["project"] for row in of_search["projects"]] == ["Ranking"]
    assert of_search["stacks"] == of_search["agents"] == of_search["applications"] == []


def test_every_format_has_the_same_projects(
    client: OutsideClient, cast: Cast, listed: None
) -> None:
    named = [row["project"] for row in document(client, cast.lin)["projects"]]
    lines = client.get(url("register_file", "csv")).content.decode("utf-8-sig")
    effort = client.get(url("register_file", "csv"), {"table": "effort"})
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("register_file", "xlsx")).content))

    assert [line[0] for line in csv.reader(io.StringIO(lines))][1:] == named
    assert [cell.value for cell in book["Projects"]["A"]][1:] == named
    assert book["Projects"]["E2"].value.date() == date(2026, 1, 5)
    assert effort.headers["Content-Disposition"].endswith('"register-effort-all-units.csv"')
    assert client.get(url("register_file", "pdf")).status_code == 404
