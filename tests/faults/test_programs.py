"""Programs that are killed, frozen, or lose the file they write to; each small, and real."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.child_process import ChildProcess
from local.installation import PROJECT
from local.log_file import LogFile
from local.program import KeptProgram

# Answers the supervisor from a child of its own, as a web server does, and writes all the time.
PROGRAM = """
import os, sys, time
from local import liveness
if sys.argv[1] == "mute":
    time.sleep(600)
if os.fork():
    os.wait()
liveness.answer()
while True:
    print("line", os.getpid(), flush=True)
    time.sleep(0.02)
"""


def until(holds: Callable[[], object], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(holds())


def well(kept: KeptProgram) -> bool:
    kept.step()
    return kept.is_running


@pytest.fixture
def log(tmp_path: Path) -> LogFile:
    return LogFile(tmp_path / "log" / "web.log")


@pytest.fixture
def child(log: LogFile) -> Iterator[ChildProcess]:
    made = ChildProcess(
        "web server",
        [sys.executable, "-S", "-c", PROGRAM, "answers"],
        log=log,
        environment={"PYTHONPATH": str(PROJECT)},
        serves_on=True,
    )
    yield made
    made.kill()
    made.end_former()


@pytest.fixture
def kept(child: ChildProcess) -> KeptProgram:
    """The program, which is well, and is missed after a second of silence."""
    made = KeptProgram(child, silence=1.0, longest_start=15)
    assert until(lambda: well(made))
    return made


def server_of(master: int) -> int:
    """Return the number of the process that serves."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(children[0])


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_an_orphan_serves_until_the_next_one_is_well_and_no_longer(
    kept: KeptProgram, child: ChildProcess
) -> None:
    (master,) = child.groups
    orphan = server_of(master)

    os.kill(master, signal.SIGKILL)
    assert until(lambda: child.status is not None)
    kept.step()

    assert is_there(orphan)  # the control: nothing but the supervisor ends it
    assert until(lambda: well(kept))
    assert until(lambda: not is_there(orphan))


def test_a_frozen_program_is_missed(kept: KeptProgram, child: ChildProcess) -> None:
    (master,) = child.groups
    os.kill(server_of(master), signal.SIGSTOP)

    assert until(lambda: not well(kept) and child.groups != [master])
    assert until(lambda: well(kept))


def test_a_program_that_never_answers_is_not_taken_for_one_that_does(log: LogFile) -> None:
    mute = ChildProcess(
        "web server",
        [sys.executable, "-S", "-c", PROGRAM, "mute"],
        log=log,
        environment={"PYTHONPATH": str(PROJECT)},
    )
    kept = KeptProgram(mute, longest_start=0.5)
    try:
        assert not until(lambda: well(kept), seconds=1.5)
    finally:
        mute.kill()


@pytest.mark.parametrize("loss", ["renamed", "removed", "its folder removed"])
def test_a_log_that_goes_away_is_written_anew(
    loss: str, kept: KeptProgram, child: ChildProcess, log: LogFile
) -> None:
    assert until(log.path.exists)
    folder = log.path.parent
    if loss == "renamed":
        log.path.rename(folder / "kept.log")
    elif loss == "removed":
        log.path.unlink()
    else:
        folder.rename(folder.parent / "elsewhere")

    assert until(lambda: log.path.exists() and b"line" in log.path.read_bytes())
    assert well(kept)


def test_a_log_on_a_full_disk_ends_nobody(
    kept: KeptProgram, child: ChildProcess, log: LogFile
) -> None:
    log.path.unlink()
    log.path.symlink_to("/dev/full")
    (master,) = child.groups

    time.sleep(0.5)

    assert well(kept)
    assert child.groups == [master]
    log.path.unlink()
    assert until(lambda: log.path.exists() and b"line" in log.path.read_bytes())
    assert "line" in child.last_words()


def test_a_long_log_is_put_aside(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.log_file.LONGEST_LOG_BYTES", 10)

    log.append(b"a long line\n")
    log.append(b"next\n")

    assert log.path.read_bytes() == b"next\n"
    assert log.path.with_suffix(".log.1").read_bytes() == b"a long line\n"
