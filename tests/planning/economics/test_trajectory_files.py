"""The two trajectories as files: the page's numbers with their ends, and what they rest on."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from assessments.planning.economics import actions as scenarios
from assessments.planning.economics.actions import ScenarioValues
from assessments.results.models import Result
from orgs.organization import actions as organization
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url

pytestmark = pytest.mark.django_db


def file_of(client: OutsideClient, cast: Cast, kind: str = "json", **asked: Any) -> bytes:
    address = url("trajectories_file", cast.payments.pk, kind)
    answer = client.as_member(cast.lin).get(address, asked)
    assert answer.status_code == 200
    return bytes(answer.content)


def document(client: OutsideClient, cast: Cast, **asked: Any) -> Any:
    return json.loads(file_of(client, cast, **asked))


def test_the_source_documents_numbers_are_in_the_file(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    found = document(client, cast, begin="defaults")

    systems, spent = found["figures"][0], found["figures"][3]
    assert [systems[key] for key in ("bespoke", "foundation_low")] == [3, 9]
    assert systems["currency"] is None
    assert spent == {
        "figure": "spent by then",
        **dict.fromkeys(("bespoke", "foundation_low", "foundation_high"), 2_700_000),
        "currency": "USD",
    }
    assert found["about"]["begins_from"] == "the source documents' numbers"
    assert {row["mark"] for row in found["assumptions"]} == {"default"}


def test_a_range_has_both_ends_everywhere(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    found = document(client, cast, level=2, v="10000")
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), level=2, v="10000")

    ends = [found["about"][f"times_as_many_{end}"] for end in ("low", "high")]
    assert f"{ends[0]:.1f} to {ends[1]:.1f} times as many" in page
    yields = next(row for row in found["assumptions"] if row["symbol"] == "pi_I")
    assert yields["at_low_end"] < yields["at_high_end"]
    assert yields["unit"] == "%"
    last = found["months"][-1]
    assert last["month"] == 12
    assert [last["foundation_low"], last["foundation_high"]] == [
        found["figures"][0][key] for key in ("foundation_low", "foundation_high")
    ]
    assert [row["quantity"] for row in found["returns"]] == [
        "value of live service",
        "cost",
        "net",
        "paid back",
    ]
    claim = found["claims"][0]
    evens = f"{claim['break_even_low']:.1f} to {claim['break_even_high']:.1f}"
    assert f"{claim['claim']} {evens} {claim['unit']}" in page


def test_gains_and_scenarios_stand_beside_them(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    values = ScenarioValues(name="Bold", assumptions={"F": "3"}, is_shared=True)
    scenarios.save(unit=cast.payments, by=cast.lin, facts=values, at=NOON)
    found = document(client, cast, staff="40", salary="100000")
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), staff="40", salary="100000")

    assert [row["scenario"] for row in found["scenarios"]] == ["Bold"]
    for row in found["gains"]:
        amount = f"{round(row['amount']):,}".replace("-", "")
        assert amount in page, row
    assert [row["quality_percent"] for row in found["velocity"]] == [0, 25, 50, 75, 100]
    assert {row["symbol"]: row["at_low_end"] for row in found["gain_assumptions"]}["staff"] == 40


def test_without_a_burn_no_amount_is_made_up(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    organization.choose_currency(organization=cast.organization, currency="CHF")
    found = document(client, cast, v="10000")

    assert found["about"]["amounts_need_a_burn"] is True
    assert [row["bespoke"] for row in found["figures"] if row["currency"]] == [None] * 3
    assert {row["cost"] for row in found["changes"]} == {None}
    assert [row["bespoke"] for row in found["returns"]][1:] == [None] * 3


def test_nothing_to_build_leaves_no_claim(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    found = document(client, cast, level=1)

    assert found["claims"] == found["changes"] == []
    assert found["about"]["times_as_many_low"] == 1


def test_every_format_has_the_same_figures(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    named = [row["figure"] for row in document(client, cast)["figures"]]
    lines = list(csv.reader(io.StringIO(file_of(client, cast, "csv").decode("utf-8-sig"))))
    months = file_of(client, cast, "csv", table="months").decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(io.BytesIO(file_of(client, cast, "xlsx")))

    assert [line[0] for line in lines[1:]] == named
    assert [cell.value for cell in book["Both paths"]["A"]][1:] == named
    assert months[0].startswith("Month,")
    assert book.sheetnames[-1] == "About these numbers"


def test_the_page_sends_its_form_to_the_files(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = url("trajectories", cast.payments.pk)
    page = client.as_member(cast.lin).get(address).content.decode()

    for kind in ("csv", "xlsx", "json"):
        file = url("trajectories_file", cast.payments.pk, kind)
        assert f'form="numbers" formaction="{file}"' in page
