"""A real browser against the real web server and worker, over the test's own database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from orgs.models import Member

PROJECT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
WORKING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
FAILED_REQUESTS = (
    *("Failed to load resource", "Response Status Error Code"),
    *("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort", "htmx:timeout"),
)

# Playwright's loop runs in this thread; the ORM calls beside it are ordinary ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a server of the test's own, over the test's database."""
    return environment_at(tmp_path / "var")


@pytest.fixture(scope="session")
def shared(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """Return the state folder and the environment of the server that all journeys share."""
    state = tmp_path_factory.mktemp("site") / "var"
    return state, environment_at(state)


@pytest.fixture(scope="session")
def server(shared: tuple[Path, dict[str, str]]) -> Iterator[str]:
    """Return the address of the shared web server, started as it is in production."""
    _state, environment = shared
    port = free_port()
    command = [
        *(str(TOOLS / "granian"), "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", "4"),
        "tests.journeys.served:application",
    ]
    address = f"http://localhost:{port}"
    running = {**environment, "GROUNDWORK_PORT": str(port)}
    with subprocess.Popen(command, cwd=PROJECT, env=running) as process:
        try:
            wait_for(lambda: status_of(f"{address}/health") == 200)
            yield address
        finally:
            process.terminate()


@pytest.fixture
def site(transactional_db: None, server: str, shared: tuple[Path, dict[str, str]]) -> Iterator[str]:
    """Return the address of the shared server, which knows nothing of earlier tests."""
    state, _environment = shared
    empty(state)
    assert status_of(f"{server}/forget") == 204
    yield server
    wait_for(nobody_works)


@pytest.fixture
def worker(site: str, shared: tuple[Path, dict[str, str]]) -> Iterator[None]:
    """Run the worker that makes reports."""
    _state, environment = shared
    command = [
        *(str(TOOLS / "celery"), "-A", "config", "worker", "--pool", "threads"),
        *("--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as process:
        yield
        process.terminate()


@pytest.fixture
def signed_in(site: str, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser in which the member is signed in."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_for(member: Member, **options: object) -> BrowserContext:
        client = Client()
        client.force_login(member.user)
        context = browser.new_context(base_url=site, **options)  # type: ignore[arg-type]
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        contexts.append(context)
        note_script_errors(context, errors)
        return context

    yield open_for
    for context in contexts:
        context.close()
    assert errors == []


def note_script_errors(context: BrowserContext, errors: list[str]) -> None:
    """Note what the pages' scripts throw, and what the policy or a script writes to the console.

    That a request had no answer, or a bad one, is written there too; journeys do that on purpose.
    """
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on(
        "console",
        lambda said: (
            errors.append(said.text)
            if said.type == "error" and not said.text.startswith(FAILED_REQUESTS)
            else None
        ),
    )


def environment_at(state: Path) -> dict[str, str]:
    """Make a state folder; return the environment of a server there, over the test's database."""
    parts = connection.settings_dict
    host = quote(str(parts["HOST"]), safe="")
    url = f"postgresql://{parts['USER']}@{host}:{parts['PORT'] or 5432}/{parts['NAME']}"
    state.mkdir()
    for built in ("static", "fonts"):
        (state / built).symlink_to(settings.VAR / built)
    return {
        **os.environ,
        "DATABASE_URL": url,
        "GROUNDWORK_VAR": str(state),
        "SECRET_KEY": settings.SECRET_KEY,
        "REDIS_URL": "",
        "DEBUG": "0",
    }


def empty(state: Path) -> None:
    """Delete what was written into a state folder: files, mails, rings. Its folders stay."""
    for path in state.rglob("*"):  # which does not go into what is only linked
        if not path.is_dir():
            path.unlink()


def nobody_works() -> bool:
    """Return whether no other connection is in a transaction, so that tables can be emptied."""
    with connection.cursor() as cursor:
        cursor.execute(WORKING)
        (working,) = cursor.fetchone()
    return not working


def status_of(address: str) -> int:
    """Return the status with which an address answers."""
    with urlopen(address, timeout=1) as answer:  # noqa: S310
        return int(answer.status)


def free_port() -> int:
    """Return a loopback port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(answers: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until the server answers; fail when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            if answers():
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not answer within {seconds:g} s.")
