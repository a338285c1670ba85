"""A page that is read again and again: its statements, its size, and how long it takes."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client

from bench.pages.client import response_to, statements_of

WARM_UP, TIMES = 5, 40


@dataclass(frozen=True)
class ResponseTimes:
    """How long each reading of a page took, and the CPU time of one, in milliseconds."""

    milliseconds: Sequence[float]
    cpu: float

    @property
    def median(self) -> float:
        """The usual time."""
        return statistics.median(self.milliseconds)

    @property
    def spread(self) -> dict[str, float]:
        """How the times are spread."""
        return spread(self.milliseconds)


@dataclass(frozen=True)
class MeasuredPage:
    """A page, and who reads it."""

    client: Client
    path: str
    organization_id: int = 0

    @property
    def statements(self) -> int:
        """How many statements one reading takes."""
        return len(statements_of(self.client, "get", self.path))

    @property
    def size(self) -> int:
        """How many bytes the page has as it is sent."""
        return len(response_to(self.client, "get", self.path).content)

    def markup(self, query: str = "") -> bytes:
        """Return the page uncompressed."""
        plain = {"accept-encoding": "identity"}
        return response_to(self.client, "get", self.path + query, headers=plain).content

    def milliseconds(self) -> float:
        """Return how long one reading takes, middleware included."""
        started_at = time.perf_counter()
        response_to(self.client, "get", self.path)
        return (time.perf_counter() - started_at) * 1000

    def response_times(self, times: int = TIMES, warm_up: int = WARM_UP) -> ResponseTimes:
        """Return how long so many readings take, once the page is warm."""
        for _ in range(warm_up):
            self.milliseconds()
        begun_at = time.process_time()
        milliseconds = [self.milliseconds() for _ in range(times)]
        cpu = (time.process_time() - begun_at) * 1000 / times
        return ResponseTimes(milliseconds, round(cpu, 1))


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return how many times there are, the shortest, and the one that 95 % stay below."""
    return {
        "requests": len(times),
        "fastest": round(min(times), 1),
        "p95": round(statistics.quantiles(times, n=20)[-1], 1),
    }
