"""What two web servers know of sign-ins: failures add up, and a one-time code works once."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import LazySettings
from django.core.cache import cache, caches
from django.db import transaction
from django.test import Client
from django.urls import reverse

from orgs.accounts import shared_cache
from tests.cast import Cast

Servers = Callable[[int], None]
LIMITED = b"Too many failed login attempts"


@pytest.fixture(params=["shared", "apart"])
def servers(request: pytest.FixtureRequest, settings: LazySettings) -> Iterator[Servers]:
    """Return what makes the next requests the second server's; apart, each counts by itself."""

    def at(number: int) -> None:
        backend = (
            {"BACKEND": "orgs.accounts.shared_cache.SharedCache"}
            if request.param == "shared"
            else {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": f"server {number}",
            }
        )
        settings.CACHES = {**settings.CACHES, "default": backend}

    for number in (1, 2):
        at(number)
        caches["default"].clear()
    yield at
    caches["default"].clear()
    for pool in shared_cache._pools.values():
        pool.close()
    shared_cache._pools.clear()


@pytest.fixture
def is_shared(request: pytest.FixtureRequest) -> bool:
    return "shared" in request.node.name


def failed(client: Client, cast: Cast) -> bytes:
    answer = client.post(
        reverse("account_login"), {"login": cast.tom.user.email, "password": "not this one"}
    )
    return bytes(answer.content)


def test_three_failures_at_each_of_two_servers_are_too_many(
    servers: Servers, is_shared: bool, cast: Cast, client: Client
) -> None:
    answers = []
    for number in (1, 2):
        servers(number)
        answers += [failed(client, cast) for _ in range(3)]

    assert [LIMITED in answer for answer in answers] == [False] * 5 + [is_shared]


def test_a_one_time_code_works_at_one_of_two_servers(
    servers: Servers, is_shared: bool, cast: Cast
) -> None:
    secret = generate_totp_secret()
    app = TOTP.activate(cast.tom.user, secret)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    taken = []
    for number in (1, 2):
        servers(number)
        taken.append(app.validate_code(code))

    assert taken == [True, not is_shared]


@pytest.mark.parametrize("servers", ["shared"], indirect=True)
def test_a_request_that_fails_takes_no_attempt_back(servers: Servers, db: None) -> None:
    servers(1)
    with transaction.atomic():
        cache.set("attempts", [1.5], 60)
        transaction.set_rollback(True)

    assert cache.get("attempts") == [1.5]


@pytest.mark.parametrize("servers", ["shared"], indirect=True)
def test_a_value_is_gone_after_its_time(servers: Servers, db: None) -> None:
    servers(1)
    assert cache.add("code", "y", 0.3)
    assert not cache.add("code", "y", 0.3)
    time.sleep(0.4)

    assert cache.get("code") is None
    assert cache.add("code", "y", 60)
    assert cache.delete("code")
    assert not cache.touch("code", 60)


@pytest.mark.parametrize("servers", ["shared"], indirect=True)
def test_without_the_table_a_server_counts_by_itself(
    servers: Servers, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers(1)

    def nobody_answers(*_: Any) -> None:
        raise psycopg.OperationalError("the server is away")

    with monkeypatch.context() as away:
        away.setattr(shared_cache, "_execute", nobody_answers)
        answers = [failed(client, cast) for _ in range(6)]

    assert [LIMITED in answer for answer in answers] == [False] * 5 + [True]
