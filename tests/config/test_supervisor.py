import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config.embedded import Cluster
from config.installation import PROJECT
from tests.config.test_serve import environment


@pytest.fixture
def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start(var: Path, port: int) -> tuple["subprocess.Popen[str]", str]:
    """Start an installation; return it and what it said up to the last line of its greeting."""
    running = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor", "--no-demo", "--port", str(port)],
        cwd=PROJECT,
        env=environment(var),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert running.stdout is not None
    said = ""
    for line in running.stdout:
        said += line
        if "Ctrl-C stops" in line:
            break
    return running, said


def children_of(process: int) -> set[int]:
    """Return the numbers of all processes below one, by what the kernel says."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(words[1])
    found: set[int] = set()
    while (
        fresh := {child for child, parent in parents.items() if parent in found | {process}} - found
    ):
        found |= fresh
    return found


def alive(processes: set[int]) -> set[int]:
    """Return those that still run; one that only waits to be noticed does not."""
    left = set()
    for process in processes:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            left.add(process)
    return left


def until_none_is_alive(processes: set[int]) -> set[int]:
    deadline = time.monotonic() + 30
    while (left := alive(processes)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state folder with the fonts in it; its database goes with it, wherever that lives."""
    folder = tmp_path_factory.mktemp("installation") / "var"
    folder.mkdir()
    for made in ("fonts", "static"):
        if (settings.VAR / made).exists():
            shutil.copytree(settings.VAR / made, folder / made)
    yield folder
    Cluster(folder / "postgres", log=folder / "postgres.log").remove()


def test_an_installation_serves_and_leaves_no_process(var: Path, free_port: int) -> None:
    running, said = start(var, free_port)
    assert f"Groundwork is ready: http://localhost:{free_port}" in said
    postmaster = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    family = children_of(running.pid) | children_of(postmaster) | {postmaster}
    assert len(family) >= 6
    assert (var / "run" / "database-url").stat().st_mode & 0o777 == 0o600

    running.terminate()
    rest, _ = running.communicate(timeout=60)

    assert running.returncode == 0, rest
    assert "Groundwork has stopped." in rest
    assert alive(family) == set()
    assert not (var / "run" / "database-url").exists()


def test_a_killed_installation_ends_by_itself_and_recovers(var: Path, free_port: int) -> None:
    killed, _ = start(var, free_port)
    postmaster = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    family = children_of(killed.pid) | children_of(postmaster) | {postmaster}

    killed.kill()
    killed.communicate()
    assert until_none_is_alive(family) == set()

    again, said = start(var, free_port)
    again.terminate()
    again.communicate(timeout=60)
    assert "The last run was killed; picking up what it left." in said
    assert again.returncode == 0
