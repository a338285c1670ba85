import json
import subprocess
import sys

import pytest

from bench.__main__ import print_figures
from bench.catalogue import BY_NAME, MEASUREMENTS, MeasuredFigure, is_ok, json_line, parse_names
from bench.saves.ratio import block_summary, p95
from bench.start.demo_work import CONDITION, DOWNLOAD, REPORT, VOTE
from bench.start.visitor import Visitor
from config.installation import PROJECT


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROJECT / "bin" / "bench", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_lists_every_measurement() -> None:
    done = run("--help")

    assert done.returncode == 0
    assert all(name in done.stdout for name in BY_NAME)


def test_an_unknown_name_is_refused_with_a_sentence() -> None:
    done = run("save_condition_ratio", "speed")

    assert done.returncode == 2
    assert "there is no measurement speed" in done.stderr
    assert done.stdout == ""


def test_without_names_everything_is_measured() -> None:
    assert parse_names([]) == list(MEASUREMENTS)


def test_named_measurements_come_once_and_in_the_usual_order() -> None:
    names = ["report_cpu_ratio", "first_start_seconds", "report_cpu_ratio"]

    asked = parse_names(names)

    assert [row.name for row in asked] == ["first_start_seconds", "report_cpu_ratio"]


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
    ("value", "kept"), [(3.0, True), (2.9, True), (3.0001, False), (None, False)]
)
def test_a_limit_is_kept_up_to_and_including_it(value: float | None, kept: bool) -> None:
    assert is_ok(BY_NAME["save_condition_ratio"], MeasuredFigure(value)) is kept


def test_one_broken_limit_fails_the_run_after_all_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [BY_NAME["first_start_seconds"], BY_NAME["second_start_seconds"]]
    broken = {
        "first_start_seconds": MeasuredFigure(31.0),
        "second_start_seconds": MeasuredFigure(3.0),
    }
    kept = broken | {"first_start_seconds": MeasuredFigure(29.0)}

    assert not print_figures(rows, broken)
    assert print_figures(rows, kept)
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_the_p95_is_the_median_of_the_blocks() -> None:
    calm, noisy = [0.01] * 100, [0.09] * 100

    blocks = [{"seconds": seconds, "together": 1.0} for seconds in (calm, noisy, calm)]

    assert p95(blocks) == pytest.approx(0.01)
    assert block_summary(blocks)["per_second"] == 100.0


def test_a_visitor_finds_the_addresses_of_a_page() -> None:
    person = Visitor(1)
    person.page = (
        '<a href="/o/northwind/sessions/3/vote/">Vote</a>'
        '<form action="/o/northwind/results/4/report" method="post"></form>'
        '<input hx-post="/o/northwind/sessions/3/vote/RUN/conditions/RUN-1a">'
        '<a href="/o/northwind/reports/5/download">PDF</a>'
    )

    found = [person.links(pattern) for pattern in (VOTE, REPORT, CONDITION, DOWNLOAD)]

    assert [len(addresses) for addresses in found] == [1, 1, 1, 1]
