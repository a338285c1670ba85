"""The requests that a web server is answering, and whether it gets anywhere with them."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
LONGEST_STANDSTILL_SECONDS = 120.0  # a page waits for nothing that long


class RequestsInFlight:
    """The application, with a note of when each request began that has no answer yet."""

    def __init__(self, application: Application, threads: int) -> None:
        """Watch the application, which answers so many requests at once."""
        self._application = application
        self._threads = threads
        self._begun: dict[int, float] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request."""
        thread = threading.get_ident()
        self._begun[thread] = time.monotonic()
        try:
            return self._application(environ, start_response)
        finally:
            self._begun.pop(thread, None)

    def is_moving(self) -> bool:
        """Return whether a thread is free, or the last one became busy lately."""
        begun = list(self._begun.values())
        if len(begun) < self._threads:
            return True
        return time.monotonic() - max(begun) < LONGEST_STANDSTILL_SECONDS
