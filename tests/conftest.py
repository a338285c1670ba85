"""Fixtures of all tests. The database is a real PostgreSQL; `bin/test` starts it."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from assessments.rounds.models import Round, Session
from orgs import tenancy
from orgs.models import Member
from tests import cast as worlds
from tests.cast import Cast

SETTINGS = ("person", "organization", "invitation", "loader", "sweeper")


class OutsideClient(Client):
    """A client whose requests start outside any scope, as on a fresh connection.

    A test runs in one transaction, so the scope that it works in would otherwise help a view that
    forgot to open its own.
    """

    def request(self, **request: Any) -> Any:
        if not connection.in_atomic_block:
            return super().request(**request)
        former = {name: tenancy.setting(name) for name in SETTINGS}
        for name in SETTINGS:
            tenancy.set_local(name, "")
        try:
            return super().request(**request)
        finally:
            for name, value in former.items():
                tenancy.set_local(name, value)

    def as_member(self, member: Member) -> "OutsideClient":
        """Sign the member in and return the client."""
        self.force_login(member.user)
        return self


@pytest.fixture(autouse=True)
def _fast_and_private(settings: LazySettings, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CELERY_BROKER_URL = "memory://"


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the cast, with its organization's scope open."""
    return worlds.make_cast()


@pytest.fixture
def eve(cast: Cast) -> Member:
    """Return Eve of another organization; the cast's scope stays open."""
    stranger = worlds.make_eve()
    tenancy.set_local("organization", cast.organization.pk)
    tenancy.set_local("person", "")
    return stranger


@pytest.fixture
def client() -> OutsideClient:
    """Return a client whose requests start outside any scope."""
    return OutsideClient()


@pytest.fixture
def spring(cast: Cast) -> Round:
    """Return an open round that asks Payments and Search."""
    return worlds.an_open_round(cast)


@pytest.fixture
def session(cast: Cast, spring: Round) -> Session:
    """Return Payments' open session in the round."""
    return worlds.the_session(spring, cast.payments)
