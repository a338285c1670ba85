"""Child processes in groups of their own, and the signals that end them."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.installation import PROJECT

LONGEST_BACKOFF_SECONDS = 60.0
STEADY_AFTER_SECONDS = 60.0
LONGEST_LOG_BYTES = 20_000_000


class StopSignal:
    """Ctrl-C, SIGTERM or a closed terminal: noted when it comes, acted on where it is safe."""

    def __init__(self) -> None:
        self.count = 0
        self._reader, writer = os.pipe()
        for end in (self._reader, writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        # Python writes to the pipe only for signals that have a handler, and this one wakes wait().
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # What nohup or a shell had this program ignore stays ignored.
            if number == signal.SIGTERM or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self.count += 1

    @property
    def is_received(self) -> bool:
        """Whether to stop."""
        return self.count > 0

    def wait(self, seconds: float) -> bool:
        """Wait until a signal comes or a child ends, at most so long; return whether to stop."""
        select.select([self._reader], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            os.read(self._reader, 4096)
        return self.is_received


class ChildProcess:
    """One child program and its log; restarted after an end, with a growing backoff."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the program; without a log its output goes to the terminal."""
        self.name = name
        self.log = log
        self._command = command
        self._environment = environment
        self._child: subprocess.Popen[bytes] | None = None
        self._backoff = 1.0
        self.restart_at = 0.0

    def start(self) -> None:
        """Start the program in a session of its own, which a Ctrl-C does not reach."""
        with contextlib.ExitStack() as opened:
            output = opened.enter_context(self.log.open("ab")) if self.log else None
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=PROJECT,
                env=self._environment,
                start_new_session=True,
            )
        self._started_at = time.monotonic()
        self.restart_at = 0.0

    @property
    def group(self) -> int | None:
        """The number of the process and of its group."""
        return self._child.pid if self._child else None

    @property
    def status(self) -> int | None:
        """The exit status, or none while it runs."""
        return self._child.poll() if self._child else None

    def schedule_restart(self) -> float:
        """Plan the next start after an end and return in how many seconds it is due."""
        self._end_group()
        # Who ran for a while did not end because of the start, so the pauses begin anew.
        if time.monotonic() - self._started_at > STEADY_AFTER_SECONDS:
            self._backoff = 1.0
        delay, self._backoff = self._backoff, min(self._backoff * 2, LONGEST_BACKOFF_SECONDS)
        self.restart_at = time.monotonic() + delay
        self._child = None
        return delay

    def ask_to_stop(self) -> None:
        """Ask the program to finish what it does and leave."""
        if self._child and self._child.poll() is None:
            self._child.terminate()

    def end(self, deadline: float, stop: StopSignal) -> None:
        """Wait for the program until the deadline, then end what is left of its group.

        A second Ctrl-C is a request not to wait.
        """
        while self._child and self._child.poll() is None:
            if time.monotonic() > deadline or stop.count > 1:
                break
            stop.wait(0.1)
        self._end_group()

    def _end_group(self) -> None:
        if self._child:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()

    def trim_log(self) -> None:
        """Put a log that has grown long aside; its program appends, so it goes on at the start."""
        if self.log and self.log.stat().st_size > LONGEST_LOG_BYTES:
            # Copied and cut, not renamed: the program goes on writing to the file that it has open.
            shutil.copyfile(self.log, aside := self.log.with_suffix(".log.1"))
            aside.chmod(0o600)
            os.truncate(self.log, 0)

    def log_tail(self, lines: int = 12) -> str:
        """Return the last lines of the log, indented."""
        if not self.log or not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8192))
            tail = file.read().decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in tail[-lines:])


def rotate_log(path: Path) -> Path:
    """Put the last run's log aside, make an empty one for this user only, and return its path."""
    with contextlib.suppress(FileNotFoundError):
        path.replace(path.with_suffix(".log.1"))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path
