"""Starts real brokers and real workers beside a test, and ends them with it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from kombu import pools
from psycopg.conninfo import make_conninfo
from redis import Redis

from config.celery import app

PATIENCE = 60


@dataclass(frozen=True)
class Broker:
    """Where rings go: a Redis address, or the database; `folder` is the workers' own."""

    redis: str
    folder: Path

    @property
    def url(self) -> str:
        """The address as Celery takes it."""
        return self.redis or "notify://"

    @property
    def options(self) -> dict[str, Any]:
        """The transport's options, as the settings make them of the same environment."""
        return {"max_retries": 0} if self.redis else {}


@dataclass
class Staff:
    """Workers over the test's database; `folder` is their var/, its `media` the test's own."""

    broker: Broker
    stack: ExitStack
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self) -> subprocess.Popen[bytes]:
        """Start a worker as `bin/serve` does, and wait until it is ready to work."""
        log = self.broker.folder / f"worker-{len(self.workers)}.log"
        options = "--pool threads --concurrency 2 --without-gossip --without-mingle"
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", *options.split()]
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [*command, "--loglevel", "info"],
                cwd=settings.BASE_DIR,
                env=environment(self.broker),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.workers.append(worker)
        self.stack.callback(dismiss, worker)
        wait_until(lambda: b"ready." in log.read_bytes(), log.read_text)
        return worker


def environment(broker: Broker) -> dict[str, str]:
    """Return the environment of a worker over the test's database."""
    known = connection.settings_dict
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    parts = {option: str(known[name]) for name, option in names.items() if known[name]}
    return os.environ | {
        "DATABASE_URL": make_conninfo(dbname=str(known["NAME"]), **parts),
        "DJANGO_SETTINGS_MODULE": "tests.reports.worker_settings",
        "GROUNDWORK_VAR": str(broker.folder),
        "REDIS_URL": broker.redis,
        "SECRET_KEY": settings.SECRET_KEY,
    }


def dismiss(worker: subprocess.Popen[bytes]) -> None:
    """End the worker, at once where it does not go by itself."""
    worker.send_signal(signal.SIGTERM)
    try:
        worker.wait(10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def wait_until(
    is_so: Callable[[], object], otherwise: Callable[[], str] = lambda: "It did not happen."
) -> None:
    """Wait until it is so; fail the test where that takes far too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail(otherwise())


@contextmanager
def staff(broker: Broker) -> Iterator[Staff]:
    """Let this process ring at the broker, and workers be hired there."""
    (broker.folder / "fonts").symlink_to(settings.VAR / "fonts")
    with ringing_at(broker), ExitStack() as stack:
        yield Staff(broker, stack)


@contextmanager
def ringing_at(broker: Broker) -> Iterator[None]:
    """Point this process's Celery application at the broker for a while."""
    before = {name: app.conf[name] for name in ("broker_url", "broker_transport_options")}
    app.conf.update(broker_url=broker.url, broker_transport_options=broker.options)
    forget_connections()
    try:
        yield
    finally:
        app.conf.update(before)
        forget_connections()


def forget_connections() -> None:
    """Let the application connect anew."""
    pools.reset()
    vars(app)["_pool"] = vars(app.amqp)["_producer_pool"] = None


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Yield the address of an empty Redis database: the one that is given, or a server's own."""
    if given := os.environ.get("GROUNDWORK_TEST_REDIS_URL"):
        yield emptied(f"{given.rpartition('/')[0]}/{7 + worker_number()}")
        return
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    program = shutil.which("redis-server") or "redis-server"
    words = f"--bind 127.0.0.1 --port {port} --appendonly no --dir {folder}".split()
    quiet = subprocess.DEVNULL
    with subprocess.Popen([program, *words, "--save", ""], stdout=quiet, stderr=quiet) as server:
        try:
            wait_until(lambda: answers(port))
            yield emptied(f"redis://127.0.0.1:{port}/0")
        finally:
            server.terminate()


def worker_number() -> int:
    """Return this process's number among pytest's."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def answers(port: int) -> bool:
    """Return whether somebody listens."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def emptied(url: str) -> str:
    """Return the address after its database is emptied."""
    with Redis.from_url(url) as server:
        server.flushdb()
    return url
