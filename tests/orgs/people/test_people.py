"""The people page and inviting: who may invite whom, and what is said at the field."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Invitation, InvitedGrant, Mail, Member, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.people.invitation_queries import find_invitations
from orgs.people.queries import PeopleFilter
from orgs.permissions import Role
from tests.cast import NOON, Cast, a_member
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, path_of

INVITE = "/o/northwind/people/invite"


def test_an_administrator_invites_several_people_at_once(cast: Cast, client: OutsideClient) -> None:
    text = "Noa@Example.org, kit@example.org\n\nnoa@example.org;"
    answer = client.as_member(cast.max).post(
        INVITE, {"emails": text, "role": "leader", "unit": cast.platform.pk}, follow=True
    )

    assert "2 invitations are on their way." in answer.content.decode()
    assert set(InvitedGrant.objects.values_list("invitation__email", "role", "unit__name")) == {
        ("noa@example.org", "leader", "Platform"),
        ("kit@example.org", "leader", "Platform"),
    }
    assert Mail.objects.count() == 2


def test_inviting_again_renews_the_link_and_the_old_one_is_dead(
    cast: Cast, client: OutsideClient
) -> None:
    old = path_of(an_invitation(cast))
    new = path_of(an_invitation(cast, email="NOA@example.org"))

    assert Invitation.objects.count() == 1
    assert client.get(old).status_code == 409
    assert client.get(new).status_code == 200


def test_an_administrator_cannot_invite_an_owner(cast: Cast, client: OutsideClient) -> None:
    answer = client.as_member(cast.max).post(INVITE, {"emails": "a@b.org", "role": "owner"})

    assert list(answer.context["form"].errors) == ["role"]
    assert not Invitation.objects.exists()


def test_an_owner_can(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.ada).post(INVITE, {"emails": "a@b.org", "role": "owner"})

    assert InvitedGrant.objects.get().role == Role.OWNER


def test_an_administrator_sees_that_an_owner_is_invited_and_not_the_link(
    cast: Cast, client: OutsideClient
) -> None:
    """The link would make the administrator an owner."""
    invitation = people.invite(
        by=cast.ada, email="noa@example.org", offer=GrantOffer(Role.OWNER), at=timezone.now()
    )

    seen = client.as_member(cast.max).get("/o/northwind/people/").content.decode()
    assert "noa@example.org" in seen
    assert path_of(invitation) not in seen
    assert path_of(invitation) in client.as_member(cast.ada).get("/o/northwind/people/").text


@pytest.mark.parametrize(
    ("role", "with_unit", "field"),
    [("admin", True, "unit"), ("viewer", False, "unit"), ("king", True, "role")],
)
def test_a_role_that_does_not_fit_is_said_at_the_field(
    cast: Cast, client: OutsideClient, role: str, with_unit: bool, field: str
) -> None:
    sent = {"emails": "a@b.org", "role": role, "unit": cast.search.pk if with_unit else ""}

    answer = client.as_member(cast.ada).post(INVITE, sent)

    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    "emails",
    [
        "",
        "nobody",
        "a@b.org, nobody",
        "a\0@b.org",
        f"{'x' * 250}@b.org",
        f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'z' * 60}.org",
        " ".join(f"p{number}@b.org" for number in range(201)),
        "x" * 60_001,
    ],
)
def test_addresses_of_the_wrong_shape_are_said_at_the_field(
    cast: Cast, client: OutsideClient, emails: str
) -> None:
    answer = client.as_member(cast.ada).post(INVITE, {"emails": emails, "role": "admin"})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["emails"]
    assert not Mail.objects.exists()


def test_a_foreign_or_archived_unit_is_no_choice(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()
    Unit.objects.filter(pk=cast.search.pk).update(archived_at=NOON)
    client.as_member(cast.ada)

    for unit in (foreign, cast.search):
        sent = {"emails": "a@b.org", "role": "viewer", "unit": unit.pk}
        assert "unit" in client.post(INVITE, sent).context["form"].errors


def test_the_page_shows_grants_in_words(cast: Cast, client: OutsideClient) -> None:
    people.give(member=cast.lin, offer=GrantOffer(Role.VIEWER, cast.search))

    page = " ".join(client.as_member(cast.max).get("/o/northwind/people/").text.split())

    assert "<li> Leader in Platform </li><li> Viewer in Search </li>" in page
    assert "<li> Owner </li>" in page


def test_an_expired_invitation_says_so_and_shows_no_link(cast: Cast, client: OutsideClient) -> None:
    invitation = an_invitation(cast, expires_at=NOON)

    page = client.as_member(cast.max).get("/o/northwind/people/").content.decode()

    assert "expired on 2 March 2026" in page
    assert path_of(invitation) not in page


def test_open_invitations_are_of_the_members_organization(cast: Cast, eve: Member) -> None:
    an_invitation(cast)
    with tenancy.scope(organization=eve.organization_id):
        assert not find_invitations(eve.organization, PeopleFilter())


def test_the_switcher_lists_the_persons_organizations_by_name(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    Member.objects.create(organization=cast.organization, user=eve.user)
    client.as_member(eve)

    page = client.get("/organizations/").content.decode()

    assert page.index("Elsewhere") < page.index("Northwind")
    assert client.get("/")["Location"] == reverse("orgs:organizations")


def found(client: OutsideClient, query: str) -> set[str]:
    page = client.get(f"/o/northwind/people/?{query}")
    assert page.status_code == 200
    return {str(member) for member in page.context["people"]}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("words=TO", {"Tom"}),
        ("words=uma%40example", {"Uma"}),
        ("words=%25", set()),
        ("words=a%00b&role=admin", {"Max"}),
        ("role=facilitator", {"Fay"}),
        ("unit=search", {"Kim"}),
        ("unit=pay&role=viewer", {"Vic"}),
        ("state=deactivated", {"Ben"}),
        ("role=king&state=deactivated", {"Ben"}),
        ("words=a&state=active&role=owner", {"Ada"}),
        ("page=99&role=admin", {"Max"}),
    ],
)
def test_people_are_found_by_name_address_role_unit_and_state(
    cast: Cast, eve: Member, client: OutsideClient, query: str, names: set[str]
) -> None:
    Member.objects.filter(pk=cast.ben.pk).update(deactivated_at=NOON)

    assert found(client.as_member(cast.max), query) == names


def test_a_long_list_has_pages_that_keep_the_search(cast: Cast, client: OutsideClient) -> None:
    for number in range(51):
        a_member(cast.organization, f"Person{number:02}", Role.VIEWER, cast.search)
    client.as_member(cast.max)

    first = client.get("/o/northwind/people/?words=person")
    assert "?words=person&amp;page=2" in first.text
    assert "Page 1 of 2" in first.text
    assert found(client, "words=person&page=2") == {"Person50"}


def test_a_search_without_a_hit_says_what_to_do(cast: Cast, client: OutsideClient) -> None:
    assert "No matches" in client.as_member(cast.max).get("/o/northwind/people/?words=zzz").text


def test_many_open_invitations_have_a_page_of_their_own(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)
    assert "No open invitations" in client.get("/o/northwind/people/invited/").text
    for number in range(11):
        an_invitation(cast, email=f"new{number}@example.org")

    assert client.get("/o/northwind/people/").text.count("/resend") == 10
    assert client.get("/o/northwind/people/invited/").text.count("/resend") == 11
