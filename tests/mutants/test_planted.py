"""Faults planted one at a time in a copy of the program: the named tests notice each of them."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "node_modules", ".*_cache")
NEWEST_COMMITS = 20
AT_LEAST, AT_MOST = 5, 12
ALL = os.environ.get("GROUNDWORK_MUTANTS") == "all"


@dataclass(frozen=True)
class Fault:
    """A text of a file, what stands in its place, and the tests that notice."""

    name: str
    file: str
    text: str
    replacement: str
    tests: list[str]


def faults() -> list[Fault]:
    listed = tomllib.loads(Path(__file__).with_name("planted.toml").read_text("utf-8"))
    return [Fault(**row) for row in listed["fault"]]


def chosen() -> list[Fault]:
    """Return all, else those in what the newest commits touched, else the first few."""
    if ALL:
        return faults()
    command = ["git", "log", f"-{NEWEST_COMMITS}", "--name-only", "--format="]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    touched = set(done.stdout.split())
    fitting = [fault for fault in faults() if fault.file in touched][:AT_MOST]
    return fitting if len(fitting) >= AT_LEAST else faults()[:AT_LEAST]


FAULTS = faults()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_still_applies(fault: Fault) -> None:
    assert (PROJECT / fault.file).read_text("utf-8").count(fault.text) == 1
    assert fault.text != fault.replacement
    for test in fault.tests:
        assert (PROJECT / test.partition("::")[0]).exists(), test


def test_there_are_thirty_of_them_with_a_name_each() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) == 30


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the program, to plant faults in."""
    place = tmp_path_factory.mktemp("planted") / "program"
    shutil.copytree(PROJECT, place, ignore=LEFT_OUT)
    yield place
    shutil.rmtree(place)


def run(copy: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--reuse-db", "-x", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, *tests], cwd=copy, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.long
def test_without_a_fault_they_are_green(copy: Path) -> None:
    tests = sorted({test for fault in chosen() for test in fault.tests})

    done = run(copy, tests)

    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.long
@pytest.mark.parametrize("fault", chosen(), ids=lambda fault: fault.name)
def test_a_planted_fault_is_noticed(copy: Path, fault: Fault) -> None:
    file = copy / fault.file
    before = file.read_text("utf-8")
    file.write_text(before.replace(fault.text, fault.replacement), "utf-8")
    try:
        done = run(copy, fault.tests)
    finally:
        file.write_text(before, "utf-8")

    assert done.returncode == 1, done.stdout[-2000:]
