"""Joining: what an invitation lets the invited person do, and nobody else."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from orgs.models import Grant, Member, User
from orgs.people import actions as people
from tests.cast import PASSWORD, Cast, a_person
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, mailed_path_of, path_of

NEW = {"name": "Noa", "password": PASSWORD}


def grants_of(email: str) -> list[tuple[str, str | None]]:
    grants = Grant.objects.filter(member__user__email=email).order_by("pk")
    return [(grant.role, grant.unit.name if grant.unit else None) for grant in grants]


def test_a_new_person_joins_with_a_name_and_a_password(cast: Cast, client: OutsideClient) -> None:
    invitation = an_invitation(cast)
    page = client.get(path_of(invitation)).content.decode()
    assert "Join Northwind" in page
    assert "Ada invites you" in page
    assert "Contributor in Search" in page

    answer = client.post(mailed_path_of(invitation), NEW)

    assert answer["Location"] == "/o/northwind/"
    assert client.get("/o/northwind/").status_code == 200
    assert grants_of("noa@example.org") == [("contributor", "Search")]
    assert EmailAddress.objects.get(email="noa@example.org").verified


def test_a_new_person_can_sign_in_again_with_that_password(
    cast: Cast, client: OutsideClient
) -> None:
    client.post(path_of(an_invitation(cast)), NEW)
    client.post("/accounts/logout/")

    answer = client.post("/accounts/login/", {"login": "NOA@example.org", "password": PASSWORD})

    assert answer["Location"] == "/"
    assert client.get("/")["Location"] == "/o/northwind/"


def test_somebody_with_an_account_signs_in_first_and_comes_back(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    user = a_person("Noa", password=PASSWORD)
    path = path_of(an_invitation(cast, email=user.email))

    answer = client.get(path)
    assert answer["Location"] == f"/accounts/login/?next={path}"
    sent = {"login": user.email, "password": PASSWORD, "next": path}
    assert client.post("/accounts/login/", sent)["Location"] == path
    page = client.get(path).content.decode()
    assert 'name="password"' not in page

    assert client.post(path)["Location"] == "/o/northwind/"
    assert grants_of(user.email) == [("contributor", "Search")]


def test_the_way_back_from_the_login_page_leads_nowhere_else(
    cast: Cast, client: OutsideClient
) -> None:
    a_person("Noa", password=PASSWORD)
    sent = {"login": "noa@example.org", "password": PASSWORD, "next": "https://evil.example/"}

    assert client.post("/accounts/login/", sent)["Location"] == "/"


def test_posting_without_signing_in_does_not_take_over_an_account(
    cast: Cast, client: OutsideClient
) -> None:
    path = path_of(an_invitation(cast, email=cast.tom.user.email))

    assert client.post(path, NEW)["Location"].startswith("/accounts/login/")
    assert not User.objects.filter(name="Noa").exists()
    assert grants_of("tom@example.org") == [("contributor", "Payments")]


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_else_who_is_signed_in_cannot_join(
    cast: Cast, eve: Member, client: OutsideClient, method: str
) -> None:
    path = path_of(an_invitation(cast))

    answer = getattr(client.as_member(eve), method)(path)

    assert answer.status_code == 409
    assert "It was sent to noa@example.org, and you are signed in as eve@example.org." in (
        answer.content.decode()
    )
    left = client.post("/accounts/logout/", {"next": path})
    assert left["Location"] == path


def test_a_member_gets_the_further_grant_and_keeps_the_former(
    cast: Cast, client: OutsideClient
) -> None:
    path = path_of(an_invitation(cast, email=cast.tom.user.email))

    client.as_member(cast.tom).post(path)

    assert grants_of("tom@example.org") == [("contributor", "Payments"), ("contributor", "Search")]
    assert Member.objects.filter(user=cast.tom.user).count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_an_expired_and_an_invented_link_are_refused_with_a_sentence(
    cast: Cast, client: OutsideClient, method: str
) -> None:
    used = an_invitation(cast, email="one@example.org", accepted_at=timezone.now())
    expired = an_invitation(
        cast, email="two@example.org", expires_at=timezone.now() - timedelta(seconds=1)
    )

    for path in (path_of(used), path_of(expired), "/join/invented/", f"/join/{'x' * 2000}/"):
        answer = getattr(client, method)(path, NEW)
        assert answer.status_code == 409
        assert "Ask for a new one." in answer.content.decode()
    assert not User.objects.filter(name="Noa").exists()


@pytest.mark.parametrize("path", ["/join/", "/join/a b/", "/join/%00/", "/join/a/b/"])
def test_a_path_that_is_no_link_is_not_found(cast: Cast, client: OutsideClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_invitation_is_accepted_once(cast: Cast, client: OutsideClient) -> None:
    path = path_of(an_invitation(cast))
    client.post(path, NEW)

    assert OutsideClient().post(path, NEW).status_code == 409
    assert User.objects.filter(email="noa@example.org").count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "x" * 151),
        ("name", "a\0b"),
        ("password", "short"),
        ("password", "password1"),
        ("password", "x" * 129),
        ("password", "long-enough\0password"),
    ],
)
def test_a_name_or_password_of_the_wrong_shape_is_said_at_the_field(
    cast: Cast, client: OutsideClient, field: str, text: str
) -> None:
    answer = client.post(path_of(an_invitation(cast)), NEW | {field: text})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not User.objects.filter(email="noa@example.org").exists()


def test_an_address_cannot_be_registered_twice(cast: Cast) -> None:
    with pytest.raises(people.EmailTakenError):
        people.register(email="TOM@example.org", name="Tom", password=PASSWORD)


def test_only_the_hash_of_a_token_is_stored(cast: Cast) -> None:
    invitation = an_invitation(cast)
    token = path_of(invitation).removeprefix("/join/").rstrip("/")

    assert token not in (invitation.nonce, invitation.token_hash)


def test_somebody_deactivated_comes_back_by_a_younger_invitation_only(
    cast: Cast, client: OutsideClient
) -> None:
    older = an_invitation(cast, email=cast.tom.user.email)
    Member.objects.filter(pk=cast.tom.pk).update(deactivated_at=timezone.now())
    client.as_member(cast.tom)

    assert client.post(path_of(older)).status_code == 409
    cast.tom.refresh_from_db()
    assert cast.tom.deactivated_at

    assert client.post(path_of(an_invitation(cast, email=cast.tom.user.email))).status_code == 302
    assert client.get("/o/northwind/").status_code == 200
