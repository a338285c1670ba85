"""A small shell that ends what its maker started when the maker goes away, however it goes.

It reads from a pipe whose other end only its maker holds: a killed maker closes it too.
"""

import contextlib
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any

GUARD_GROUPS = """
groups=
while read -r line; do groups=$line; done
signal() { for group in $groups; do kill -s "$1" -- "-$group" 2>/dev/null; done; }
remaining() {
    for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && return 0; done
    return 1
}
signal TERM
tries=0
while remaining; do
    [ "$tries" -lt 100 ] || { signal KILL; exit; }
    tries=$((tries + 1))
    sleep 0.1
done
"""


class OrphanGuard:
    """Runs a shell script that acts on the end of its input."""

    def __init__(
        self,
        script: str,
        *arguments: str,
        credentials: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", script, "groundwork-orphan-guard", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment,
            # A Ctrl-C, or a kill of its maker's group, must not reach it.
            start_new_session=True,
            **(credentials or {}),
        )

    def watch(self, groups: Iterable[int]) -> None:
        """Name the process groups to end; each call replaces the earlier one's."""
        line = " ".join(str(group) for group in groups)
        with contextlib.suppress(OSError):
            assert self._shell.stdin is not None  # noqa: S101 - a pipe was asked for
            self._shell.stdin.write(f"{line}\n".encode())
            self._shell.stdin.flush()

    def release(self, *, timeout: float) -> None:
        """Let the guard do its work now, and wait for it at most so many seconds."""
        with contextlib.suppress(OSError):
            assert self._shell.stdin is not None  # noqa: S101 - a pipe was asked for
            self._shell.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._shell.wait(timeout)
