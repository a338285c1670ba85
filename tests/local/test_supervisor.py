import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from local.cluster import Cluster
from local.installation import PROJECT
from tests.local.test_serve import environment


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start(var: Path, port: int, umask: int = -1) -> tuple["subprocess.Popen[str]", str]:
    """Start an installation; return it and what it said up to the last line of its greeting."""
    running = subprocess.Popen(
        [sys.executable, "-m", "local.supervisor", "--no-demo", "--port", str(port)],
        cwd=PROJECT,
        env=environment(var),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=umask,
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


@pytest.fixture(scope="module")
def killed(var: Path) -> set[int]:
    """The processes of the folder's first installation, which was killed once it was ready."""
    port = free_port()
    running, said = start(var, port)
    assert f"Groundwork is ready: http://localhost:{port}" in said
    family = family_of(running, var)
    running.kill()
    running.communicate()
    return family


def family_of(running: "subprocess.Popen[str]", var: Path) -> set[int]:
    """Return the processes of an installation, the database's among them."""
    postmaster = int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    return children_of(running.pid) | children_of(postmaster) | {postmaster}


def open_to_others(var: Path) -> list[str]:
    """Return what another user can read, list or pass in the folder, apart from the database's."""
    entries = (entry for entry in var.rglob("*") if not entry.is_relative_to(var / "postgres"))
    return [
        f"{entry.relative_to(var)}: {mode:o}"
        for entry in entries
        if not entry.is_symlink() and (mode := entry.stat().st_mode & 0o777) & 0o077
    ]


def test_a_killed_installation_ends_by_itself(killed: set[int]) -> None:
    assert len(killed) >= 6
    assert until_none_is_alive(killed) == set()


def test_the_next_one_recovers_serves_and_leaves_no_process(var: Path, killed: set[int]) -> None:
    until_none_is_alive(killed)
    port = free_port()
    running, said = start(var, port, umask=0)
    assert "The last run was killed; picking up what it left." in said
    assert f"Groundwork is ready: http://localhost:{port}" in said
    family = family_of(running, var)
    assert len(family) >= 6
    subprocess.run(
        [sys.executable, "manage.py", "sendtestemail", "tom@example.org"],
        cwd=PROJECT,
        env=environment(var),
        umask=0,
        check=True,
        capture_output=True,
    )
    assert list((var / "mail").iterdir())
    assert open_to_others(var) == []

    running.terminate()
    rest, _ = running.communicate(timeout=60)

    assert running.returncode == 0, rest
    assert "Groundwork has stopped." in rest
    assert alive(family) == set()
    assert not (var / "run" / "database-url").exists()
