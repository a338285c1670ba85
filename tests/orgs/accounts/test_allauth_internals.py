"""What Groundwork uses of allauth beyond its public interface does what we count on."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from orgs.accounts.allauth_internals import (
    PASSWORD_RESET_TOKEN_GENERATOR,
    EmailVerificationStage,
    get_authentication_records,
    ratelimit,
    record_authentication,
    user_pk_to_url_str,
)
from tests.cast import Cast

ROOMS = ("config", "demo", "orgs", "assessments", "reports")
# What allauth's documentation names: adapters, models, forms, decorators and the settings' classes.
PUBLIC = {"adapter", "auth_backends", "decorators", "forms", "models"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_a_browser() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def internals_of_allauth(module: Path) -> Iterator[str]:
    """Yield each module of allauth that the module imports and that is not public."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("allauth."):
            *packages, last = str(node.module).split(".")
            if last not in PUBLIC or "internal" in packages:
                yield str(node.module)


def test_only_one_module_imports_what_is_not_public() -> None:
    importers = {
        module.name
        for room in ROOMS
        for module in (settings.BASE_DIR / room).rglob("*.py")
        if any(internals_of_allauth(module))
    }

    assert importers == {"allauth_internals.py"}


def test_what_was_proved_is_recorded_for_that_person_only(
    cast: Cast, request_of_a_browser: HttpRequest
) -> None:
    record_authentication(request_of_a_browser, cast.tom.user, method="mfa", id=7)

    (record,) = get_authentication_records(request_of_a_browser, cast.tom.user)
    assert (record["method"], record["id"]) == ("mfa", 7)
    assert get_authentication_records(request_of_a_browser, cast.fay.user) == []


def test_the_link_of_a_new_password_opens_the_form(cast: Cast, client: Client) -> None:
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(cast.tom.user)
    words = [user_pk_to_url_str(cast.tom.user), token]

    page = client.get(reverse("account_reset_password_from_key", args=words), follow=True)

    assert b'name="password1"' in page.content


def test_an_attempt_too_many_is_refused(request_of_a_browser: HttpRequest) -> None:
    cache.clear()
    rates = {"knock": "2/m/ip"}

    allowed = [
        bool(
            ratelimit.consume(
                request_of_a_browser, app="test", action="knock", config=rates, limit_get=True
            )
        )
        for _ in range(3)
    ]

    assert allowed == [True, True, False]


def test_the_hook_that_counts_failed_attempts_is_there_to_be_overridden() -> None:
    assert callable(DefaultAccountAdapter._get_login_attempts_cache_key)


def test_the_step_that_asks_for_a_confirmation_is_one_of_a_sign_ins() -> None:
    step = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__name__}"

    assert step in DefaultAccountAdapter().get_login_stages()
