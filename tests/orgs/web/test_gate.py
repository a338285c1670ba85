"""Who gets past the gate, and what the others are told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Grant, Member, Unit, User
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Permission, Role
from orgs.web.gate import get_changeable
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.conftest import TwoWorlds

HTMX = {"HX-Request": "true"}


def units_of(member: Member) -> str:
    return reverse("orgs:units", args=[member.organization.slug])


def test_somebody_signed_out_is_sent_to_the_login_page_and_back(
    cast: Cast, client: OutsideClient
) -> None:
    answer = client.get("/o/northwind/units/?from=mail")

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/o/northwind/units/%3Ffrom%3Dmail"


def test_a_fragment_asked_for_signed_out_gets_401_and_a_sentence(
    cast: Cast, client: OutsideClient
) -> None:
    answer = client.get(units_of(cast.ada), headers=HTMX)

    assert answer.status_code == 401
    assert "Sign in again" in answer.content.decode()


def test_a_stranger_gets_404_and_learns_nothing(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    there = client.as_member(eve).get(units_of(cast.ada))
    nowhere = client.get("/o/nowhere/units/")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert "Northwind" not in there.content.decode()


def test_a_member_without_the_permission_gets_403_and_a_sentence(
    cast: Cast, client: OutsideClient
) -> None:
    answer = client.as_member(cast.tom).get(units_of(cast.tom))

    assert answer.status_code == 403
    assert "Your role here does not let you manage units and people." in answer.content.decode()


def test_the_refusal_names_who_can_give_the_permission_in_this_organization_only(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    Member.objects.filter(pk=cast.max.pk).update(deactivated_at=NOON)
    people.give(member=cast.vic, offer=GrantOffer(Role.ADMIN))

    page = client.as_member(cast.tom).get(units_of(cast.tom)).text

    assert "<p>Ada, Vic</p>" in page
    assert "/o/northwind/roles/" in page
    assert "Ada" not in client.as_member(eve).get(units_of(cast.tom)).text


def test_only_owners_can_give_what_only_owners_may(cast: Cast, client: OutsideClient) -> None:
    address = reverse("orgs:hand_over", args=["northwind", cast.tom.pk])

    assert "<p>Ada</p>" in client.as_member(cast.max).post(address).text


@pytest.mark.parametrize("member", ["eve", "tom"])
def test_the_refusal_opens_its_own_scope(two_worlds: TwoWorlds, member: str) -> None:
    """The request's transaction is over, as it is in production."""
    asking = two_worlds.eve if member == "eve" else two_worlds.cast.tom
    answer = OutsideClient().as_member(asking).get("/o/northwind/units/")

    assert answer.status_code == (404 if member == "eve" else 403)
    assert ("<p>Ada, Max</p>" in answer.text) == (member == "tom")


def test_that_a_member_was_here_is_noted_once_an_hour(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.tom)
    client.get("/o/northwind/")
    usual = len(client.statements)
    hours_ago = timezone.now() - timedelta(hours=2)
    Member.objects.filter(pk=cast.tom.pk).update(last_seen_at=hours_ago)

    client.get("/o/northwind/")
    assert len(client.statements) == usual + 1
    cast.tom.refresh_from_db()
    assert cast.tom.last_seen_at > hours_ago
    client.get("/o/northwind/")
    assert len(client.statements) == usual


def test_a_fragment_without_the_permission_gets_the_bare_sentence(
    cast: Cast, client: OutsideClient
) -> None:
    answer = client.as_member(cast.tom).get(units_of(cast.tom), headers=HTMX)

    assert answer.status_code == 403
    assert answer.content.decode() == "Your role here does not let you manage units and people."


def test_the_organization_in_the_address_decides_for_somebody_with_two(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    consultant = Member.objects.create(organization=cast.organization, user=eve.user)
    people.give(member=consultant, offer=GrantOffer(Role.VIEWER, cast.search))
    client.as_member(eve)

    assert "Far away" in client.get("/o/elsewhere/units/").content.decode()
    assert client.get("/o/northwind/units/").status_code == 403
    assert client.get("/o/northwind/").status_code == 200


def test_a_deactivated_member_is_a_stranger_at_the_next_request(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    assert client.get(units_of(cast.max)).status_code == 200

    Member.objects.filter(pk=cast.max.pk).update(deactivated_at=NOON)

    assert client.get(units_of(cast.max)).status_code == 404
    assert "Northwind" not in client.get("/organizations/").content.decode()


def test_a_deactivated_person_is_signed_out_at_the_next_request(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)

    User.objects.filter(pk=cast.max.user_id).update(is_active=False)

    assert client.get(units_of(cast.max)).status_code == 302


def test_a_lost_grant_is_lost_at_the_next_request(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    Grant.objects.filter(member=cast.max).delete()

    assert client.get(units_of(cast.max)).status_code == 403
    assert client.get("/o/northwind/").status_code == 200


@pytest.mark.parametrize(
    ("page", "method"),
    [
        ("units/", "post"),
        ("people/", "post"),
        ("", "post"),
        ("units/1/archive", "get"),
        ("units/1/restore", "get"),
        ("units/add", "delete"),
        ("people/invite", "put"),
    ],
)
def test_a_wrong_method_gets_405(cast: Cast, client: OutsideClient, page: str, method: str) -> None:
    answer = getattr(client.as_member(cast.ada), method)(f"/o/northwind/{page}")

    assert answer.status_code == 405


def test_the_scope_that_the_gate_opened_ends_with_the_request(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.ada).get(units_of(cast.ada))

    assert tenancy.setting("organization") == str(cast.organization.pk)


def test_a_row_that_may_only_be_seen_is_refused_and_an_unseen_one_is_not_found(
    cast: Cast,
) -> None:
    seen = Unit.objects.filter(pk__in=[cast.search.pk, cast.payments.pk])
    changeable = seen.filter(pk=cast.search.pk)
    manage = Permission.MANAGE_PEOPLE

    assert get_changeable(seen, changeable, manage, cast.search.pk) == cast.search
    with pytest.raises(PermissionDenied, match="manage units and people"):
        get_changeable(seen, changeable, manage, cast.payments.pk)
    with pytest.raises(Http404):
        get_changeable(seen, changeable, manage, cast.company.pk)
