"""What a person at the terminal sees while Groundwork sets itself up, starts and stops."""

import contextlib
import sys
import threading
import time
from types import TracebackType
from typing import Self

NOTE_EVERY_SECONDS = 10.0
WORTH_TELLING_SECONDS = 5.0


class CannotStartError(Exception):
    """What stands in the way, as one sentence that says what to do."""


def last_lines(output: str, count: int = 3) -> str:
    """Return the last lines of what a program said, in one."""
    return " / ".join(line.strip() for line in output.strip().splitlines()[-count:])


def say(line: str = "") -> None:
    """Write a line to the terminal; a terminal that is gone is no reason to fail."""
    _write(f"{line}\n")


def _write(characters: str) -> None:
    # A closed terminal raises the first, a closed stream the second.
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(characters)
        sys.stdout.flush()


class ProgressLine:
    """One line of progress: a running clock on a terminal, plain lines elsewhere."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._note = ""
        self._is_live = sys.stdout.isatty()
        self._is_over = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        """Show the title and start the clock."""
        self._started_at = self._noted_at = time.monotonic()
        if self._is_live:
            self._ticker.start()
        else:
            say(f"{self._title} …")
        return self

    def note(self, note: str) -> None:
        """Show how far the step has come."""
        self._note = note
        now = time.monotonic()
        if not self._is_live and now - self._noted_at >= NOTE_EVERY_SECONDS:
            self._noted_at = now
            say(f"  {note}, {self._elapsed():.0f} s")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Show how long it took."""
        self._is_over.set()
        if self._is_live:
            self._ticker.join()
            mark = "✓" if kind is None else "✗"
            _write(f"\r\033[K{mark} {self._title} ({self._elapsed():.1f} s)\n")
        elif kind is None and self._elapsed() >= WORTH_TELLING_SECONDS:
            say(f"  done after {self._elapsed():.0f} s")

    def _elapsed(self) -> float:
        return time.monotonic() - self._started_at

    def _tick(self) -> None:
        while True:
            note = f": {self._note}" if self._note else ""
            _write(f"\r\033[K  {self._title} …{note} {self._elapsed():.0f} s")
            if self._is_over.wait(0.5):
                return
