"""The load generator: many people at once over kept connections; knows HTTP and nothing else.

Reads a plan from standard input and prints what it measured, both JSON. Each person sends the next
request when the last one is answered.
"""

import asyncio
import gc
import itertools
import json
import re
import secrets
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CSRF = re.compile(rb"\r\nset-cookie: *(groundwork_csrf=(\w+))", re.IGNORECASE)


class RefusedError(Exception):
    """A request was not answered as it should be."""


@dataclass
class Voter:
    """Somebody with a cookie, a connection, and answers to save."""

    cookie: str
    page: str
    saves: Iterator[tuple[str, str]]
    host: str
    token: str = ""
    reader: asyncio.StreamReader = field(init=False)
    writer: asyncio.StreamWriter = field(init=False)

    async def arrive(self, port: int) -> None:
        """Connect and open the page that gives the token against forged requests."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        head, _body = await self._exchange(f"GET {self.page} HTTP/1.1\r\n{self._headers()}\r\n")
        if not (token := CSRF.search(head)):
            raise RefusedError(f"{self.page} sets no token.")
        self.cookie += f"; {token[1].decode()}"
        self.token = token[2].decode()

    async def post(self, path: str, body: str) -> bytes:
        """Send a form as HTMX does and return the answer's body."""
        _head, answer = await self._exchange(
            f"POST {path} HTTP/1.1\r\n{self._headers()}X-CSRFToken: {self.token}\r\n"
            f"HX-Request: true\r\nX-Change: {secrets.token_urlsafe(16)}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        return answer

    def _headers(self) -> str:
        return f"Host: {self.host}\r\nAccept-Encoding: gzip\r\nCookie: {self.cookie}\r\n"

    async def _exchange(self, request: str) -> tuple[bytes, bytes]:
        self.writer.write(request.encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        body = await self.reader.readexactly(int(length[1])) if length else b""
        if head[9:12] != b"200":
            raise RefusedError(f"{request.splitlines()[0]} is answered with {head[9:12].decode()}.")
        return head, body


Act = Callable[[Voter], Awaitable[bytes]]


async def measure_block(people: Sequence[Voter], act: Act, times: int) -> dict[str, Any]:
    """Return how long each of everybody's requests took, and how long they took together."""

    async def times_of(person: Voter) -> list[float]:
        taken = []
        for _ in range(times):
            begun_at = time.perf_counter()
            await act(person)
            taken.append(time.perf_counter() - begun_at)
        return taken

    begun_at = time.perf_counter()
    taken = await asyncio.gather(*map(times_of, people))
    together = time.perf_counter() - begun_at
    return {"seconds": sorted(itertools.chain.from_iterable(taken)), "together": together}


async def measure_rate(
    people: Sequence[Voter], act: Act, every: float, lasting: float
) -> dict[str, Any]:
    """Return how long requests took that each person sends every so many seconds, and the errors.

    Who is answered late sends the next one at once, so that nothing is left out.
    """
    begun_at = time.perf_counter()
    taken: list[float] = []
    errors: list[str] = []

    async def send_repeatedly(person: Voter, first: float) -> None:
        due = begun_at + first
        while due < begun_at + lasting:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            sent_at = time.perf_counter()
            try:
                await act(person)
            except (RefusedError, OSError, asyncio.IncompleteReadError) as error:
                errors.append(str(error))
            taken.append(time.perf_counter() - sent_at)
            due += every

    places = enumerate(people)
    await asyncio.gather(
        *(send_repeatedly(person, place * every / len(people)) for place, person in places)
    )
    return {"seconds": sorted(taken), "errors": errors}


async def connect_people(plan: dict[str, Any]) -> list[Voter]:
    """Connect the plan's people; return them, each with a token."""
    people = [
        Voter(row["cookie"], row["page"], itertools.cycle(row["saves"]), plan["host"])
        for row in plan["voters"]
    ]
    for person in people:
        await person.arrive(plan["port"])
    return people


async def save(person: Voter) -> bytes:
    """Save the person's next answer."""
    return await person.post(*next(person.saves))


async def compare_saves(plan: dict[str, Any]) -> dict[str, Any]:
    """Return the blocks of saves and of bare requests, which take turns after a warm-up."""
    people = await connect_people(plan)

    async def insert(person: Voter) -> bytes:
        return await person.post(plan["bare"], "body=yes")

    acts = {"save": save, "bare": insert}
    for name, act in acts.items():
        await measure_block(people, act, plan["times"][name])
    begun_at, used = time.perf_counter(), time.process_time()
    blocks = [
        {"name": name} | await measure_block(people, act, plan["times"][name])
        for _ in range(plan["rounds"])
        for name, act in acts.items()
    ]
    share = (time.process_time() - used) / (time.perf_counter() - begun_at)
    return {"blocks": blocks, "own_cpu_share": share}


async def save_at_rate(plan: dict[str, Any]) -> dict[str, Any]:
    """Return how long saves take at the plan's rate, and the errors."""
    return await measure_rate(await connect_people(plan), save, plan["every"], plan["lasting"])


if __name__ == "__main__":
    gc.disable()
    wanted = json.load(sys.stdin)
    measured = asyncio.run(save_at_rate(wanted) if "every" in wanted else compare_saves(wanted))
    sys.stdout.write(json.dumps(measured))
