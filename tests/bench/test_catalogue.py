import json
from importlib import import_module

import pytest

from bench.catalogue import (
    BY_NAME,
    GROUPS,
    MEASUREMENTS,
    MeasuredFigure,
    is_ok,
    json_line,
    parse_names,
)


def test_without_names_everything_is_measured() -> None:
    assert parse_names([]) == list(MEASUREMENTS)


def test_named_measurements_come_once_and_in_the_usual_order() -> None:
    names = ["report_cpu_ratio", "first_start_seconds", "report_cpu_ratio"]

    wanted = parse_names(names)

    assert [row.name for row in wanted] == ["first_start_seconds", "report_cpu_ratio"]


@pytest.mark.parametrize("group", GROUPS)
def test_every_figure_names_a_module_that_measures(group: str) -> None:
    module = import_module(f"bench.{group}")

    assert callable(module.measure)


def test_a_figure_is_one_line_of_json() -> None:
    printed = json_line(BY_NAME["compare_server_ms"], MeasuredFigure(70.12345, {"units": 200}))

    assert "\n" not in printed
    assert json.loads(printed) == {
        "name": "compare_server_ms",
        "value": 70.123,
        "unit": "ms",
        "limit": 250,
        "ok": True,
        "detail": {"units": 200},
    }


@pytest.mark.parametrize(
    ("value", "ok"), [(3.0, True), (2.9, True), (3.0001, False), (None, False)]
)
def test_a_limit_is_kept_up_to_and_including_it(value: float | None, ok: bool) -> None:
    assert is_ok(BY_NAME["save_condition_ratio"], MeasuredFigure(value)) is ok
