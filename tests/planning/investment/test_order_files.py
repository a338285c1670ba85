"""The order of investment as files: equal to its page, and labelled for whose use cases it is."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from assessments.planning.models import UseCase
from assessments.results.models import Result
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url


def document(client: OutsideClient, cast: Cast, query: str = "") -> Any:
    answer = client.as_member(cast.lin).get(url("order_file", cast.payments.pk, "json") + query)
    return json.loads(answer.content)


def test_the_files_hold_what_the_page_shows(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("order", cast.payments.pk))
    found = document(client, cast)

    assert found["about"]["use_cases_of"] == "the unit's own, by their values"
    assert found["about"]["person_weeks"] == 423
    assert "all takes 423" in page
    assert [row["step"] for row in found["steps"][:2]] == ["RUN@2", "PLT@2"]
    assert [row["cumulative"] for row in found["steps"][:2]] == [30, 40]
    assert found["steps"][1]["opens"] == "Coding assistants for all engineers"
    assert len(found["use_cases"]) == 10
    best = next(row for row in found["orders"] if row["order"] == "Best order")
    assert f"cost of delay {best['cost_of_delay']:,.0f}" in page
    assert max(row["value"] for row in found["budgets"] if row["person_weeks"] <= 120) == 19
    assert found["quarters"][0]["quarter"] == 1


def test_the_order_over_the_options_is_labelled(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    found = document(client, cast, "?of=options")
    file = client.get(url("order_file", cast.payments.pk, "csv") + "?of=options")

    assert "the order that opens most options" in found["about"]["use_cases_of"]
    assert found["about"]["value_unit"] == "use cases"
    assert {row["value"] for row in found["use_cases"]} == {1}
    assert file["Content-Disposition"] == 'attachment; filename="order-options-payments.csv"'


def test_every_format_has_the_same_steps(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)
    address = url("order_file", cast.payments.pk, "csv")

    lines = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(url("order_file", cast.payments.pk, "xlsx")).content)
    )

    assert [line[1] for line in lines[1:]] == [
        row["step"] for row in document(client, cast)["steps"]
    ]
    assert [cell.value for cell in book["Steps"]["B"]][1:] == [line[1] for line in lines[1:]]
    assert "About these numbers" in book.sheetnames
    budgets = client.get(address, {"table": "budgets"})
    assert "order-budgets-payments.csv" in budgets["Content-Disposition"]


@pytest.mark.parametrize("query", ["", "?of=options"])
def test_the_page_leads_to_its_files(
    client: OutsideClient, cast: Cast, wished: list[UseCase], query: str
) -> None:
    client.as_member(cast.lin)
    page = client.get(url("order", cast.payments.pk) + query).content.decode()

    address = url("order_file", cast.payments.pk, "xlsx")
    assert f'href="{address}?{query.removeprefix("?")}"' in page


def test_where_there_is_no_order_there_is_no_file(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    client.as_member(cast.lin)
    UseCase.objects.create(organization=cast.organization, unit=cast.payments, name="Open", value=1)

    assert client.get(url("order_file", cast.payments.pk, "csv")).status_code == 404
    assert client.get(url("order_file", cast.payments.pk, "pdf")).status_code == 404
