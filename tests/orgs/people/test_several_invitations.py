"""One search over members and invited people, and what is done to several invitations at once."""

import pytest
from django.conf import LazySettings

from orgs.mail.limits import TooManyMailsError
from orgs.models import Invitation, Mail, Member
from orgs.people import actions
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation

pytestmark = pytest.mark.django_db
PEOPLE, INVITED = "/o/northwind/people/", "/o/northwind/people/invited/"


@pytest.fixture
def three(cast: Cast) -> list[Invitation]:
    """Invited to Search before today, and no mail about it is left."""
    addresses = ("noa@example.org", "nils@example.org", "zoe@elsewhere.org")
    invited = [an_invitation(cast, email=each, created_at=NOON) for each in addresses]
    Mail.objects.all().delete()
    return invited


def change(client: OutsideClient, **sent: object) -> str:
    return client.post(f"{INVITED}change", sent, follow=True).text


@pytest.mark.parametrize(
    ("query", "members", "invited"),
    [
        ("words=ELSEWHERE", 0, 1),
        ("words=n%40", 1, 0),
        ("role=contributor&words=example.org", 1, 2),
        ("role=leader", 1, 0),
        ("unit=search&words=noa", 0, 1),
        ("unit=pay&words=noa", 0, 0),
        ("state=invited", 0, 3),
        ("state=active&words=noa", 0, 0),
    ],
)
def test_the_search_finds_members_and_invited_people(
    cast: Cast,
    client: OutsideClient,
    three: list[Invitation],
    query: str,
    members: int,
    invited: int,
) -> None:
    page = client.as_member(cast.max).get(f"{PEOPLE}?{query}")

    shown = [row.invitation.email for row in page.context["invitations"]]
    assert len(shown) == page.context["invited"] == invited
    assert (page.context["people"].paginator.count >= 1) == bool(members)


def test_the_page_counts_invitations_and_leads_to_all(cast: Cast, client: OutsideClient) -> None:
    for number in range(12):
        an_invitation(cast, email=f"new{number}@example.org")

    page = client.as_member(cast.max).get(f"{PEOPLE}?words=new").text

    assert "All 12 open invitations" in page
    assert f"{INVITED}?words=new" in page
    assert page.count("/resend") == 10


def test_ticked_invitations_are_sent_again_with_new_links(
    cast: Cast, client: OutsideClient, three: list[Invitation]
) -> None:
    page = change(client.as_member(cast.max), change="resend", chosen=[three[0].pk, three[2].pk])

    assert "2 invitations are on their way." in page
    renewed = {row.email for row in Invitation.objects.exclude(created_at=NOON)}
    assert renewed == {"noa@example.org", "zoe@elsewhere.org"}
    assert set(Mail.objects.values_list("recipient", flat=True)) == renewed


def test_all_that_fit_a_search_are_withdrawn(
    cast: Cast, client: OutsideClient, three: list[Invitation]
) -> None:
    page = change(
        client.as_member(cast.max), change="withdraw", everything="on", words="example.org"
    )

    assert "2 invitations are withdrawn." in page
    assert [row.email for row in Invitation.objects.all()] == ["zoe@elsewhere.org"]


def test_an_administrator_leaves_out_the_invitation_of_an_owner(
    cast: Cast, client: OutsideClient, three: list[Invitation]
) -> None:
    Invitation.objects.get(pk=three[0].pk).grants.update(role=Role.OWNER, unit=None)

    change(client.as_member(cast.max), change="withdraw", everything="on")

    assert [row.email for row in Invitation.objects.all()] == ["noa@example.org"]


def test_another_organizations_invitations_are_not_reached(
    cast: Cast, client: OutsideClient, three: list[Invitation], eve: Member
) -> None:
    page = client.as_member(eve).post(
        "/o/elsewhere/people/invited/change",
        {"change": "withdraw", "chosen": [three[0].pk]},
        follow=True,
    )

    assert "Tick at least one invitation" in page.text
    assert Invitation.objects.count() == 3


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"change": "resend"}, "Tick at least one invitation"),
        ({"change": "withdraw", "chosen": ["x", "9" * 40, "-1"]}, "Tick at least one invitation"),
    ],
)
def test_what_names_no_invitation_changes_nothing(
    cast: Cast, client: OutsideClient, three: list[Invitation], sent: dict[str, object], says: str
) -> None:
    assert says in change(client.as_member(cast.max), **sent)
    assert Invitation.objects.count() == 3


def test_what_is_to_be_done_has_to_be_named(
    cast: Cast, client: OutsideClient, three: list[Invitation]
) -> None:
    answer = client.as_member(cast.max).post(f"{INVITED}change", {"chosen": [three[0].pk]})

    assert answer.status_code == 400


def test_more_than_the_organization_may_send_are_not_sent_at_all(
    cast: Cast,
    client: OutsideClient,
    three: list[Invitation],
    settings: LazySettings,
) -> None:
    settings.MAILS_AN_HOUR = 2

    page = change(client.as_member(cast.max), change="resend", everything="on")

    assert "may send 2 more emails this hour" in page
    assert not Mail.objects.exists()
    with pytest.raises(TooManyMailsError):
        actions.resend(by=cast.max, invitations=three, at=NOON)


def test_who_joined_meanwhile_keeps_all_as_they_were(cast: Cast, three: list[Invitation]) -> None:
    Invitation.objects.filter(pk=three[0].pk).update(accepted_at=NOON)

    with pytest.raises(actions.InvitationUnusableError, match="has joined already"):
        actions.revoke(by=cast.max, invitations=three)

    assert Invitation.objects.count() == 3


def test_a_role_is_offered_beside_the_one_before(cast: Cast, three: list[Invitation]) -> None:
    offer = GrantOffer(Role.VIEWER, cast.search)
    actions.invite(by=cast.max, email="noa@example.org", offer=offer, at=NOON)

    assert three[0].grants.count() == 2
