"""Light load: visitors who ask for a page again and again, and when each was served."""

import http.client
import threading
import time
from itertools import pairwise
from types import TracebackType
from typing import Self

PAGE = "/accounts/login/"
PAUSE_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 2.0


class Visitors:
    """Some visitors of a web server on this machine, each with a connection a page."""

    def __init__(self, port: int, *, count: int = 3, page: str = PAGE) -> None:
        self._port = port
        self._page = page
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._visit) for _ in range(count)]
        self.served_at: list[float] = []
        self.failures: list[str] = []
        self.failed_at: list[float] = []

    def __enter__(self) -> Self:
        """Begin to visit."""
        self.served_at.append(time.monotonic())
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()
        self.served_at.append(time.monotonic())

    def longest_gap(self) -> float:
        """Return the longest time in which nobody was served, in seconds."""
        moments = sorted(self.served_at)
        return max(later - earlier for earlier, later in pairwise(moments))

    def _visit(self) -> None:
        while not self._is_over.wait(PAUSE_SECONDS):
            try:
                status = self._ask()
            except (OSError, http.client.HTTPException) as error:
                self._fail(type(error).__name__)
                continue
            if status == http.HTTPStatus.OK:
                self.served_at.append(time.monotonic())
            else:
                self._fail(str(status))

    def _fail(self, how: str) -> None:
        self.failures.append(how)
        self.failed_at.append(time.monotonic())

    def _ask(self) -> int:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=LONGEST_WAIT_SECONDS
        )
        try:
            connection.request("GET", self._page, headers={"Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()
