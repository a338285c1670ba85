"""What the benchmark tells at the terminal while it measures."""

import contextlib
import sys
import time
from collections.abc import Iterator


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """Tell what is being done, and afterwards how long it took."""
    started_at = time.monotonic()
    tell(f"{what} …")
    yield
    tell(f"  {time.monotonic() - started_at:.1f} s")


def tell(sentence: str) -> None:
    """Write a line of progress; results alone go to standard output."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
