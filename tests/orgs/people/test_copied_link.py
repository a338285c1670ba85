"""A join link copied from a page proves no mailbox; the one that went by mail does."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from orgs.database import tenancy
from orgs.models import Invitation, Member, User
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import PASSWORD, Cast, a_person
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, mailed_path_of, path_of
from tests.orgs.mailbox import mail_to
from tests.orgs.sign_on.providers import with_sign_on

NOA = "noa@example.org"
NEW = {"name": "Noa", "password": PASSWORD}
LOGIN = {"login": NOA, "password": PASSWORD}
ASKED = "Check your email"


def is_confirmed(email: str = NOA) -> bool:
    return bool(EmailAddress.objects.get(email=email).verified)


def elsewhere(eve: Member, email: str = NOA) -> Invitation:
    """Return an invitation to another organization."""
    with tenancy.scope(organization=eve.organization_id):
        return people.invite(by=eve, email=email, offer=GrantOffer(Role.ADMIN), at=timezone.now())


def belongs_elsewhere(eve: Member) -> bool:
    with tenancy.scope(organization=eve.organization_id):
        return Member.objects.filter(user__email=NOA).exists()


@pytest.fixture
def copied(cast: Cast, eve: Member, client: OutsideClient) -> OutsideClient:
    """Return a browser in which Noa has joined Northwind by the link that the page shows."""
    client.post(path_of(an_invitation(cast)), NEW)
    return client


def test_the_mailed_link_differs_from_the_one_that_pages_show(
    cast: Cast, client: OutsideClient
) -> None:
    invitation = an_invitation(cast)
    mailed = mailed_path_of(invitation)

    assert mailed != path_of(invitation)
    assert mailed in mail_to(NOA).body
    assert path_of(invitation) not in mail_to(NOA).body
    assert mailed not in client.as_member(cast.ada).get("/o/northwind/people/").text


def test_the_mailed_link_proves_the_address(cast: Cast, client: OutsideClient) -> None:
    client.post(mailed_path_of(an_invitation(cast)), NEW)

    assert is_confirmed()


def test_a_copied_link_opens_its_own_organization_and_proves_nothing(
    copied: OutsideClient,
) -> None:
    assert not is_confirmed()
    assert copied.get("/o/northwind/").status_code == 200
    assert "Not confirmed" in copied.get(reverse("orgs:account")).text
    copied.post("/accounts/logout/")
    assert copied.post("/accounts/login/", LOGIN)["Location"] == "/"
    assert copied.get("/o/northwind/").status_code == 200


def test_the_mail_that_a_copied_link_sends_confirms_the_address(copied: OutsideClient) -> None:
    link = re.search(r"/accounts/confirm-email/\S+", mail_to(NOA).body)
    assert link

    copied.post(link[0])

    assert is_confirmed()
    assert "Not confirmed" not in copied.get(reverse("orgs:account")).text


def test_an_unconfirmed_account_joins_no_other_organization_by_a_copied_link(
    eve: Member, copied: OutsideClient
) -> None:
    path = path_of(elsewhere(eve))

    for method in (copied.get, copied.post):
        assert ASKED in method(path).text
    assert not belongs_elsewhere(eve)
    EmailAddress.objects.update(verified=True)
    copied.post(path)
    assert belongs_elsewhere(eve)


def test_another_organizations_mailed_link_proves_the_address(
    eve: Member, copied: OutsideClient
) -> None:
    copied.post(mailed_path_of(elsewhere(eve)))

    assert is_confirmed()
    assert belongs_elsewhere(eve)


def test_an_unconfirmed_account_links_no_sign_on(cast: Cast, copied: OutsideClient) -> None:
    with_sign_on(cast.organization, "https://id.example")

    page = copied.get(reverse("orgs:account_sign_on_link", args=["northwind"]))

    assert ASKED in page.text


def test_an_unconfirmed_account_founds_and_is_given_no_organization(
    copied: OutsideClient, settings: LazySettings
) -> None:
    settings.OPEN_SIGN_UP = True

    assert ASKED in copied.post(reverse("orgs:found"), {"name": "Mine"}).text
    with pytest.raises(CommandError, match="not confirmed"):
        call_command("create_organization", "Given", "--owner", NOA)


def test_whoever_comes_back_by_mail_finds_nothing_that_another_left_in_the_account(
    copied: OutsideClient,
) -> None:
    """Somebody else may have made the account with a copied link and the address of its owner."""
    user = User.objects.get(email=NOA)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    owner = OutsideClient()
    owner.post(reverse("account_reset_password"), {"email": NOA})
    link = re.search(r"/accounts/password/reset/key/\S+", mail_to(NOA).body)
    assert link
    form = owner.get(link[0], follow=True).redirect_chain[-1][0]

    owner.post(form, {"password1": "another-long-one", "password2": "another-long-one"})

    assert is_confirmed()
    assert not Authenticator.objects.filter(user=user).exists()
    assert copied.get("/o/northwind/").status_code == 302
    assert owner.post("/accounts/login/", LOGIN | {"password": "another-long-one"})["Location"]


def test_a_reset_of_a_confirmed_account_keeps_its_second_factors(
    cast: Cast, client: OutsideClient
) -> None:
    user = a_person("Noa", password=PASSWORD)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.post(reverse("account_reset_password"), {"email": NOA})
    link = re.search(r"/accounts/password/reset/key/\S+", mail_to(NOA).body)
    assert link
    form = client.get(link[0], follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "another-long-one", "password2": "another-long-one"})

    assert Authenticator.objects.filter(user=user).exists()


def test_a_link_from_before_there_were_two_still_joins_and_proves_nothing(
    cast: Cast, client: OutsideClient
) -> None:
    client.post(path_of(an_invitation(cast, mailed_hash="")), NEW)

    assert client.get("/o/northwind/").status_code == 200
    assert not is_confirmed()
