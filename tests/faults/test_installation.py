"""A whole installation that is hurt while visitors ask for pages: nothing ends, all comes back."""

import http.client
import os
import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings

from local.health_probe import is_healthy
from local.program import SILENCE_SECONDS
from tests.faults.installation import Installation, running, state_folder
from tests.faults.visitors import PAGE, Visitors
from tests.local.test_supervisor import children_of

pytestmark = pytest.mark.long

LONGEST_GAP_SECONDS = 3.0
KILLS = int(os.environ.get("GROUNDWORK_KILLS", "8"))
LIMITED = "Too many failed login attempts"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The installation that all these tests hurt, one after the other."""
    folder = tmp_path_factory.mktemp("installation")
    with state_folder(folder, settings.VAR) as var, running(var, "--no-demo") as made:
        yield made


@pytest.fixture(autouse=True)
def _whole(installation: Installation) -> Iterator[None]:
    """Begin and end with everything at work."""
    installation.wait_until_complete()
    yield
    installation.wait_until_complete()
    assert "cannot be looked after" not in installation.said


def replaced(former: list[int], now: list[int]) -> bool:
    """Return whether all are there again and one of them is new."""
    return len(now) == len(former) and now != former


def test_killed_web_servers_leave_nobody_waiting(installation: Installation) -> None:
    chance = random.Random(7)
    done = 0
    with Visitors(installation.port) as visitors:
        while done < KILLS:
            masters, workers = installation.web_masters, installation.web_workers
            victims = masters if chance.random() < 0.5 else workers
            if victims:
                os.kill(chance.choice(victims), signal.SIGKILL)
                done += 1
            time.sleep(chance.uniform(1, 6))
        installation.wait_until_complete()
    print(  # noqa: T201 - what is measured on demand
        f"{KILLS} kills: {visitors.longest_gap():.2f} s without a page, {len(visitors.served_at)} "
        f"served, {len(visitors.failures)} failed, load {os.getloadavg()[0]:.1f}"
    )

    assert visitors.longest_gap() < LONGEST_GAP_SECONDS


def test_the_visitors_notice_when_there_is_no_web_server(installation: Installation) -> None:
    with Visitors(installation.port) as visitors:
        time.sleep(1)
        former = installation.web_workers
        for master in installation.web_masters:
            os.killpg(master, signal.SIGKILL)
        installation.wait_for(lambda: replaced(former, installation.web_workers))
        installation.wait_until_complete()

    assert visitors.failures
    assert visitors.longest_gap() > 0.3


def test_a_frozen_web_server_is_replaced(installation: Installation) -> None:
    former = installation.web_workers
    # Half of all connections wait at the frozen one: of eight visitors some get through each time.
    with Visitors(installation.port, count=8) as visitors:
        os.kill(former[0], signal.SIGSTOP)
        took = installation.wait_for(lambda: former[0] not in installation.web_workers)
        installation.wait_until_complete()

    assert took < SILENCE_SECONDS + 10
    assert visitors.longest_gap() < LONGEST_GAP_SECONDS


@pytest.mark.parametrize("name", ["log/web.log", "log", "run/database-url"])
def test_what_is_renamed_in_the_state_folder_ends_nothing(
    name: str, installation: Installation
) -> None:
    place = installation.var / name
    place.rename(aside := place.with_name(f"{place.name}-aside"))
    try:
        os.kill(installation.web_workers[0], signal.SIGKILL)
        os.kill(installation.worker[0], signal.SIGKILL)
        time.sleep(3)
        assert installation.process.poll() is None
        if name.startswith("log"):
            installation.wait_for(lambda: installation.log("web"))
    finally:
        if not place.exists():
            aside.rename(place)


def test_a_killed_database_is_back_before_long(installation: Installation) -> None:
    former = installation.postmaster
    os.kill(former, signal.SIGKILL)

    installation.wait_for(lambda: is_new_and_well(installation, former), seconds=60)


def is_new_and_well(installation: Installation, former: int) -> bool:
    try:
        is_new = installation.postmaster != former
    except (OSError, IndexError):
        return False
    return is_new and is_healthy(installation.port, "localhost")


def test_while_the_database_is_away_pages_say_so_and_come_back_with_it(
    installation: Installation,
) -> None:
    worker = installation.worker
    with Visitors(installation.port, count=6, page="/set-up/") as visitors:
        time.sleep(1)
        os.kill(installation.postmaster, signal.SIGSTOP)  # nobody starts another one meanwhile
        for backend in children_of(installation.postmaster):
            os.kill(backend, signal.SIGKILL)
        time.sleep(5)
        os.kill(installation.postmaster, signal.SIGCONT)
        time.sleep(3)

    assert set(visitors.failures) <= {"503", "TimeoutError"}, visitors.failures
    assert visitors.failures
    last = max(visitors.failed_at)
    assert any(at > last for at in visitors.served_at)
    assert installation.worker == worker
    swept = installation.log("worker").count("reports.sweep")
    installation.wait_for(lambda: installation.log("worker").count("reports.sweep") > swept + 1)


def test_a_database_that_cannot_start_is_tried_until_it_can(installation: Installation) -> None:
    version = installation.var / "postgres" / "data" / "PG_VERSION"
    former, said = installation.postmaster, len(installation.said)
    masters = installation.web_masters
    version.rename(aside := version.with_name("PG_VERSION-aside"))
    os.kill(former, signal.SIGKILL)
    installation.wait_for(
        lambda: installation.said.count("PG_VERSION cannot be read", said) >= 2, seconds=60
    )

    aside.rename(version)

    installation.wait_for(lambda: is_new_and_well(installation, former), seconds=60)
    assert installation.web_masters == masters


def test_a_frozen_database_is_replaced(installation: Installation) -> None:
    time.sleep(3)  # pages come back before the supervisor has seen that the former test is over
    former = installation.postmaster
    os.kill(former, signal.SIGSTOP)

    installation.wait_for(lambda: is_new_and_well(installation, former), seconds=60)


def test_failures_at_both_servers_add_up(installation: Installation) -> None:
    name = f"tom-{time.time():.0f}"
    answers = [sign_in(installation.port, name) for _ in range(6)]

    assert [LIMITED in answer for answer in answers] == [False] * 5 + [True]


def sign_in(port: int, name: str) -> str:
    """Try to sign in with a wrong password, on connections of its own; return the page."""
    page, cookie = ask(port, "GET", {}, {})
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    fields = {
        "csrfmiddlewaretoken": token[1],
        "login": f"{name}@example.org",
        "password": "not this one",
    }
    return ask(port, "POST", fields, {"Cookie": cookie})[0]


def ask(port: int, method: str, fields: dict[str, str], more: dict[str, str]) -> tuple[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {
            "Host": f"localhost:{port}",
            "Origin": f"http://localhost:{port}",
            "Content-Type": "application/x-www-form-urlencoded",
            **more,
        }
        connection.request(method, PAGE, urlencode(fields), headers)
        answer = connection.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        return answer.read().decode(), cookie
    finally:
        connection.close()


def test_a_full_log_disk_ends_nothing(installation: Installation) -> None:
    log: Path = installation.var / "log" / "worker.log"
    log.rename(aside := log.with_name("worker.log-aside"))
    log.symlink_to("/dev/full")
    worker = installation.worker
    try:
        time.sleep(17)  # the schedule rings every 15 s, and each ring is a line
        assert installation.worker == worker
    finally:
        log.unlink(missing_ok=True)
        aside.rename(log)
