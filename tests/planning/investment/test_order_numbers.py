"""What the page of the order says in words and pictures is in its file as numbers."""

import json
from datetime import date
from typing import Any

from assessments.planning.investment import actions
from assessments.planning.models import UseCase
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.level_closure import CapabilityStep
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, numbers_in, table_rows, url


def document(client: OutsideClient, cast: Cast) -> Any:
    answer = client.as_member(cast.lin).get(url("order_file", cast.payments.pk, "json"))
    assert answer.status_code == 200
    return json.loads(answer.content)


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
