"""The order of investment as files: what the page shows, in each format."""

import csv
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest

from assessments.planning.investment import actions
from assessments.planning.models import UseCase
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.results.models import Result
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, numbers_in, table_rows, url


def file_of(client: OutsideClient, cast: Cast, kind: str = "json", **asked: Any) -> bytes:
    address = url("order_file", cast.payments.pk, kind)
    answer = client.as_member(cast.lin).get(address, asked)
    assert answer.status_code == 200
    return bytes(answer.content)


def document(client: OutsideClient, cast: Cast) -> Any:
    return json.loads(file_of(client, cast))


def test_the_files_hold_what_the_page_shows(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))
    found = document(client, cast)

    assert found["about"]["person_weeks"] == 423
    assert "all takes 423" in page
    assert [row["step"] for row in found["steps"][:2]] == ["RUN@2", "PLT@2"]
    assert [row["cumulative"] for row in found["steps"][:2]] == [30, 40]
    for row in found["steps"]:
        assert row["why"] in page
    assert len(found["use_cases"]) == 10
    for row in found["orders"]:
        excess = f" ({row['excess']})" if row["excess"] else ""
        assert f"{row['order']} cost of delay {row['cost_of_delay']:,.0f}{excess}" in page


def test_the_most_value_for_every_budget_is_in_the_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    budgets = document(client, cast)["budgets"]

    for row in budgets:
        asked = {"budget": row["person_weeks"]}
        offer = get(client, cast.lin, url("order_budget", cast.payments.pk), **asked)
        assert f"value {row['value']:g} of 69" in offer
        assert not row["opens"] or f"Open then: {row['opens']}." in offer
    assert budgets[-1]["value"] == 69


def test_the_stairs_of_the_chart_are_in_the_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    found = document(client, cast)
    best = [row for row in found["chart"] if row["order"] == "Best order"]

    assert best[0]["person_weeks"] == 0
    assert [row["person_weeks"] for row in best[1:]] == [
        row["cumulative"] for row in found["steps"]
    ]
    assert best[-1]["open_value"] == found["about"]["total_value"]


def test_quarters_and_decisions_are_in_the_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    actions.mark(unit=cast.payments, step=CapabilityStep("OBS", 2), as_=Mark.PINNED)
    actions.mark(unit=cast.payments, step=CapabilityStep("FIN", 4), as_=Mark.EXCLUDED)
    page = client.as_member(cast.lin).get(url("order", cast.payments.pk)).text
    found = document(client, cast)

    rows = table_rows(page, 'aria-labelledby="quarters"')
    assert len(rows) == len(found["quarters"])
    for shown, row in zip(rows, found["quarters"], strict=True):
        kept = {str(row[key]) for key in ("quarter", "stage", "percent")}
        assert kept <= numbers_in(shown)
        assert f" {row['open_value']:g} " in f"{shown} "
        assert date.fromisoformat(row["starts_on"]).strftime("%b %Y") in shown
    assert {row["step"]: row["decided"] for row in found["decided"]} == {
        "OBS@2": "comes first",
        "FIN@4": "left out",
    }
    assert found["steps"][0]["step"] == "OBS@2"
    assert found["steps"][0]["decided"] == "comes first"


def test_every_format_has_the_same_steps(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    steps = [row["step"] for row in document(client, cast)["steps"]]
    lines = list(csv.reader(io.StringIO(file_of(client, cast, "csv").decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(file_of(client, cast, "xlsx")))

    assert [line[1] for line in lines[1:]] == steps
    assert [cell.value for cell in book["Steps"]["B"]][1:] == steps
    assert isinstance(book["Steps"]["F2"].value, int | float)
    assert file_of(client, cast, "csv", table="budgets").decode("utf-8-sig").startswith("Person-")


def test_the_page_leads_to_its_files(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = client.as_member(cast.lin).get(url("order", cast.payments.pk)).text

    assert f'href="{url("order_file", cast.payments.pk, "xlsx")}?"' in page


@pytest.mark.parametrize("kind", ["csv", "pdf"])
def test_where_there_is_no_order_there_is_no_file(
    client: OutsideClient, cast: Cast, result: Result, kind: str
) -> None:
    answer = client.as_member(cast.lin).get(url("order_file", cast.payments.pk, kind))

    assert answer.status_code == 404
