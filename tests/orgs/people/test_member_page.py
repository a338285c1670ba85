"""A person's page: giving and taking roles, ending and returning access, handing over."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Grant, Member, Unit
from orgs.people import membership_actions
from orgs.people.actions import GrantOffer, give
from orgs.people.membership_actions import (
    DeactivatedError,
    LastOwnerError,
    NotPermittedToChangeError,
)
from orgs.permissions import Role
from tests.cast import NOON, Cast, a_member
from tests.conftest import OutsideClient
from tests.orgs.conftest import TwoWorlds
from tests.orgs.organization.test_pages import GATE
from tests.orgs.people.test_races import at_once
from tests.orgs.statements import at_most


def address(name: str, *args: object) -> str:
    return reverse(f"orgs:{name}", args=["northwind", *args])


def roles_of(member: Member) -> list[tuple[str, str | None]]:
    rows = member.grants.order_by("pk").values_list("role", "unit__name")
    return [(role, unit) for role, unit in rows]


def owning(member: Member) -> Grant:
    return member.grants.get(role=Role.OWNER)


def second_owner(cast: Cast) -> Member:
    give(member=cast.max, offer=GrantOffer(Role.OWNER))
    return Member.objects.get(pk=cast.max.pk)


def test_a_role_is_given_and_taken_and_holds_at_the_next_request(
    cast: Cast, client: OutsideClient
) -> None:
    tom = OutsideClient().as_member(cast.tom)
    client.as_member(cast.max)
    assert tom.get(address("people")).status_code == 403

    answer = client.post(address("grant_give", cast.tom.pk), {"role": "admin"}, follow=True)
    assert "Tom is Administrator" in answer.text
    assert tom.get(address("people")).status_code == 200

    given = cast.tom.grants.get(role=Role.ADMIN)
    client.post(address("grant_take", cast.tom.pk, given.pk))
    assert tom.get(address("people")).status_code == 403
    assert roles_of(cast.tom) == [("contributor", "Payments")]


def test_the_page_shows_roles_in_words_and_keeps_its_budget(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)

    with at_most(GATE + 3):
        page = client.get(address("person", cast.lin.pk))

    assert "Leader in Platform" in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"role": "owner"}, "role"),
        ({"role": "viewer"}, "unit"),
        ({"role": "king"}, "role"),
        ({"role": "viewer", "unit": "foreign"}, "unit"),
    ],
)
def test_a_grant_that_does_not_fit_is_said_at_the_field(
    cast: Cast, eve: Member, client: OutsideClient, sent: dict[str, str], field: str
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = str(Unit.objects.get().pk)
    sent = {name: foreign if value == "foreign" else value for name, value in sent.items()}

    answer = client.as_member(cast.max).post(address("grant_give", cast.tom.pk), sent)

    assert list(answer.context["form"].errors) == [field]
    assert roles_of(cast.tom) == [("contributor", "Payments")]


def test_a_grant_of_somebody_else_is_not_taken_through_this_person(
    cast: Cast, client: OutsideClient
) -> None:
    other = cast.uma.grants.get()

    answer = client.as_member(cast.max).post(address("grant_take", cast.tom.pk, other.pk))

    assert answer.status_code == 404
    assert roles_of(cast.uma) == [("contributor", "Payments")]


@pytest.mark.parametrize("name", ["grant_give", "person_deactivate", "person_reactivate"])
def test_an_administrator_cannot_change_an_owner(
    cast: Cast, client: OutsideClient, name: str
) -> None:
    answer = client.as_member(cast.max).post(address(name, cast.ada.pk), {"role": "admin"})

    assert answer.status_code == 409
    assert "Only an owner changes Ada" in answer.text
    assert roles_of(cast.ada) == [("owner", None)]


def test_an_administrator_cannot_take_ownership_away(cast: Cast, client: OutsideClient) -> None:
    answer = client.as_member(cast.max).post(
        address("grant_take", cast.ada.pk, owning(cast.ada).pk)
    )

    assert answer.status_code == 409
    assert roles_of(cast.ada) == [("owner", None)]


def test_an_administrator_makes_nobody_an_owner_past_the_form(cast: Cast) -> None:
    with pytest.raises(NotPermittedToChangeError, match="Only an owner makes"):
        membership_actions.give_role(by=cast.max, member=cast.tom, offer=GrantOffer(Role.OWNER))


WAYS_OUT: list[Callable[[Member], None]] = [
    lambda ada: membership_actions.take_role(by=ada, grant=owning(ada)),
    lambda ada: membership_actions.deactivate(by=ada, member=ada, at=NOON),
    lambda ada: membership_actions.leave(member=ada, at=NOON),
]


@pytest.mark.parametrize("way", WAYS_OUT, ids=["demoted", "deactivated", "left"])
def test_the_last_owner_stays(cast: Cast, way: Callable[[Member], None]) -> None:
    with pytest.raises(LastOwnerError, match="Ada is the last owner"):
        way(cast.ada)

    second_owner(cast)
    way(cast.ada)
    assert list(Member.objects.owners()) == [cast.max]


def test_a_deactivated_owner_does_not_count_as_one(cast: Cast) -> None:
    other = second_owner(cast)
    membership_actions.deactivate(by=cast.ada, member=other, at=NOON)

    with pytest.raises(LastOwnerError):
        membership_actions.leave(member=cast.ada, at=NOON)


def removals(ada: Member, other: Member) -> list[Callable[[], None]]:
    return [
        lambda: membership_actions.take_role(by=ada, grant=owning(other)),
        lambda: membership_actions.take_role(by=other, grant=owning(ada)),
        lambda: membership_actions.deactivate(by=ada, member=other, at=NOON),
        lambda: membership_actions.deactivate(by=other, member=ada, at=NOON),
        lambda: membership_actions.leave(member=ada, at=NOON),
        lambda: membership_actions.leave(member=other, at=NOON),
    ]


@pytest.mark.parametrize("pair", [(0, 1), (2, 3), (4, 5), (1, 5)])
def test_two_owners_who_remove_each_other_at_once_leave_one(
    two_worlds: TwoWorlds, pair: tuple[int, int]
) -> None:
    cast = two_worlds.cast
    with tenancy.scope(organization=cast.organization.pk):
        other = second_owner(cast)

    def scoped(removal: int) -> Callable[[], None]:
        def run() -> None:
            with tenancy.scope(organization=cast.organization.pk):
                ada = Member.objects.select_related("organization").get(pk=cast.ada.pk)
                removals(ada, other)[removal]()

        return run

    outcomes = at_once(*[scoped(removal) for removal in pair])

    assert sum(outcome == "done" for outcome in outcomes) == 1
    with tenancy.scope(organization=cast.organization.pk):
        assert Member.objects.owners().count() == 1


def test_a_deactivated_member_is_out_and_comes_back_with_their_roles(
    cast: Cast, client: OutsideClient
) -> None:
    tom = OutsideClient().as_member(cast.tom)
    client.as_member(cast.max)

    client.post(address("person_deactivate", cast.tom.pk))
    assert tom.get(address("my_work")).status_code == 404
    page = client.get(address("people")).text
    assert page.index("Vic") < page.index("deactivated</span>")
    assert page.index("Tom</strong>") > page.index("Vic</strong>")

    client.post(address("person_reactivate", cast.tom.pk))
    assert tom.get(address("my_work")).status_code == 200
    assert roles_of(cast.tom) == [("contributor", "Payments")]


def test_somebody_deactivated_gets_no_role(cast: Cast) -> None:
    membership_actions.deactivate(by=cast.max, member=cast.tom, at=NOON)

    with pytest.raises(DeactivatedError):
        membership_actions.give_role(by=cast.max, member=cast.tom, offer=GrantOffer(Role.ADMIN))


def test_somebody_deactivated_a_moment_ago_changes_nobody(cast: Cast) -> None:
    membership_actions.deactivate(by=cast.ada, member=cast.max, at=timezone.now())

    with pytest.raises(NotPermittedToChangeError):
        membership_actions.give_role(by=cast.max, member=cast.tom, offer=GrantOffer(Role.ADMIN))


def test_leaving_asks_once_and_ends_the_access(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.tom)
    assert "Leave Northwind" in client.get(address("leave")).text
    assert client.get(address("my_work")).status_code == 200

    answer = client.post(address("leave"), follow=True)

    assert "You have left Northwind." in answer.text
    assert client.get(address("my_work")).status_code == 404


def test_an_owner_hands_over_and_administers_from_then_on(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.ada)
    assert "Hand over to Lin" in client.get(address("person", cast.lin.pk)).text

    answer = client.post(address("hand_over", cast.lin.pk), follow=True)

    assert "Lin owns the organization now" in answer.text
    assert roles_of(cast.ada) == [("admin", None)]
    assert list(Member.objects.owners()) == [cast.lin]


def test_nothing_is_handed_over_to_oneself_or_to_somebody_deactivated(cast: Cast) -> None:
    gone = a_member(cast.organization, "Gil", Role.VIEWER, cast.search)
    membership_actions.deactivate(by=cast.ada, member=gone, at=NOON)

    with pytest.raises(NotPermittedToChangeError):
        membership_actions.hand_over(by=cast.ada, to=cast.ada)
    with pytest.raises(DeactivatedError):
        membership_actions.hand_over(by=cast.ada, to=gone)
    assert list(Member.objects.owners()) == [cast.ada]


@pytest.mark.parametrize("name", ["person", "person_deactivate", "hand_over", "grant_give"])
def test_a_person_of_another_organization_is_not_found(
    cast: Cast, eve: Member, client: OutsideClient, name: str
) -> None:
    method = "get" if name == "person" else "post"

    answer = getattr(client.as_member(cast.ada), method)(address(name, eve.pk))

    assert answer.status_code == 404
    with tenancy.scope(organization=eve.organization_id):
        assert Member.objects.get(pk=eve.pk).deactivated_at is None
