"""How many mails: of one organization within an hour, and to one address."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from orgs.database import tenancy
from orgs.mail.limits import TooManyMailsError
from orgs.models import Invitation, Mail, Member
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.mailbox import a_mail, aged, all_mails

INVITE = "/o/northwind/people/invite"
NOA = "noa@example.org"


def invite(by: Member, email: str = NOA) -> Invitation:
    return people.invite(by=by, email=email, offer=GrantOffer(Role.ADMIN), at=timezone.now())


def mails_to(address: str) -> int:
    return sum(mail.recipient == address for mail in all_mails())


@pytest.fixture(autouse=True)
def few(settings: LazySettings) -> None:
    settings.MAILS_AN_HOUR, settings.MAILS_AN_HOUR_TO_ONE = 10, 3


def test_one_address_is_not_flooded_with_invitations(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)
    sent = {"emails": NOA, "role": "admin"}
    for _ in range(3):
        client.post(INVITE, sent)

    answer = client.post(INVITE, sent)

    assert "noa@example.org has received as many emails" in answer.text
    address = f"/o/northwind/people/invited/{Invitation.objects.get().pk}/resend"
    assert client.post(address).status_code == 409
    assert mails_to(NOA) == 3


def test_nor_by_several_organizations_together(cast: Cast, eve: Member) -> None:
    for _ in range(2):
        invite(cast.ada)
    with tenancy.scope(organization=eve.organization_id):
        invite(eve)
        with pytest.raises(TooManyMailsError, match="as many emails"):
            invite(eve, "NOA@example.org")


def test_after_an_hour_the_address_gets_mails_again(cast: Cast) -> None:
    for _ in range(3):
        invite(cast.ada)
    for mail in all_mails():
        aged(mail, "queued_at", days=1)

    invite(cast.ada)

    assert mails_to(NOA) == 4


def test_nobody_is_flooded_with_reset_mails(cast: Cast, client: OutsideClient) -> None:
    for _ in range(6):
        cache.clear()  # as if each came from another browser
        client.post(reverse("account_reset_password"), {"email": "tom@example.org"})
        client.post(reverse("account_reset_password"), {"email": "stranger@example.org"})

    assert mails_to("tom@example.org") == 3
    assert mails_to("stranger@example.org") == 3


def test_an_organization_that_sent_its_mails_invites_nobody_else(
    cast: Cast, client: OutsideClient
) -> None:
    emails = " ".join(f"p{number}@example.org" for number in range(11))

    answer = client.as_member(cast.max).post(INVITE, {"emails": emails, "role": "admin"})

    assert "Northwind may send" in answer.text
    assert not Invitation.objects.exists()


def test_other_mails_go_an_hour_later_and_none_is_lost(cast: Cast) -> None:
    for number in range(12):
        a_mail(f"Mail {number}", cast.organization)

    with tenancy.scope(mailer="on"):
        soon = Mail.objects.filter(next_try_at__lte=Now() + timedelta(minutes=1))
        assert (soon.count(), Mail.objects.count()) == (10, 12)


def test_the_mails_of_one_organization_leave_those_of_others_alone(cast: Cast, eve: Member) -> None:
    for number in range(10):
        a_mail(f"Mail {number}", cast.organization)
    with tenancy.scope(organization=eve.organization_id):
        invite(eve)

    assert mails_to(NOA) == 1


def test_owners_see_how_many_mails_were_sent(cast: Cast, client: OutsideClient) -> None:
    invite(cast.ada)

    page = " ".join(client.as_member(cast.ada).get("/o/northwind/settings/").text.split())

    assert "1 of 10; any more are sent an hour later" in page
