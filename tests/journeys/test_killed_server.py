"""Acknowledged means stored: the web server is killed 20 times while 2,000 changes are saved."""

import http.client
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import Client

from orgs.database import tenancy
from orgs.models import Member
from tests.journeys.conftest import PROJECT, TOOLS, free_port, wait_for
from tests.journeys.test_main_job import Stage, stage

__all__ = ["stage"]

CHANGES = 400  # by each of five people
KILLS = 20
TOKEN = "k" * 32


@dataclass
class Servers:
    """Two web servers over one database, as behind a load balancer; either may be killed."""

    environment: dict[str, str]
    ports: list[int] = field(default_factory=lambda: [free_port(), free_port()])
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, port: int) -> None:
        """Start the server of a port, in a process group of its own."""
        command = [
            *(str(TOOLS / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(port), "--workers", "1", "--blocking-threads", "4"),
            *("--log-level", "error", "config.wsgi:application"),
        ]
        environment = {**self.environment, "LOG_LEVEL": "ERROR"}
        self.running[port] = subprocess.Popen(
            command, cwd=PROJECT, env=environment, start_new_session=True
        )

    def kill(self, port: int) -> None:
        """Kill -9 the server with its workers."""
        os.killpg(self.running[port].pid, signal.SIGKILL)
        self.running[port].wait()

    def is_up(self, port: int) -> bool:
        """Return whether the server answers."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/health", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        finally:
            connection.close()


@pytest.fixture
def servers(transactional_db: None, environment: dict[str, str]) -> Iterator[Servers]:
    """Run both servers."""
    both = Servers(environment)
    for port in both.ports:
        both.start(port)
    try:
        for port in both.ports:
            wait_for(lambda port=port: both.is_up(port), seconds=60)  # type: ignore[misc]
        yield both
    finally:
        for port in both.ports:
            both.kill(port)


class Saver:
    """A person's browser: sends each change until it is acknowledged, and some once more, late."""

    def __init__(self, stage: Stage, member: Member, ports: list[int]) -> None:
        client = Client()
        client.force_login(member.user)
        session = client.cookies["groundwork_session"].value
        self.headers = {
            "Host": "localhost",
            "Cookie": f"groundwork_session={session}; groundwork_csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.path = stage.address("vote/RUN/comment")
        self.name = member.user.name
        self.chance = random.Random(member.pk)
        self.ports = list(ports)
        self.line: http.client.HTTPConnection | None = None

    def saves(self, acknowledged: "Count") -> None:
        """Save all changes one after the other."""
        for number in range(CHANGES):
            while not self._sent(number):
                time.sleep(0.05)
            acknowledged.more()
            if number and self.chance.random() < 0.2:
                self._sent(number - 1)

    def _sent(self, number: int) -> bool:
        """Return whether the change was acknowledged; after a failure ask the other server."""
        body = urlencode({"text": f"{self.name} {number}"})
        headers = {**self.headers, "X-Change": f"{self.name}-change-{number:09}"}
        try:
            self.line = self.line or http.client.HTTPConnection(
                "127.0.0.1", self.ports[0], timeout=10
            )
            self.line.request("POST", self.path, body, headers)
            answer = self.line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.line = None
            self.ports.reverse()
            return False
        return answer.status == 200


class Count:
    """How many changes were acknowledged, and a way to wait for more."""

    def __init__(self) -> None:
        self.value = 0
        self._lock = Lock()
        self._reached: dict[int, Event] = {}

    def more(self) -> None:
        """Count one."""
        with self._lock:
            self.value += 1
            for goal, event in self._reached.items():
                if self.value >= goal:
                    event.set()

    def wait_for(self, goal: int) -> None:
        """Wait until so many were counted."""
        with self._lock:
            event = self._reached.setdefault(goal, Event())
            if self.value >= goal:
                event.set()
        if not event.wait(120):
            pytest.fail(f"Only {self.value} changes were acknowledged in time.")


def test_no_acknowledged_answer_is_lost_and_none_applied_twice_when_the_server_is_killed(
    stage: Stage, servers: Servers
) -> None:
    people = stage.cast.voters
    acknowledged = Count()
    with ThreadPoolExecutor(len(people)) as pool:
        saving = [
            pool.submit(Saver(stage, member, servers.ports).saves, acknowledged)
            for member in people
        ]
        for turn in range(KILLS):
            port = servers.ports[turn % 2]
            wait_for(lambda port=port: servers.is_up(port), seconds=60)  # type: ignore[misc]
            acknowledged.wait_for((turn + 1) * CHANGES * len(people) // (KILLS + 2))
            servers.kill(port)
            servers.start(port)
        for future in saving:
            future.result()

    assert acknowledged.value == CHANGES * len(people)
    for member in people:
        assert comments_over_time(stage, member) == [
            f"{member.user.name} {number}" for number in range(CHANGES)
        ]


def comments_over_time(stage: Stage, member: Member) -> list[str]:
    """Return every comment that the member's vote ever held, from the history."""
    events = apps.get_model("rounds", "VoteEvent")
    with tenancy.scope(organization=stage.cast.organization.pk, person=member.user_id):
        rows = events.objects.filter(person_id=member.pk, capability="RUN").order_by("pgh_id")
        said = list(rows.values_list("comment", flat=True))
    return [text for text in said if text]
