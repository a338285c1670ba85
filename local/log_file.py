"""A program's log, written on its behalf: no full disk, lost folder or renamed file ends it.

Programs write into a pipe. What the file does not take is dropped; the last words are kept.
"""

import contextlib
import os
import threading
from pathlib import Path

LONGEST_LOG_BYTES = 20_000_000
KEPT_BYTES = 8192


class LogFile:
    """A file that several programs may write to."""

    def __init__(self, path: Path) -> None:
        """Begin a new file beside the last run's."""
        self.path = path
        self._lock = threading.Lock()
        with contextlib.suppress(OSError):
            rotate_log(path)

    def append(self, lines: bytes) -> None:
        """Write at the end of whatever file has the name now; drop what it does not take."""
        with self._lock, contextlib.suppress(OSError):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, lines)
                size = os.fstat(file).st_size
            finally:
                os.close(file)
            if size > LONGEST_LOG_BYTES:
                self.path.replace(aside(self.path))


class LogPipe:
    """What one run of a program writes into."""

    def __init__(self, log: LogFile) -> None:
        """Make the pipe and begin to read from it; it ends with the last program that has it."""
        self._log = log
        self._kept = b""
        reader, self.writer = os.pipe()
        self._thread = threading.Thread(target=self._copy, args=(reader,), daemon=True)
        self._thread.start()

    def _copy(self, reader: int) -> None:
        with os.fdopen(reader, "rb", buffering=0) as pipe:
            while chunk := pipe.read(65536):
                self._kept = (self._kept + chunk)[-KEPT_BYTES:]
                self._log.append(chunk)

    def last_words(self, lines: int = 12) -> str:
        """Return the last lines that came, indented; those of a program that ended, to the end."""
        self._thread.join(0.5)
        tail = self._kept.decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in tail[-lines:])


def aside(path: Path) -> Path:
    """Return where a log goes that is over."""
    return path.with_suffix(".log.1")


def rotate_log(path: Path) -> Path:
    """Put the last run's log aside, make an empty one for this user only, and return its path."""
    with contextlib.suppress(FileNotFoundError):
        path.replace(aside(path))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path
