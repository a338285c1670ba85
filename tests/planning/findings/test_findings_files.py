"""Findings as files: what the page says, in each format."""

import csv
import json
from datetime import date
from decimal import Decimal
from html import unescape
from io import StringIO

import pytest
from django.urls import reverse

from assessments.planning.register import actions as register
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.models import Session
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.conftest import submit_at
from tests.planning.portfolios import EXAMPLE_LEVELS
from tests.planning.register_rows import a_project

pytestmark = pytest.mark.django_db


def file(client: OutsideClient, cast: Cast, kind: str, query: str = "") -> bytes:
    address = reverse("planning:findings_file", args=["northwind", kind])
    answer = client.as_member(cast.lin).get(address + query)
    assert answer.status_code == 200
    return answer.content


def test_the_files_say_what_the_page_says(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    submit_at(cast, session, EXAMPLE_LEVELS)
    project = a_project(cast.payments)
    days = {(project, kind): Decimal(10) for kind in WorkKind}
    register.enter_month(month=date(2026, 3, 1), days=days, by=cast.lin)
    answer = client.as_member(cast.lin).get(reverse("planning:findings", args=["northwind"]))
    page = " ".join(unescape(answer.text).split())

    document = json.loads(file(client, cast, "json"))

    assert document["about"]["basis"] == "From 1 of 1 unit, results from March 2026."
    assert document["about"]["basis"] in page
    for row in document["findings"]:
        for said in ("gap", "answer", "evidence", "what_would_turn_it"):
            assert row[said] in page
    assert document["plumbing"] == [{"project": "Claims triage", "plumbing_percent": 75}]


def test_csv_has_one_table_by_its_key(client: OutsideClient, cast: Cast, session: Session) -> None:
    submit_at(cast, session, EXAMPLE_LEVELS)

    text = file(client, cast, "csv", f"?table=units&unit={cast.platform.pk}").decode("utf-8-sig")

    assert [row[0] for row in csv.reader(StringIO(text))] == ["Unit", "Payments"]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_shares_of_plumbing_are_a_picture(client: OutsideClient, cast: Cast, kind: str) -> None:
    days = {(a_project(cast.payments), WorkKind.AGENT): Decimal(10)}
    register.enter_month(month=date(2026, 3, 1), days=days, by=cast.lin)

    answer = client.as_member(cast.lin).get(
        reverse(f"planning:plumbing_{kind}", args=["northwind"])
    )

    assert answer.status_code == 200
    assert kind in answer.headers["Content-Type"]
