"""Invitations with several roles, sent again, withdrawn; and how former ones came over."""

import pytest
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Invitation, InvitedGrant, Mail, Member
from orgs.people import actions as people
from orgs.people.actions import GrantOffer, InvitationUnusableError
from orgs.permissions import Role
from tests.cast import NOON, PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, path_of
from tests.orgs.people.test_join import grants_of


def test_one_invitation_offers_several_roles_and_all_are_given(
    cast: Cast, client: OutsideClient
) -> None:
    sent = {
        "emails": "noa@example.org",
        "role": "leader",
        "unit": cast.platform.pk,
        "role_2": "contributor",
        "unit_2": cast.search.pk,
        "role_3": "admin",
    }
    client.as_member(cast.max).post("/o/northwind/people/invite", sent)
    path = path_of(Invitation.objects.get())

    page = " ".join(OutsideClient().get(path).text.split())
    assert "Leader in Platform , Contributor in Search , Administrator" in page
    OutsideClient().post(path, {"name": "Noa", "password": PASSWORD})

    assert grants_of("noa@example.org") == [
        ("leader", "Platform"),
        ("contributor", "Search"),
        ("admin", None),
    ]


def test_a_further_role_that_does_not_fit_is_said_at_its_field(
    cast: Cast, client: OutsideClient
) -> None:
    sent = {"emails": "a@b.org", "role": "admin", "role_2": "viewer", "role_3": "owner"}

    answer = client.as_member(cast.max).post("/o/northwind/people/invite", sent)

    assert set(answer.context["form"].errors) == {"unit_2", "role_3"}
    assert not Invitation.objects.exists()


def test_inviting_again_with_another_role_adds_it_to_the_open_invitation(cast: Cast) -> None:
    an_invitation(cast)
    people.invite(
        by=cast.max, email="noa@example.org", offer=GrantOffer(Role.ADMIN), at=timezone.now()
    )

    offered = InvitedGrant.objects.order_by("pk").values_list("role", "invitation__email")
    assert list(offered) == [("contributor", "noa@example.org"), ("admin", "noa@example.org")]


def test_sending_again_renews_link_and_term_and_posts_the_mail(
    cast: Cast, client: OutsideClient
) -> None:
    invitation = an_invitation(cast, expires_at=NOON)
    old = path_of(invitation)

    answer = client.as_member(cast.max).post(
        f"/o/northwind/people/invited/{invitation.pk}/resend", follow=True
    )

    assert "noa@example.org is sent a new link" in answer.text
    invitation.refresh_from_db()
    assert invitation.expires_at > timezone.now()
    assert OutsideClient().get(old).status_code == 409
    assert OutsideClient().get(path_of(invitation)).status_code == 200
    assert Mail.objects.filter(recipient="noa@example.org").count() == 2


def test_withdrawing_asks_once_and_kills_the_link(cast: Cast, client: OutsideClient) -> None:
    invitation = an_invitation(cast)
    address = f"/o/northwind/people/invited/{invitation.pk}/revoke"
    page = client.as_member(cast.max).get("/o/northwind/people/").text
    assert 'class="confirm"' in page.split(address)[0].rsplit("<details", 1)[1]

    client.post(address)

    assert OutsideClient().get(path_of(invitation)).status_code == 409
    assert client.post(address).status_code == 404
    assert not InvitedGrant.objects.exists()


@pytest.mark.parametrize("change", ["resend", "revoke"])
def test_an_administrator_changes_no_invitation_to_own(
    cast: Cast, client: OutsideClient, change: str
) -> None:
    invitation = people.invite(
        by=cast.ada, email="noa@example.org", offer=GrantOffer(Role.OWNER), at=timezone.now()
    )
    address = f"/o/northwind/people/invited/{invitation.pk}/{change}"
    client.as_member(cast.max)

    assert address not in client.get("/o/northwind/people/").text
    answer = client.post(address)

    assert answer.status_code == 409
    assert "Only an owner" in answer.text
    assert OutsideClient().get(path_of(invitation)).status_code == 200


@pytest.mark.parametrize("change", ["resend", "revoke"])
def test_an_accepted_or_foreign_invitation_is_not_changed(
    cast: Cast, eve: Member, client: OutsideClient, change: str
) -> None:
    used = an_invitation(cast, accepted_at=NOON)
    with tenancy.scope(organization=eve.organization_id):
        foreign = people.invite(
            by=eve, email="x@example.org", offer=GrantOffer(Role.ADMIN), at=timezone.now()
        )
    client.as_member(cast.ada)

    address = "/o/northwind/people/invited/{}/" + change
    assert client.post(address.format(used.pk)).status_code == 409
    assert client.post(address.format(foreign.pk)).status_code == 404
    with tenancy.scope(organization=eve.organization_id):
        assert Invitation.objects.get(pk=foreign.pk).nonce == foreign.nonce


def test_what_was_accepted_in_the_meantime_is_neither_sent_nor_withdrawn(cast: Cast) -> None:
    invitation = an_invitation(cast)
    Invitation.objects.update(accepted_at=NOON)

    with pytest.raises(InvitationUnusableError, match="has joined already"):
        people.revoke(by=cast.ada, invitations=[invitation])
