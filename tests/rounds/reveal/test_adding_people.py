"""Whom a facilitator may add: people of their own units, others by their name."""

import pytest

from assessments.rounds.models import Participant, Session
from orgs.models import Member
from orgs.permissions import Role
from tests.cast import Cast, a_member
from tests.conftest import OutsideClient


def offered(client: OutsideClient, session: Session, query: str = "") -> set[str]:
    page = client.get(f"/o/northwind/sessions/{session.pk}/{query}")
    assert page.status_code == 200
    return {str(member) for member in page.context["form"].fields["member"].queryset}


@pytest.fixture
def away(cast: Cast) -> Member:
    """Somebody of a unit that Fay does not facilitate."""
    return a_member(cast.organization, "Zoe", Role.CONTRIBUTOR, cast.search)


def test_the_list_names_people_of_the_facilitators_units_alone(
    cast: Cast, session: Session, away: Member, client: OutsideClient
) -> None:
    client.as_member(cast.fay)

    assert offered(client, session) == {"Vic"}
    assert "Zoe" not in client.get(f"/o/northwind/sessions/{session.pk}/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?find=zo", {"Vic", "Zoe"}),
        ("?find=zoe%40exam", {"Vic", "Zoe"}),
        ("?find=z", {"Vic"}),
        ("?find=%25%25", {"Vic"}),
        ("?find=zo%00", {"Vic"}),
        ("?find=", {"Vic"}),
        ("?find=tom", {"Vic"}),
    ],
)
def test_others_are_found_by_two_letters_of_their_name(
    cast: Cast, session: Session, away: Member, client: OutsideClient, query: str, found: set[str]
) -> None:
    assert offered(client.as_member(cast.fay), session, query) == found


def test_an_administrator_sees_the_sessions_unit_first_too(
    cast: Cast, session: Session, away: Member, client: OutsideClient
) -> None:
    client.as_member(cast.max)

    assert offered(client, session) == {"Vic"}
    assert offered(client, session, "?find=zoe") == {"Vic", "Zoe"}


def test_whoever_was_found_is_added_and_whoever_was_not_is_not(
    cast: Cast, session: Session, away: Member, client: OutsideClient
) -> None:
    address = f"/o/northwind/sessions/{session.pk}/participants/add"
    client.as_member(cast.fay)

    assert client.post(address, {"member": away.pk}).status_code == 400
    assert client.post(address, {"member": away.pk, "find": "z"}).status_code == 400
    assert client.post(address, {"member": away.pk, "find": "zoe"}).status_code == 302
    assert Participant.objects.filter(session=session, member=away).exists()
