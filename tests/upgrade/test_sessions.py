"""Somebody who signed in with an earlier release is signed in with this one."""

from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse

from tests.cast import Cast
from tests.conftest import OutsideClient

# As 030911e stored it; a session names the class that let its person in.
BACKEND = "orgs.accounts.AuthenticationBackend"
SIGNED_IN_BY = {"method": "password", "at": 1772452800.0, "email": "tom@example.org"}


def a_session(cast: Cast, backend: str) -> str:
    """Return the key of a session of Tom's as an earlier release stored it."""
    user = cast.tom.user
    stored = import_module(settings.SESSION_ENGINE).SessionStore()
    stored["_auth_user_id"] = str(user.pk)
    stored["_auth_user_backend"] = backend
    stored["_auth_user_hash"] = user.get_session_auth_hash()
    stored["account_authentication_methods"] = [SIGNED_IN_BY]
    stored.save()
    return str(stored.session_key)


@pytest.mark.parametrize("page", ["orgs:account", "orgs:my_work"])
def test_a_session_from_before_opens_pages(cast: Cast, client: OutsideClient, page: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = a_session(cast, BACKEND)

    behind = [cast.organization.slug] if page == "orgs:my_work" else []
    answer = client.get(reverse(page, args=behind))

    assert answer.status_code == 200
    assert answer.context["request"].user == cast.tom.user


def test_a_session_that_names_another_class_asks_to_sign_in(
    cast: Cast, client: OutsideClient
) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = a_session(cast, "orgs.elsewhere.Backend")

    answer = client.get(reverse("orgs:account"))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def test_whoever_signs_in_now_is_let_in_by_a_class_that_stays(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.tom)

    assert client.session["_auth_user_backend"] in settings.AUTHENTICATION_BACKENDS
