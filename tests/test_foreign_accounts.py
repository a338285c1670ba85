"""No address outside organizations reaches somebody else's account or organization.

Beside `tests/test_foreign_ids.py`, which proves it of the addresses of organizations. Which
addresses take a body is found out, and so is what they read of it: one that is not in the table, or
reads a field that is not there, fails the suite. Then Tom, or somebody who is not signed in, sends
each field what names Eve and her rows; in the path too. Every row of hers must be what it was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.urls import NoReverseMatch, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from orgs.models import User
from tests.accounts import World, a_world, account_tables, hers, token
from tests.cast import PASSWORD
from tests.conftest import OutsideClient
from tests.orgs.sign_ins import sign_in
from tests.test_access import ALLAUTHS, OUTSIDE, names

pytestmark = pytest.mark.django_db

NEW = "another-long-one"
IGNORED = {"csrfmiddlewaretoken", "next"}  # Django's own, and where a page leads afterwards
NEW_PASSWORDS = ["password1", "password2"]
SMUGGLED = ("user", "user_id", "id", "pk", "uid", "uidb36", "person", "member", "session", "email")
CLIENT = OutsideClient()
Args = Callable[[World], Sequence[object]]


@dataclass(frozen=True)
class Row:
    """An address that takes a body: what its path names, its fields, and whether one is signed in.

    An address behind a second factor or a mail's link is sent to as far as that lets it.
    """

    fields: list[str]
    args: Args = lambda _: []
    is_signed_in: bool = True


NORTHWIND: Args = lambda _: ["northwind"]  # noqa: E731 - a row of a table
ROWS: dict[str, Row] = {
    "orgs:set_up": Row(["name", "email", "password", "organization", "units", "people"]),
    "orgs:found": Row(["name", "address"]),
    "orgs:preferences": Row(["time_zone", "wants_reminders"]),
    "orgs:join": Row(["name", "password"], lambda w: [token(w.tom)], is_signed_in=False),
    "orgs:account_name": Row(["name"]),
    "orgs:sign_in_end": Row([], lambda w: [w.tom.session]),
    "orgs:sign_on_find": Row(["email"], is_signed_in=False),
    "orgs:account_sign_on_confirm": Row([], NORTHWIND),
    "orgs:account_sign_on_unlink": Row([], NORTHWIND),
    "account_login": Row(["login", "password", "remember"], is_signed_in=False),
    "account_logout": Row([]),
    "account_signup": Row(["email", "email2", "name", *NEW_PASSWORDS], is_signed_in=False),
    "account_reauthenticate": Row(["password"]),
    "account_email": Row(["email"]),
    "account_change_password": Row(["oldpassword", *NEW_PASSWORDS]),
    "account_set_password": Row(NEW_PASSWORDS),
    "account_reset_password": Row(["email"], is_signed_in=False),
    "account_confirm_login_code": Row(["code"], is_signed_in=False),
    "account_confirm_email": Row([], lambda _: ["a-key"], is_signed_in=False),
    "account_reset_password_from_key": Row(
        NEW_PASSWORDS, lambda w: w.tom.reset, is_signed_in=False
    ),
    "mfa_authenticate": Row(["code", "credential"], is_signed_in=False),
    "mfa_reauthenticate": Row(["code"]),
    "mfa_activate_totp": Row(["code"]),
    "mfa_deactivate_totp": Row([]),
    "mfa_generate_recovery_codes": Row([]),
    "mfa_add_webauthn": Row(["name", "passwordless", "credential"]),
    "mfa_reauthenticate_webauthn": Row(["credential"]),
    "mfa_remove_webauthn": Row([], lambda w: [w.tom.passkey]),
    "mfa_edit_webauthn": Row(["name"], lambda w: [w.tom.passkey]),
    "mfa_login_webauthn": Row(["credential"], is_signed_in=False),
    "usersessions_list": Row([]),
}
BUTTONS = {"account_email": ["action_add", "action_primary", "action_remove", "action_send"]}
GOOD = {
    "name": "Thomas",
    "email": "thomas@example.org",
    "email2": "thomas@example.org",
    "login": "tom@example.org",
    "password": PASSWORD,
    "oldpassword": PASSWORD,
    "password1": NEW,
    "password2": NEW,
    "organization": "Southwind",
    "units": "Southwind",
    "people": "",
    "address": "southwind",
    "time_zone": "Europe/Berlin",
    "wants_reminders": "on",
    "remember": "on",
    "passwordless": "on",
    "credential": "{}",
    "code": "000000",
}
HERS: list[tuple[str, Args]] = [  # an invitation is for whoever opens it signed out, so Tom does
    ("orgs:sign_in_end", lambda w: [w.eve.session]),
    ("orgs:account_sign_on_confirm", lambda _: ["elsewhere"]),
    ("orgs:account_sign_on_unlink", lambda _: ["elsewhere"]),
    ("orgs:join", lambda w: [token(w.eve)]),
    ("mfa_remove_webauthn", lambda w: [w.eve.passkey]),
    ("mfa_edit_webauthn", lambda w: [w.eve.passkey]),
    ("account_reset_password_from_key", lambda w: [w.eve.reset[0], w.tom.reset[1]]),
]


@pytest.fixture(autouse=True)
def _open_and_unlimited(settings: LazySettings) -> None:
    settings.OPEN_SIGN_UP = True
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Return the world of this module; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def takes_a_body(name: str, world: World) -> bool:
    """Return whether the address, whose path need not name anything, takes POST."""
    with transaction.atomic():
        answer = browser(world, is_signed_in=True).post(reversed_with(name, world))
        transaction.set_rollback(True)
    return answer.status_code != 405


def reversed_with(name: str, world: World) -> str:
    for args in ([], ["northwind"], [1], [*world.tom.reset]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def browser(world: World, *, is_signed_in: bool) -> OutsideClient:
    """Return the one client, which loads the middlewares once, with Tom's cookies or none."""
    CLIENT.cookies.clear()
    if is_signed_in:
        CLIENT.cookies.load(world.cookies)
    return CLIENT


def sent(
    name: str, world: World, body: dict[str, str], args: Sequence[object], *, as_tom: bool = False
) -> HttpResponse:
    """Send the body; the caller undoes it."""
    client = browser(world, is_signed_in=as_tom or ROWS[name].is_signed_in)
    answer = client.post(reverse(name, args=args), body)
    assert answer.status_code < 500
    return answer  # type: ignore[return-value]


def good(name: str) -> dict[str, str]:
    return {field: GOOD[field] for field in ROWS[name].fields}


def trials(name: str, world: World) -> Iterator[dict[str, str]]:
    """Yield bodies in which a field, or something beside the fields, names Eve or a row of hers."""
    fields = ROWS[name].fields
    beside = [each for each in SMUGGLED if each not in fields]
    for pressed in [{button: ""} for button in BUTTONS.get(name, [])] or [{}]:
        body = good(name) | pressed
        yield from (body | {field: world.eve.user.email} for field in fields)
        for value in (world.eve.recovery_code, str(world.eve.user.pk)) if fields else ():
            yield body | dict.fromkeys(fields, value)
        yield body | dict.fromkeys(beside, str(world.eve.user.pk))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the set into which go the names that the next requests' views read from a body."""
    found: set[str] = set()
    load = WSGIRequest._load_post_and_files

    class Noting(QueryDict):
        def __getitem__(self, key: str) -> Any:
            found.add(key)
            return super().__getitem__(key)

        def __contains__(self, key: object) -> bool:
            found.add(str(key))
            return super().__contains__(key)

        def get(self, key: str, default: Any = None) -> Any:
            found.add(key)
            return super().get(key, default)

    def noting(request: Any) -> None:
        load(request)
        request._post = Noting(request._post.urlencode())

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", noting)
    return found


def test_the_table_knows_every_address_outside_organizations_that_takes_a_body(
    world: World,
) -> None:
    outside = [
        name
        for name in dict.fromkeys(names(get_resolver()))
        if name in OUTSIDE - {"orgs:sign_on", "orgs:sign_on_back"} or name.startswith(ALLAUTHS)
    ]

    assert {name for name in outside if takes_a_body(name, world)} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_the_table_knows_every_field_that_an_address_reads(
    name: str, world: World, read: set[str]
) -> None:
    with transaction.atomic():
        sent(name, world, good(name), ROWS[name].args(world))
        transaction.set_rollback(True)

    assert read - IGNORED <= {*ROWS[name].fields, *BUTTONS.get(name, [])}


@pytest.mark.parametrize("name", ROWS)
def test_no_field_reaches_another_account(name: str, world: World) -> None:
    for body in trials(name, world):
        with transaction.atomic():
            sent(name, world, body, ROWS[name].args(world))
            after = hers(world.owner)
            transaction.set_rollback(True)
        assert after == world.before, body


@pytest.mark.parametrize(("name", "args"), HERS, ids=[name for name, _args in HERS])
def test_no_path_reaches_another_account(name: str, args: Args, world: World) -> None:
    with transaction.atomic():
        answer = sent(name, world, good(name), args(world), as_tom=True)
        after = hers(world.owner)
        transaction.set_rollback(True)

    assert after == world.before
    assert answer.status_code in {200, 302, 404, 409}


def test_another_persons_recovery_code_is_no_second_factor(world: World) -> None:
    with transaction.atomic():
        client = OutsideClient()
        assert sign_in(client, world.tom.user) == reverse("mfa_authenticate")
        client.post(reverse("mfa_authenticate"), {"code": world.eve.recovery_code})
        inside, after = client.get("/account/").status_code == 200, hers(world.owner)
        transaction.set_rollback(True)

    assert not inside
    assert after == world.before


def test_the_digest_sees_each_table_of_an_account(world: World) -> None:
    for model in account_tables():
        with transaction.atomic():
            key = "pk" if model is User else "user"
            rows = model._default_manager.filter(**{key: world.eve.user.pk})
            assert rows.exists(), model
            rows.delete()
            after = hers(world.owner)
            transaction.set_rollback(True)
        assert after[model._meta.label] != world.before[model._meta.label]
