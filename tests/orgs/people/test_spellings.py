"""An email address is one in each of its spellings, through every door."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.http import HttpRequest

from orgs.accounts.allauth_adapter import AccountAdapter
from orgs.models import Invitation, Mail, Member, User
from orgs.people import actions as people
from orgs.sign_on.claims import parse_claims
from orgs.sign_on.forms import AddressForm
from orgs.sign_on.settings_actions import normalize_domain
from tests.cast import PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, path_of

STORED, SHOWN = "eva@xn--mller-kva.example", "eva@müller.example"
SPELLINGS = [STORED, SHOWN, "Eva@MU\u0308LLER.example", f" {SHOWN}\u00a0"]


@pytest.fixture
def joined(cast: Cast, client: OutsideClient) -> Cast:
    """Let Eva join by an invitation to the domain with its own letters."""
    client.post(path_of(an_invitation(cast, SHOWN)), {"name": "Eva", "password": PASSWORD})
    client.post("/accounts/logout/")
    return cast


@pytest.mark.parametrize("typed", SPELLINGS)
def test_either_spelling_signs_in(joined: Cast, client: OutsideClient, typed: str) -> None:
    answer = client.post("/accounts/login/", {"login": typed, "password": PASSWORD})

    assert answer["Location"] == "/"


@pytest.mark.parametrize("typed", SPELLINGS)
def test_either_spelling_invites_one_person(
    joined: Cast, client: OutsideClient, typed: str
) -> None:
    client.as_member(joined.max)
    given = {"emails": typed, "role": "viewer", "unit": joined.search.pk}

    assert client.post("/o/northwind/people/invite", given).status_code == 302
    client.post("/o/northwind/people/invite", {**given, "emails": STORED})

    invitation = Invitation.objects.get(accepted_at=None)
    assert (invitation.email, invitation.shown_email) == (STORED, SHOWN)
    assert people.is_for(invitation, User.objects.get(email=STORED))
    assert SHOWN in client.get("/o/northwind/people/").text
    assert set(Mail.objects.values_list("recipient", flat=True)) == {STORED}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_either_spelling_is_found_by_commands_and_sign_on(joined: Cast, typed: str) -> None:
    form = AddressForm({"email": typed})
    who = parse_claims({"sub": "1", "email": typed}, issuer="https://idp.example", role_claim="")

    assert form.is_valid()
    assert (
        form.domain == who.domain == normalize_domain("Müller.example.") == "xn--mller-kva.example"
    )
    assert who.email == STORED
    EmailAddress.objects.filter(email=STORED).update(verified=True)
    call_command("create_organization", f"Bakery {len(typed)}", owner=typed)
    assert User.objects.filter(email=STORED).count() == 1


def test_guesses_are_counted_for_all_spellings_together() -> None:
    key = AccountAdapter()._get_login_attempts_cache_key

    request = HttpRequest()
    request.META["HTTP_HOST"] = "localhost"
    assert (
        len({key(request, email=typed) for typed in [*SPELLINGS, "e\u200bva@müller.example"]}) == 1
    )


def test_who_has_an_address_that_an_upgrade_left_alone_still_gets_in(
    joined: Cast, client: OutsideClient
) -> None:
    left = User.objects.create_user(email="other@example.org", name="Eva", password="x" * 12)
    User.objects.filter(pk=left.pk).update(email=SHOWN)

    EmailAddress.objects.create(user=left, email=SHOWN, verified=True, primary=True)

    for typed in SPELLINGS:
        assert authenticate(None, email=typed, password="x" * 12) == left
        answer = client.post("/accounts/login/", {"login": typed, "password": "x" * 12})
        assert answer["Location"] == "/"
        client.post("/accounts/logout/")
    assert authenticate(None, email=SHOWN, password=PASSWORD) == User.objects.get(email=STORED)


def test_the_pages_show_the_domains_own_letters(joined: Cast, client: OutsideClient) -> None:
    eva = Member.objects.get(user__email=STORED)

    client.as_member(joined.max).get("/o/northwind/people/")  # takes messages of the sign-in
    page = client.get("/o/northwind/people/", {"words": "müller"}).text

    assert SHOWN in page
    assert STORED not in page
    assert eva.user.shown_email == SHOWN


def test_an_address_that_is_changed_or_signed_up_with_has_one_spelling() -> None:
    assert AccountAdapter().clean_email("eva@MÜLLER.example") == STORED


def test_a_name_by_sign_on_shows_something() -> None:
    claims = {"sub": "1", "email": SHOWN, "name": "\u3164\u202e\u200b"}

    assert parse_claims(claims, issuer="https://idp.example", role_claim="").name == "eva"
