"""The files of the six planning pages: every number of a page's main table, and no other."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessments.planning.models import UseCase
from assessments.planning.register import actions as register
from assessments.results.models import Result
from assessments.rounds.context.work_kinds import WorkKind
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import numbers_in, numbers_of, table_rows, url, words_in
from tests.planning.register_rows import a_project

Rows = list[dict[str, Any]]


def said(client: OutsideClient, cast: Cast, page: str, file: str, **asked: Any) -> tuple[str, Any]:
    """Return a page's HTML, and what its JSON file says."""
    lin = client.as_member(cast.lin)
    shown, sent = lin.get(page, asked), lin.get(file, asked)
    assert [shown.status_code, sent.status_code] == [200, 200]
    return shown.text, json.loads(sent.content)


def same_numbers(page: list[str], file: Rows, places: Mapping[str, int]) -> bool:
    """Return whether line by line the page says exactly the numbers that the file says."""
    assert page
    assert len(page) == len(file)
    for shown, row in zip(page, file, strict=True):
        assert numbers_in(shown) == numbers_of(row, places), (shown, row)
    return True


def test_the_findings_are_in_their_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    project = a_project(cast.payments)
    days = {(project, kind): Decimal(10) for kind in WorkKind}
    register.enter_month(month=date(2026, 3, 1), days=days, by=cast.lin)

    html, file = said(client, cast, url("findings"), url("findings_file", "json"))

    pieces = html.split("<li data-speaks=")[1:]
    shown = [words_in(f"<li {piece.split('</li>')[0]}") for piece in pieces]
    evidence = [
        {key: row[key] for key in ("evidence", "what_would_turn_it")} for row in file["findings"]
    ]
    assert same_numbers(shown, evidence, {})


def test_the_use_cases_are_in_their_file(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    unit = cast.payments.pk
    html, file = said(client, cast, url("use_cases", unit), url("use_cases_file", unit, "json"))

    items = html.split('<li class="row-item use-case">')[1:]
    last = items.pop().split("</ul>\n        <section", 1)[0].split("<h2", 1)[0]
    assert same_numbers([words_in(item) for item in [*items, last]], file["use_cases"], {})


def test_the_order_is_in_its_file(client: OutsideClient, cast: Cast, wished: list[UseCase]) -> None:
    unit = cast.payments.pk
    html, file = said(client, cast, url("order", unit), url("order_file", unit, "json"))

    assert same_numbers(table_rows(html, 'class="table steps"'), file["steps"], {})


@pytest.mark.parametrize("asked", [{"v": "10000"}, {"begin": "defaults"}, {"mechanism": "upkeep"}])
def test_both_paths_are_in_their_file(
    client: OutsideClient, cast: Cast, result: Result, asked: dict[str, str]
) -> None:
    unit = cast.payments.pk
    page, address = url("trajectories", unit), url("trajectories_file", unit, "json")
    html, file = said(client, cast, page, address, level=2, **asked)

    shown = table_rows(html, 'aria-label="Both paths in numbers"')
    for words, row in zip(shown, file["figures"], strict=True):
        places = dict.fromkeys(row, 0 if row["currency"] else 1)
        assert same_numbers([words], [row], places)


def in_its_row(file: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Return what the page's row says of missing levels: their number, if any, and the steps."""
    steps = [step for step in file["steps"] if step["capability"] == row["capability"]]
    said = {
        f"{key} {step['level']}": step[key] for step in steps for key in ("level", "person_weeks")
    }
    return said | {"missing_levels": row["missing_levels"] or None}


def test_what_a_strategy_presumes_is_in_its_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    unit, asked = cast.payments.pk, {"elements": ["governance-at-scale"]}
    page, address = url("strategy", unit), url("strategy_file", unit, "json")
    html, file = said(client, cast, page, address, **asked)

    shown = [row for row in table_rows(html, 'id="presumed"') if "In total" not in row]
    rows = [row | in_its_row(file, row) for row in file["presumed"]]
    assert same_numbers(shown, rows, {"weeks": 1, "money": 0})


def test_the_projects_are_in_their_file(client: OutsideClient, cast: Cast, result: Result) -> None:
    facts = {"pipelines_own": 3, "pipelines_shared": 1, "pipelines_reused": 0}
    project = a_project(cast.payments, "Claims triage", **facts)
    a_project(cast.payments, "Forecasts")
    days = {(project, kind): Decimal(place) / 2 for place, kind in enumerate(WorkKind, start=5)}
    register.enter_month(month=date(2026, 3, 1), days=days, by=cast.lin)

    html, file = said(client, cast, url("register"), url("register_file", "json"))

    assert same_numbers(table_rows(html, 'aria-label="AI projects"'), file["projects"], {})
