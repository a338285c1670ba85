"""Child processes in groups of their own, and the signals that end them."""

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

from local import liveness
from local.installation import PROJECT
from local.log_file import LogFile, LogPipe


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
    """One child program, in a group of its own, with the log that it writes into."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: LogFile | None = None,
        environment: Mapping[str, str] | None = None,
        serves_on: bool = False,
    ) -> None:
        """Describe the program; without a log its output goes to the terminal.

        One that serves on leaves processes that do so when its first one is killed.
        """
        self.name = name
        self._log = log
        self._pipe: LogPipe | None = None
        self._command = command
        self._environment = os.environ if environment is None else environment
        self._serves_on = serves_on
        self._child: subprocess.Popen[bytes] | None = None
        self._former: subprocess.Popen[bytes] | None = None
        self._socket = ""

    def start(self) -> None:
        """Start the program in a session of its own, which a Ctrl-C does not reach."""
        self._socket = liveness.new_name()
        self._pipe = LogPipe(self._log) if self._log else None
        output = self._pipe.writer if self._pipe else None
        try:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=PROJECT,
                env={**self._environment, liveness.VARIABLE: self._socket},
                start_new_session=True,
            )
        finally:
            if output is not None:
                os.close(output)

    @property
    def groups(self) -> list[int]:
        """The numbers of the groups in which something may run."""
        return [child.pid for child in (self._child, self._former) if child]

    @property
    def status(self) -> int | None:
        """The exit status, or none while it runs."""
        if self._child is None:
            return None
        if self._child.returncode is not None:
            return self._child.returncode
        # Not taken note of by the kernel before the group is ended, so that its number stays its.
        ended = os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return None
        return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    def how_it_ended(self) -> str:
        """Return how the program ended, as the end of a sentence; nothing while it runs."""
        return "" if self.status is None else f"ended (status {self.status})"

    def was_killed(self) -> bool:
        """Return whether a signal ended the program."""
        return (self.status or 0) < 0

    def is_alive(self) -> bool:
        """Ask the program whether it is well; the question takes a second at most."""
        return liveness.is_well(self._socket)

    def last_words(self) -> str:
        """Return the last lines that the program wrote."""
        return self._pipe.last_words() if self._pipe else ""

    def ask_to_stop(self) -> None:
        """Ask the program to finish what it does and leave."""
        if self._child and self.status is None:
            self._child.terminate()

    def end(self, deadline: float, stop: StopSignal) -> None:
        """Wait for the program until the deadline, then end what is left of its group.

        A second Ctrl-C is a request not to wait.
        """
        while self._child and self.status is None:
            if time.monotonic() > deadline or stop.count > 1:
                break
            stop.wait(0.1)
        self.kill()
        self.end_former()

    def set_aside(self) -> None:
        """Make room for the next start after an end; what serves on does so until that is well."""
        if self._serves_on and self._former is None:
            self._former, self._child = self._child, None
        else:
            self.kill()

    def end_former(self) -> None:
        """End what an earlier run has left."""
        end_group(self._former)
        self._former = None

    def kill(self) -> None:
        """End the program and its group at once."""
        end_group(self._child)
        self._child = None


def end_group(child: subprocess.Popen[bytes] | None) -> None:
    """End a child and all that is in its group."""
    if child:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        # Whatever waits for a disk dies later than it is told to.
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(5)
