"""The first page of an empty installation: what it makes, once."""

import pytest
from django.db import transaction

from orgs.database import tenancy
from orgs.models import InvitedGrant, Mail, Member, Organization, Unit, User
from orgs.organization import actions as organization_actions
from orgs.permissions import Role
from orgs.units import tree
from tests.cast import PASSWORD, Cast, a_person
from tests.conftest import OutsideClient

TREE = "Northwind Group\n  Platform\n    Payments\n\n  Search\nHoldings"
FILLED = {
    "name": "Ada",
    "email": "Ada@Example.org",
    "password": PASSWORD,
    "organization": "Northwind Trading",
    "units": TREE,
    "people": "tom@example.org\nkim@example.org, Search, Facilitator",
}


def entered(client: OutsideClient) -> Member:
    """Return Ada with her organization's scope open."""
    organization = client.get("/")["Location"].split("/")[2]
    user = User.objects.get()
    tenancy.set_local("person", user.pk)
    tenancy.set_local("organization", "")
    member = Member.objects.select_related("organization").get(organization__slug=organization)
    tenancy.set_local("organization", member.organization_id)
    return member


def test_an_empty_installation_sends_everybody_to_its_set_up(
    db: None, client: OutsideClient
) -> None:
    assert client.get("/")["Location"] == "/set-up/"
    assert client.get("/set-up/").status_code == 200


def test_set_up_makes_owner_organization_units_and_invitations(
    db: None, client: OutsideClient
) -> None:
    answer = client.post("/set-up/", FILLED)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("/join/") == 2
    ada = entered(client)
    assert ada.user.email == "ada@example.org"
    assert [(grant.role, grant.unit) for grant in ada.grants.all()] == [(Role.OWNER, None)]
    assert ada.organization.slug == "northwind-trading"
    assert [(place.depth, place.unit.name) for place in tree.tree(ada.organization)] == [
        (0, "Northwind Group"),
        (1, "Platform"),
        (2, "Payments"),
        (1, "Search"),
        (0, "Holdings"),
    ]
    assert set(InvitedGrant.objects.values_list("role", "unit__name")) == {
        ("contributor", "Northwind Group"),
        ("facilitator", "Search"),
    }
    assert Mail.objects.count() == 2


def test_the_owner_is_signed_in_afterwards_and_can_sign_in_again(
    db: None, client: OutsideClient
) -> None:
    client.post("/set-up/", FILLED)
    assert client.get("/o/northwind-trading/units/").status_code == 200
    client.post("/accounts/logout/")

    sent = {"login": "ada@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", sent)["Location"] == "/"


def test_units_and_people_can_wait(db: None, client: OutsideClient) -> None:
    client.post("/set-up/", FILLED | {"units": "", "people": ""})

    ada = entered(client)
    assert not Unit.objects.exists()
    page = client.as_member(ada).get("/o/northwind-trading/units/").content.decode()
    assert "Add the first unit" in page


def test_set_up_is_closed_once_anybody_exists(db: None, client: OutsideClient) -> None:
    a_person("Somebody")

    assert client.get("/set-up/").status_code == 404
    assert client.post("/set-up/", FILLED).status_code == 404
    assert client.get("/")["Location"] == "/accounts/login/"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "a\0b"),
        ("name", "x" * 151),
        ("email", "nobody"),
        ("email", "a\0@example.org"),
        ("email", f"{'x' * 250}@example.org"),
        ("password", "12345678"),
        ("password", "x" * 129),
        ("organization", "!!!"),
        ("organization", "x" * 121),
        ("organization", "a\0b"),
        ("units", "Top\n      Too deep"),
        ("units", "Top\n  Same\n  same"),
        ("units", "Top\n" + "x" * 121),
        ("units", "Top\0"),
        ("units", "x" * 20_001),
        ("units", "\n".join(str(number) for number in range(301))),
        ("people", "nobody"),
        ("people", "a\0@example.org"),
        ("people", "tom@example.org, Nowhere"),
        ("people", "tom@example.org, Search, King"),
        ("people", "\n".join(f"p{number}@example.org" for number in range(501))),
        ("people", f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'z' * 60}.org"),
    ],
)
def test_a_field_of_the_wrong_shape_is_said_at_the_field_and_nothing_is_made(
    db: None, client: OutsideClient, field: str, text: str
) -> None:
    answer = client.post("/set-up/", FILLED | {field: text})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not User.objects.exists()
    assert not Mail.objects.exists()


def test_people_without_a_unit_are_refused(db: None, client: OutsideClient) -> None:
    answer = client.post("/set-up/", FILLED | {"units": ""})

    assert answer.context["form"].errors == {
        "units": ["People need a unit to join: add at least one."]
    }


def test_tabs_indent_too(db: None, client: OutsideClient) -> None:
    client.post("/set-up/", FILLED | {"units": "Top\n\tMiddle\n\t\tBottom", "people": ""})

    ada = entered(client)
    assert [place.depth for place in tree.tree(ada.organization)] == [0, 1, 2]


def test_an_address_that_is_taken_is_refused_by_name(cast: Cast, eve: Member) -> None:
    with pytest.raises(organization_actions.AddressTakenError, match="northwind"):
        organization_actions.found(name="Northwind", slug="northwind", owner=eve.user)

    with tenancy.scope(organization=cast.organization.pk), transaction.atomic():
        assert Organization.objects.get().name == "Northwind"
