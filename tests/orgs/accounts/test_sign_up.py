"""Signing up where the operator lets anybody, and founding an organization then."""

import re

import pytest
from django.conf import LazySettings
from django.urls import reverse

from orgs.models import Organization, User
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.mailbox import all_mails, mail_to

NIA = {
    "name": "Nia",
    "email": "nia@example.org",
    "password1": "a-long-enough-password",
    "password2": "a-long-enough-password",
}
SIGN_UP = reverse("account_signup")
FOUND = reverse("orgs:found")


@pytest.fixture
def is_open(settings: LazySettings) -> None:
    settings.OPEN_SIGN_UP = True


def test_sign_up_is_closed_unless_the_operator_opens_it(cast: Cast, client: OutsideClient) -> None:
    people = User.objects.count()

    page = client.post(SIGN_UP, NIA).content.decode()

    assert "by invitation" in page
    assert User.objects.count() == people
    assert "Create an account" not in client.get(reverse("account_login")).content.decode()
    assert client.as_member(cast.tom).get(FOUND).status_code == 404


def test_who_signs_up_confirms_the_address_then_founds_an_organization(
    cast: Cast, is_open: None, client: OutsideClient
) -> None:
    assert "Create an account" in client.get(reverse("account_login")).content.decode()
    client.post(SIGN_UP, NIA)
    assert "_auth_user_id" not in client.session

    link = re.search(r"/accounts/confirm-email/\S+", mail_to(NIA["email"]).body)
    assert link
    client.post(link[0])
    client.post(
        reverse("account_login"), {"login": NIA["email"], "password": NIA["password1"]}, follow=True
    )
    answer = client.post(FOUND, {"name": "Nia & Sons"}, follow=True)

    assert answer.redirect_chain == [("/o/nia-sons/units/", 302)]
    assert "Nia &amp; Sons is yours" in answer.content.decode()
    assert User.objects.get(email=NIA["email"]).name == "Nia"


def test_an_address_that_has_an_account_is_told_nothing_on_the_page(
    cast: Cast, is_open: None, client: OutsideClient
) -> None:
    new = client.post(SIGN_UP, NIA | {"email": "new@example.org"})
    known = OutsideClient().post(SIGN_UP, NIA | {"email": "tom@example.org"})

    assert (known.status_code, known.headers["Location"]) == (
        new.status_code,
        new.headers["Location"],
    )
    assert User.objects.filter(email="tom@example.org").count() == 1
    assert "already" in mail_to("tom@example.org").subject
    assert len(all_mails()) == 2


def test_a_taken_address_and_a_name_without_letters_are_refused_with_a_sentence(
    cast: Cast, is_open: None, client: OutsideClient
) -> None:
    client.as_member(cast.tom)

    assert "already an organization" in client.post(FOUND, {"name": "Northwind"}).content.decode()
    assert "at least one letter" in client.post(FOUND, {"name": "…"}).content.decode()
    answer = client.post(FOUND, {"name": "Northwind", "address": "Northwind-2"})

    assert answer.headers["Location"] == "/o/northwind-2/units/"


def test_founding_gives_nothing_in_another_organization(
    cast: Cast, is_open: None, client: OutsideClient
) -> None:
    body = {"name": "Mine", "organization": cast.organization.pk, "slug": "northwind", "id": "1"}

    client.as_member(cast.tom).post(FOUND, body)

    assert client.get("/o/northwind/settings/").status_code == 403
    assert client.get("/o/mine/settings/").status_code == 200
    assert Organization.objects.get(pk=cast.organization.pk).name == "Northwind"


def test_a_session_of_a_sign_on_founds_nothing(
    cast: Cast, is_open: None, client: OutsideClient
) -> None:
    client.as_member(cast.tom)
    session = client.session
    session["sign_on"] = {
        "organization": cast.organization.pk,
        "identity": 1,
        "slug": "northwind",
        "name": "Northwind",
    }
    session.save()

    assert client.post(FOUND, {"name": "Mine"}).status_code in (404, 403)
