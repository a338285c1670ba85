"""One program's life: it waits, starts, runs; when it ends or falls silent, it is started again.

The database, each web server and the worker go through the same states. Only starts that
fail one after the other, before the program was ever well, make the next one wait; a program that
was killed in the middle of its work is started at once.
"""

import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from local.cluster import Cluster
from local.terminal import say

SILENCE_SECONDS = 10.0
LONGEST_START_SECONDS = 90.0
LONGEST_BACKOFF_SECONDS = 16.0


class Program(Protocol):
    """What can be kept running."""

    name: str

    def start(self) -> None:
        """Begin to start; raise where that is not possible."""

    def how_it_ended(self) -> str:
        """Return how it ended, as the end of a sentence; nothing while it runs."""

    def was_killed(self) -> bool:
        """Return whether somebody ended it from outside."""

    def is_alive(self) -> bool:
        """Ask whether it is well, within a second or so."""

    def last_words(self) -> str:
        """Return the last lines that it wrote."""

    def set_aside(self) -> None:
        """Make room for the next start after it ended by itself."""

    def end_former(self) -> None:
        """End what was set aside."""

    def kill(self) -> None:
        """End it and what it started, at once."""


class ProgramState(Enum):
    """Where a program stands."""

    WAITING = auto()
    STARTING = auto()
    RUNNING = auto()


class KeptProgram:
    """A program and the state in which it is."""

    def __init__(
        self,
        program: Program,
        *,
        may_start: Callable[[], bool] = lambda: True,
        longest_start: float = LONGEST_START_SECONDS,
        silence: float = SILENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep the program: it waits for its first start, as long as that may not be."""
        self.program = program
        self.state = ProgramState.WAITING
        self._may_start = may_start
        self._longest_start = longest_start
        self._silence = silence
        self._clock = clock
        self._start_at = self._heard_at = 0.0
        self._former_until = float("inf")
        self._backoff = 0.0

    @property
    def is_running(self) -> bool:
        """Whether it was well when it was asked last."""
        return self.state is ProgramState.RUNNING

    def adopt(self) -> None:
        """Take a program over that was started and is well."""
        self.state = ProgramState.RUNNING
        self._heard_at = self._clock()

    def step(self) -> None:
        """Look at the program once and do what is due."""
        if self._clock() > self._former_until:
            self._end_former()
        if self.state is ProgramState.WAITING:
            if self._clock() >= self._start_at and self._may_start():
                self._start()
        elif end := self.program.how_it_ended():
            self._start_over(f"The {self.program.name} {end}", is_over=True)
        elif self.program.is_alive():
            self._end_former()
            self.adopt()
            self._backoff = 0.0
        elif self._clock() - self._heard_at > self._patience():
            self._start_over(f"The {self.program.name} does not answer")

    def _patience(self) -> float:
        return self._silence if self.is_running else self._longest_start

    def _start(self) -> None:
        self._heard_at = self._clock()
        self.state = ProgramState.STARTING
        try:
            self.program.start()
        except OSError as error:
            self._start_over(f"The {self.program.name} cannot be started ({error})")

    def _end_former(self) -> None:
        self._former_until = float("inf")
        self.program.end_former()

    def _start_over(self, what_happened: str, *, is_over: bool = False) -> None:
        words, delay = self.program.last_words(), self._delay()
        if self.is_running and is_over:
            self.program.set_aside()
            self._former_until = self._clock() + self._longest_start
        else:
            self.program.kill()
        self.state = ProgramState.WAITING
        self._start_at = self._clock() + delay
        when = f"in {delay:.0f} s" if delay else "now"
        say(f"{what_happened}; starting it again {when}.")
        if words:
            say(words)
        if not delay and self._may_start():
            self._start()

    def _delay(self) -> float:
        """Return how long the next start has to wait, and make the one after it wait longer."""
        if self.is_running:
            return 0.0
        delay = self._backoff
        # Who kills a start says nothing about the next one.
        longest = 1.0 if self.program.was_killed() else LONGEST_BACKOFF_SECONDS
        self._backoff = min(2 * delay or 1.0, longest)
        return min(delay, longest)


class DatabaseProgram:
    """The embedded database as a program; it starts in a thread, since that can take minutes."""

    name = "database"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._starter: threading.Thread | None = None
        self._failure = ""

    def start(self) -> None:
        """Begin to start the server, after the end of what the last one left."""
        self._failure = ""
        self._starter = threading.Thread(target=self._start, daemon=True)
        self._starter.start()

    def _start(self) -> None:
        try:
            self._cluster.stop()
            self._cluster.start()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next start is due later
            self._failure = f"cannot be started: {error}"

    @property
    def _is_starting(self) -> bool:
        return self._starter is not None and self._starter.is_alive()

    def how_it_ended(self) -> str:
        """Return how the start failed, or that the server is gone."""
        if self._is_starting:
            return ""
        return self._failure or ("" if self._cluster.is_running else "ended")

    def was_killed(self) -> bool:
        """Return no: a server that was killed while it started tells that as a failure."""
        return False

    def is_alive(self) -> bool:
        """Return whether the server takes connections and answers on them."""
        return not self._is_starting and self._cluster.answers()

    def last_words(self) -> str:
        """Return nothing: a failed start tells what the log says."""
        return ""

    def set_aside(self) -> None:
        """Do nothing: the next start ends what this one left."""

    def end_former(self) -> None:
        """Do nothing: there is one at a time."""

    def kill(self) -> None:
        """Kill the server; the next start recovers what was committed."""
        self._cluster.kill()

    def settle(self, timeout: float) -> None:
        """Wait for a start that is under way, so that the server can be stopped."""
        if self._starter:
            self._starter.join(timeout)
