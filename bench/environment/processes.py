"""What the kernel says about processes: their family, their memory, their time."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
STATE, PARENT = 0, 1  # places in /proc/PID/stat, counted from behind the program's name
TIMES = slice(11, 15)  # of the process in user and kernel mode, then of its ended children


def family(roots: Iterable[int]) -> set[int]:
    """Return the processes together with all below them."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents():
        children.setdefault(parent, []).append(pid)
    members: set[int] = set()
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        members.add(pid)
        waiting += children.get(pid, [])
    return members


def parents() -> Iterator[tuple[int, int]]:
    """Return each living process and its parent."""
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError):
            fields = _fields(int(folder.name))
            if fields[STATE] != "Z":
                yield int(folder.name), int(fields[PARENT])


def command_line(pid: int) -> str:
    """Return the command line; empty where the process is gone."""
    with suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    return ""


def fork_server() -> int:
    """Return this process's fork server, which has started by now."""
    servers = (
        pid for pid in family([os.getpid()]) if "multiprocessing.forkserver" in command_line(pid)
    )
    return next(servers)


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and of its children that have ended."""
    return sum(map(int, _fields(pid)[TIMES])) / TICKS_A_SECOND


def pss_bytes(pid: int) -> int:
    """Return the memory of a process, shared pages divided among those who share them."""
    return _kilobytes(pid, "smaps_rollup", "Pss:") * 1024


def peak_bytes(pid: int) -> int:
    """Return the most memory that a process has held so far, shared pages included."""
    return _kilobytes(pid, "status", "VmHWM:") * 1024


def _fields(pid: int) -> list[str]:
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _kilobytes(pid: int, file: str, name: str) -> int:
    with suppress(OSError):
        for line in (PROC / str(pid) / file).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0
