"""Two people at the same moment: the database decides, and both get an answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from orgs.database import tenancy
from orgs.mail import outbox
from orgs.models import Grant, Invitation, Member, Organization, User
from orgs.organization import actions as organization
from orgs.organization import setup
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.people.typed_list import written_rows
from orgs.permissions import Role
from orgs.refusals import NotNowError
from tests.cast import NOON, PASSWORD
from tests.orgs.conftest import TwoWorlds


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Run the actions on connections of their own; return "done" or the refusal of each, sorted."""
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            action()
        except NotNowError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(actions)) as threads:
        return sorted(threads.map(run, actions))


def slowed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function made slow, so that the other one comes in between."""

    def slow(*args: Any, **kwargs: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        return function(*args, **kwargs)

    return slow


def test_two_set_ups_at_once_make_one_organization(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organization, "found", slowed(organization.found))

    def set_up(name: str) -> None:
        setup.set_up(
            name=name,
            email=f"{name}@example.org",
            password=PASSWORD,
            organization=f"{name} Limited",
            units=[(0, "Top")],
            people=written_rows("tom@example.org"),
            at=NOON,
        )

    assert at_once(lambda: set_up("ada"), lambda: set_up("bob")) == ["AlreadySetUpError", "done"]
    with tenancy.scope(person=User.objects.get().pk, organization=""):
        assert Organization.objects.count() == 1


def test_an_invitation_opened_twenty_times_at_once_makes_one_member(
    two_worlds: TwoWorlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, user = two_worlds.cast, two_worlds.eve.user
    offer = GrantOffer(Role.VIEWER, cast.search)
    with tenancy.scope(organization=cast.organization.pk):
        invitation = people.invite(by=cast.ada, email=user.email, offer=offer, at=timezone.now())
    token = people.invitation_link(invitation).rstrip("/").rsplit("/")[-1]
    monkeypatch.setattr(people, "give", slowed(people.give))

    @transaction.atomic
    def join() -> None:
        opened = people.invitation_of_token(token=token, at=timezone.now())
        people.join(invitation=opened, user=user, at=timezone.now())

    outcomes = at_once(*[join] * 20)

    assert outcomes == ["InvitationUnusableError"] * 19 + ["done"]
    with tenancy.scope(organization=cast.organization.pk):
        assert Member.objects.filter(user=user).count() == 1
        assert Grant.objects.filter(member__user=user).count() == 1


def test_inviting_the_same_address_twice_at_once_leaves_one_invitation(
    two_worlds: TwoWorlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = two_worlds.cast
    monkeypatch.setattr(outbox, "post", slowed(outbox.post))

    def invite() -> None:
        with tenancy.scope(organization=cast.organization.pk):
            people.invite(
                by=cast.ada, email="noa@example.org", offer=GrantOffer(Role.ADMIN), at=NOON
            )

    assert at_once(invite, invite) == ["done", "done"]
    with tenancy.scope(organization=cast.organization.pk):
        assert Invitation.objects.count() == 1


def test_one_address_registered_twice_at_once_makes_one_person(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def register(name: str) -> None:
        people.register(email="noa@example.org", name=name, password=PASSWORD)

    outcomes = at_once(lambda: register("Noa"), lambda: register("Other"))

    assert outcomes == ["EmailTakenError", "done"]
    assert User.objects.count() == 1
