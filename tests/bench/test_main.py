import subprocess
import sys

import pytest

from bench.__main__ import print_figures
from bench.catalogue import BY_NAME, MeasuredFigure
from local.installation import PROJECT


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


def test_one_broken_limit_fails_the_run_after_all_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [BY_NAME["first_start_seconds"], BY_NAME["second_start_seconds"]]
    broken = {
        "first_start_seconds": MeasuredFigure(31.0),
        "second_start_seconds": MeasuredFigure(3.0),
    }
    repaired = broken | {"first_start_seconds": MeasuredFigure(29.0)}

    assert not print_figures(rows, broken)
    assert print_figures(rows, repaired)
    assert len(capsys.readouterr().out.splitlines()) == 4
