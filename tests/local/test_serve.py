import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.installation import PROJECT, installation_lock, refuse_busy_port
from local.log_file import rotate_log
from local.orphan_guard import GUARD_GROUPS, OrphanGuard
from local.supervisor import account_table
from local.terminal import CannotStartError

SERVE = [sys.executable, str(PROJECT / "bin" / "serve")]
SUPERVISOR = [sys.executable, "-m", "local.supervisor"]
FORGOTTEN = {"DATABASE_URL", "REDIS_URL", "GROUNDWORK_URL", "GROUNDWORK_PORT"}


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


@pytest.fixture
def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    return kept | {"GROUNDWORK_VAR": str(var)}


def run(*command: str, var: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=environment(var),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_needs_nothing_installed_and_tells_options_and_environment(tmp_path: Path) -> None:
    told = run(sys.executable, "-S", "-E", SERVE[1], "--help", var=tmp_path / "var")

    assert told.returncode == 0
    for word in ("--port", "--demo", "--no-demo", "DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
        assert word in told.stdout
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "65536"], ["--port", "http"]])
def test_a_port_that_is_none_is_refused(words: list[str], tmp_path: Path) -> None:
    told = run(*SERVE, *words, var=tmp_path / "var")

    assert told.returncode == 2
    assert "is not a port; ports go from 1 to 65535" in told.stdout


def test_demo_and_no_demo_exclude_each_other(tmp_path: Path) -> None:
    told = run(*SERVE, "--demo", "--no-demo", var=tmp_path / "var")

    assert told.returncode == 2
    assert "not allowed with" in told.stdout


def test_a_taken_port_is_told_with_the_option_that_helps(tmp_path: Path, taken_port: int) -> None:
    told = run(*SUPERVISOR, "--port", str(taken_port), var=tmp_path / "var")

    assert told.returncode == 1
    assert f"Port {taken_port} is in use by another program" in told.stdout
    assert "--port" in told.stdout
    assert (tmp_path / "var" / "run" / "serve.lock").read_text() == ""
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_free_port_is_not_refused(free_port: int) -> None:
    refuse_busy_port(free_port)


def test_a_second_start_names_the_first_and_its_address(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "var" / "run").mkdir(parents=True)

    with installation_lock(tmp_path / "var" / "run" / "serve.lock", 18642):
        told = run(*SUPERVISOR, "--port", str(free_port), var=tmp_path / "var")

    assert told.returncode == 1
    assert "already running here: http://localhost:18642" in told.stdout
    assert f"process {os.getpid()}" in told.stdout


def test_a_killed_run_is_noticed_and_an_orderly_one_is_not(tmp_path: Path) -> None:
    lock = tmp_path / "serve.lock"
    lock.write_text("4242 8000\n")

    with installation_lock(lock, 8000) as was_killed:
        assert was_killed
    with installation_lock(lock, 8000) as was_killed:
        assert not was_killed


def test_a_failed_start_does_not_look_like_a_killed_one(tmp_path: Path) -> None:
    lock = tmp_path / "serve.lock"

    with pytest.raises(CannotStartError), installation_lock(lock, 8000):
        raise CannotStartError("Something stands in the way.")

    with installation_lock(lock, 8000) as was_killed:
        assert not was_killed


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, free_port: int) -> None:
    (tmp_path / "file").write_text("")

    told = run(*SUPERVISOR, "--port", str(free_port), var=tmp_path / "file" / "var")

    assert told.returncode == 1
    assert "cannot be written" in told.stdout
    assert "Traceback" not in told.stdout


def test_an_external_database_that_is_not_there_is_told(tmp_path: Path, free_port: int) -> None:
    var = environment(tmp_path / "var")
    var["DATABASE_URL"] = f"postgresql://groundwork:hush@127.0.0.1:{free_port}/groundwork"
    told = subprocess.run(
        [*SUPERVISOR, "--port", str(free_port)],
        cwd=PROJECT,
        env=var,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )

    assert told.returncode == 1
    assert "The database cannot be used" in told.stdout
    assert "Connection refused" in told.stdout
    assert "hush" not in told.stdout
    assert not (tmp_path / "var" / "postgres").exists()


def test_the_orphan_guard_ends_whole_groups_when_its_maker_lets_go() -> None:
    script = "trap '' TERM; sleep 600 & echo ready; wait"
    child = subprocess.Popen(
        ["/bin/sh", "-c", script], stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    guard = OrphanGuard(GUARD_GROUPS.replace("-lt 100", "-lt 3"))

    guard.watch([child.pid])
    guard.release(timeout=10)

    assert child.wait(10) == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        until_group_is_gone(child.pid)
    child.stdout.close()


def until_group_is_gone(group: int) -> None:
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.05)


def test_a_new_log_keeps_the_last_one_and_is_private(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("before\n")

    rotate_log(log)

    assert log.read_text() == ""
    assert log.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "web.log.1").read_text() == "before\n"


def test_the_demo_accounts_stand_in_columns() -> None:
    table = account_table(
        [
            {
                "name": "Ada",
                "role": "Owner",
                "email": "ada@demo.example",
                "password": "swan-7",
            },
            {"name": "Maximilian", "role": "Administrator", "email": "max@x", "password": "crow-9"},
        ]
    )

    lines = table.splitlines()
    assert [line.index("@") > line.index("  ") for line in lines[1:]] == [True, True]
    assert lines[1].index("ada@") == lines[2].index("max@") == lines[0].index("Email")
