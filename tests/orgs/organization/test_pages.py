"""Every page of the room renders, says what to do when it is empty, and keeps its budget."""

import pytest
from django.conf import LazySettings
from django.urls import reverse
from django.utils import timezone

from orgs.models import Member, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.units import actions as units
from orgs.work_list import WorkItem
from tests.cast import NOON, Cast, a_member, a_person
from tests.conftest import OutsideClient
from tests.orgs.statements import at_most

# Session, person, savepoint and its end, the gate's three; then what the page itself asks.
GATE = 7


def waits(member: Member) -> list[WorkItem]:
    """Stand in for a room that has something waiting."""
    return [WorkItem("Vote", "Payments, Spring 2026", "2 of 8 answered", "/o/northwind/vote")]


def nothing_waits(member: Member) -> list[WorkItem]:
    """Stand in for rooms that have nothing."""
    return []


def grow(cast: Cast) -> None:
    """Add thirty units, members and invitations."""
    for number in range(30):
        unit = units.add(organization=cast.organization, name=f"Unit {number}", parent=cast.search)
        a_member(cast.organization, f"Person{number}", Role.VIEWER, unit)
        people.invite(
            by=cast.ada,
            email=f"new{number}@example.org",
            offer=GrantOffer(Role.VIEWER, unit),
            at=NOON,
        )


@pytest.mark.parametrize(
    ("name", "statements"),
    [
        ("units", 1),
        ("unit_add", 1),
        ("people", 6),
        ("people_invite", 1),
        ("invitations", 2),
        ("roles", 1),
        ("mails", 1),
    ],
)
def test_an_administrators_page_keeps_its_budget_however_large_the_organization(
    cast: Cast, client: OutsideClient, name: str, statements: int
) -> None:
    address = reverse(f"orgs:{name}", args=["northwind"])
    client.as_member(cast.max)

    with at_most(GATE + statements):
        assert client.get(address).status_code == 200
    grow(cast)
    with at_most(GATE + statements):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("name", "statements"), [("unit", 2), ("unit_edit", 1), ("unit_move", 3), ("unit_merge", 3)]
)
def test_a_units_page_keeps_its_budget(
    cast: Cast, client: OutsideClient, name: str, statements: int
) -> None:
    client.as_member(cast.max)

    with at_most(GATE + statements):
        answer = client.get(reverse(f"orgs:{name}", args=["northwind", cast.search.pk]))

    assert "Search" in answer.content.decode()


def test_the_switcher_keeps_its_budget(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.tom)

    with at_most(15):
        assert client.get("/organizations/").status_code == 200


def test_the_join_page_keeps_its_budget(cast: Cast, client: OutsideClient) -> None:
    offer = GrantOffer(Role.VIEWER, cast.search)
    invitation = people.invite(by=cast.ada, email="noa@example.org", offer=offer, at=timezone.now())

    with at_most(15):
        assert client.get(people.invitation_link(invitation)).status_code == 200


def test_my_work_shows_what_waits_and_nothing_else(
    cast: Cast, client: OutsideClient, settings: LazySettings
) -> None:
    settings.MY_WORK = ["tests.orgs.organization.test_pages.waits"]
    client.as_member(cast.tom)

    with at_most(GATE):
        page = client.get("/o/northwind/").content.decode()

    assert 'href="/o/northwind/vote"' in page
    assert "2 of 8 answered" in page
    assert "Nothing waits for you" not in page


def test_my_work_says_so_when_nothing_waits(
    cast: Cast, client: OutsideClient, settings: LazySettings
) -> None:
    settings.MY_WORK = ["tests.orgs.organization.test_pages.nothing_waits"]

    assert "Nothing waits for you" in client.as_member(cast.tom).get("/o/northwind/").text


def test_somebody_without_an_organization_is_told_how_to_get_in(
    cast: Cast, client: OutsideClient
) -> None:
    client.force_login(a_person("Nobody"))

    page = client.get("/", follow=True)

    assert page.redirect_chain == [("/organizations/", 302)]
    assert "You belong to no organization yet" in page.content.decode()


def test_the_switcher_wants_somebody_signed_in(cast: Cast, client: OutsideClient) -> None:
    assert client.get("/organizations/")["Location"] == "/accounts/login/?next=/organizations/"


def test_an_archived_unit_is_marked_and_can_only_be_restored(
    cast: Cast, client: OutsideClient
) -> None:
    Unit.objects.filter(pk=cast.search.pk).update(archived_at=NOON)
    client.as_member(cast.max)

    tree = client.get("/o/northwind/units/").content.decode()
    page = client.get(f"/o/northwind/units/{cast.search.pk}/").content.decode()

    assert "archived</span>" in tree
    assert f"units/{cast.search.pk}/restore" in page
    for verb in ("archive", "edit", "move", "merge"):
        assert f"units/{cast.search.pk}/{verb}" not in page


def test_archiving_asks_once(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.max).get(f"/o/northwind/units/{cast.search.pk}/").content.decode()

    asking = page.split(f"units/{cast.search.pk}/archive")[0].rsplit("<details", 1)[1]
    assert 'class="confirm"' in asking


def test_names_are_escaped(cast: Cast, client: OutsideClient) -> None:
    name = "<script>alert(1)</script>"
    Unit.objects.filter(pk=cast.search.pk).update(name=name)
    cast.tom.user.name = name
    cast.tom.user.save()
    client.as_member(cast.ada)
    mine = [f"units/{cast.search.pk}/{verb}" for verb in ("", "edit", "move", "merge")]

    for page in ("units/", "units/?q=script", "units/add", "people/", "people/invite", *mine):
        assert name not in client.get(f"/o/northwind/{page}").content.decode()


def test_a_link_of_an_administrator_is_not_in_a_members_navigation(
    cast: Cast, client: OutsideClient
) -> None:
    page = client.as_member(cast.tom).get("/o/northwind/frameworks/").content.decode()

    assert "/o/northwind/units/" not in page
    assert "/o/northwind/frameworks/" in page
