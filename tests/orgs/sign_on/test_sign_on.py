"""Signing on by an organization's own provider: a real one, on this machine."""

import re
from collections.abc import Iterator

import httpx
import pytest
from django.conf import LazySettings
from django.core.cache import cache

from orgs.database import tenancy
from orgs.models import Grant, Member, SignOnIdentity, User
from orgs.organization import actions as organization
from orgs.people import erasure, membership_actions
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import settings_actions
from tests.cast import NOON, PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation
from tests.orgs.sign_ins import SECRET, code_of, prove, sign_in, with_app, with_password
from tests.orgs.sign_on.providers import (
    a_provider,
    asked,
    back,
    knows,
    signed_on,
    there,
    with_sign_on,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the provider's own
]
CSRF = re.compile(r"[A-Za-z0-9]{64}")
NOA = {"email": "noa@example.org", "email_verified": True, "name": "Noa", "groups": ["payments"]}


@pytest.fixture(autouse=True)
def _on_this_machine(settings: LazySettings) -> None:
    settings.SIGN_ON_PRIVATE_NETWORKS = True
    cache.clear()


@pytest.fixture
def provider() -> Iterator[str]:
    """Return the address of a running provider."""
    with a_provider() as address:
        yield address


@pytest.fixture
def northwind(cast: Cast, provider: str) -> Cast:
    """Return the cast, whose organization signs on by the provider and has example.org."""
    with_sign_on(cast.organization, provider)
    settings_actions.set_domain(domain="example.org", organization_id=cast.organization.pk)
    settings_actions.map_value(
        organization=cast.organization,
        value="payments",
        offer=GrantOffer(Role.CONTRIBUTOR, cast.payments),
    )
    return cast


def by_own_login(client: OutsideClient, user: User) -> None:
    """Sign the person in by password, and prove it once more."""
    sign_in(client, with_password(user))
    prove(client)


def linked(client: OutsideClient, user: User, subject: str) -> None:
    """Link the subject to the person's account, by their own login."""
    by_own_login(client, user)
    way = client.get("/account/sign-on/northwind/link").headers["Location"]
    client.get(back(way, subject))
    client.post("/account/sign-on/northwind/confirm")


def roles_of(user: User) -> set[tuple[str, str]]:
    rows = Grant.objects.filter(member__user=user).select_related("unit")
    return {(row.role, row.unit.name if row.unit else "") for row in rows}


def is_open(client: OutsideClient, slug: str = "northwind") -> bool:
    return client.get(f"/o/{slug}/").status_code == 200


def test_a_new_person_comes_by_a_claim_that_gives_a_role(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)

    answer = signed_on(client, "s-1")

    noa = User.objects.get(email="noa@example.org")
    assert answer["Location"] == "/o/northwind/"
    assert is_open(client)
    assert (noa.name, noa.has_usable_password()) == ("Noa", False)
    assert roles_of(noa) == {("contributor", "Payments")}
    assert signed_on(OutsideClient(), "s-1")["Location"] == "/o/northwind/"
    assert User.objects.filter(email="noa@example.org").count() == 1


def test_the_page_that_was_asked_for_opens_after_the_sign_on(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    pages = ["/o/northwind/rounds/", "//evil.example/", "https://evil.example/", "/account/"]

    found = []
    for page in pages:
        way = client.get("/o/northwind/sign-on/", {"next": page}).headers["Location"]
        found.append(client.get(back(way, "s-1"))["Location"])
        client.logout()

    assert found == ["/o/northwind/rounds/", *["/o/northwind/"] * 3]


@pytest.mark.parametrize(
    "claims",
    [
        {**NOA, "groups": ["somebody else"]},
        {**NOA, "groups": None},
        {**NOA, "email_verified": False},
        {**NOA, "email": "noa@elsewhere.example"},
        {**NOA, "email": "noa@sub.example.org"},
        {**NOA, "email": "not an address"},
        {"groups": ["payments"]},
    ],
)
def test_a_claim_that_maps_to_nothing_makes_nothing_and_says_what_to_do(
    northwind: Cast, provider: str, client: OutsideClient, claims: dict[str, object]
) -> None:
    knows(provider, "s-1", **claims)
    people, members = User.objects.count(), Member.objects.count()

    answer = signed_on(client, "s-1")

    assert answer.status_code == 403
    assert "What to do" in answer.content.decode()
    assert (User.objects.count(), Member.objects.count()) == (people, members)
    assert not SignOnIdentity.objects.exists()
    assert client.get("/account/").status_code == 302


def test_an_invited_person_comes_without_a_mapped_role_if_the_address_is_verified(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    an_invitation(northwind)
    knows(provider, "s-1", **{**NOA, "groups": [], "email_verified": False})
    assert signed_on(client, "s-1").status_code == 403

    knows(provider, "s-1", **{**NOA, "groups": []})
    assert signed_on(client, "s-1").status_code == 302

    assert roles_of(User.objects.get(email="noa@example.org")) == {("contributor", "Search")}
    assert is_open(client)


def test_asserting_the_address_of_somebody_who_is_there_gets_nowhere(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "evil", **{**NOA, "email": northwind.ada.user.email})

    answer = signed_on(client, "evil")

    assert answer.status_code == 403
    assert not SignOnIdentity.objects.exists()
    assert not is_open(client)


def test_another_organizations_administrator_asserting_an_address_gets_nowhere(
    northwind: Cast, eve: Member, provider: str, client: OutsideClient
) -> None:
    """Eve runs a provider of her own that says whatever she likes."""
    with a_provider() as evil:
        with_sign_on(eve.organization, evil)
        knows(evil, "s-1", email=northwind.ada.user.email, email_verified=True, groups=["all"])
        knows(evil, "s-2", **NOA)

        answers = [signed_on(client, subject, "elsewhere") for subject in ("s-1", "s-2")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].content.count(b"What to do") == answers[1].content.count(b"What to do")
    assert not is_open(client)
    assert not is_open(client, "elsewhere")
    assert not User.objects.filter(email="noa@example.org").exists()


def test_the_same_subject_at_another_provider_is_another_person(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.ada.user, "s-1")
    with a_provider() as other:
        with_sign_on(northwind.organization, other)
        answer = signed_on(OutsideClient(), "s-1")

    assert answer.status_code == 403


def test_a_person_links_by_their_own_login_and_gets_in_by_sign_on(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    tom = northwind.tom.user
    knows(provider, "s-1", email="other@elsewhere.example", name="Thomas")
    by_own_login(client, tom)

    way = client.get("/account/sign-on/northwind/link").headers["Location"]
    confirm = client.get(back(way, "s-1"))["Location"]
    assert "Thomas · other@elsewhere.example" in client.get(confirm).content.decode()
    assert not SignOnIdentity.objects.exists()
    client.post(confirm)

    fresh = OutsideClient()
    assert signed_on(fresh, "s-1")["Location"] == "/o/northwind/"
    assert fresh.get("/o/northwind/").context["request"].user == tom
    assert roles_of(tom) == {("contributor", "Payments")}


def test_linking_wants_the_own_login_again(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    client.as_member(northwind.tom)

    answer = client.get("/account/sign-on/northwind/link")

    assert "/reauthenticate/" in answer["Location"]


def test_a_stranger_links_nothing(
    northwind: Cast, eve: Member, provider: str, client: OutsideClient
) -> None:
    by_own_login(client, eve.user)

    answers = [
        client.get("/account/sign-on/northwind/link"),
        client.post("/account/sign-on/northwind/confirm"),
        client.post("/account/sign-on/northwind/unlink"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_what_one_person_began_to_link_is_not_linked_to_another(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    by_own_login(client, northwind.tom.user)
    way = client.get("/account/sign-on/northwind/link").headers["Location"]
    path = back(way, "s-1")
    kim = OutsideClient()
    by_own_login(kim, northwind.kim.user)

    answer = kim.get(path, follow=True)

    assert "Start it again" in answer.content.decode()
    assert not SignOnIdentity.objects.exists()


def test_a_subject_belongs_to_one_account(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.tom.user, "s-1")

    linked(OutsideClient(), northwind.kim.user, "s-1")

    assert SignOnIdentity.objects.get().member == northwind.tom


def test_an_unlinked_sign_on_closes_at_the_next_request(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.tom.user, "s-1")
    fresh = OutsideClient()
    signed_on(fresh, "s-1")
    assert is_open(fresh)

    client.post("/account/sign-on/northwind/unlink")

    assert not is_open(fresh)
    assert signed_on(fresh, "s-1").status_code == 403


def test_roles_follow_the_claim_and_those_given_by_hand_stay(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    signed_on(client, "s-1")
    noa = Member.objects.select_related("user").get(user__email="noa@example.org")
    membership_actions.give_role(
        by=northwind.ada, member=noa, offer=GrantOffer(Role.VIEWER, northwind.search)
    )

    knows(provider, "s-1", **{**NOA, "groups": []})
    signed_on(OutsideClient(), "s-1")

    assert roles_of(noa.user) == {("viewer", "Search")}


def test_a_role_by_claim_that_is_given_by_hand_too_stays(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    signed_on(client, "s-1")
    noa = Member.objects.select_related("user").get(user__email="noa@example.org")
    page = OutsideClient().as_member(northwind.ada).get(f"/o/northwind/people/{noa.pk}/")
    assert "by sign-on" in page.content.decode()
    offer = GrantOffer(Role.CONTRIBUTOR, northwind.payments)
    membership_actions.give_role(by=northwind.ada, member=noa, offer=offer)

    knows(provider, "s-1", **{**NOA, "groups": []})

    assert signed_on(OutsideClient(), "s-1").status_code == 302
    assert roles_of(noa.user) == {("contributor", "Payments")}


def test_who_is_left_without_a_role_is_not_let_in(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    signed_on(client, "s-1")
    knows(provider, "s-1", **{**NOA, "groups": []})

    answer = signed_on(OutsideClient(), "s-1")

    assert answer.status_code == 403
    assert "gives you no role" in answer.content.decode()
    assert roles_of(User.objects.get(email="noa@example.org")) == set()


def test_the_roles_of_a_linked_account_are_left_alone(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **{**NOA, "groups": ["payments"]})
    linked(client, northwind.vic.user, "s-1")

    signed_on(client, "s-1")

    assert roles_of(northwind.vic.user) == {("viewer", "Payments")}


def test_the_last_owner_stays_when_the_claim_goes(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    settings_actions.map_value(
        organization=northwind.organization, value="owners", offer=GrantOffer(Role.OWNER)
    )
    knows(provider, "s-1", **{**NOA, "groups": ["owners"]})
    signed_on(client, "s-1")
    Grant.objects.filter(member=northwind.ada, role=Role.OWNER).delete()

    knows(provider, "s-1", **{**NOA, "groups": []})
    assert signed_on(OutsideClient(), "s-1").status_code == 302

    assert roles_of(User.objects.get(email="noa@example.org")) == {("owner", "")}


def test_somebody_deactivated_does_not_come_back_by_sign_on(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    signed_on(client, "s-1")
    Member.objects.filter(user__email="noa@example.org").update(deactivated_at=NOON)

    fresh = OutsideClient()
    said = fresh.get(back(there(fresh), "s-1"), follow=True).content.decode()

    assert "membership of Northwind has ended" in said
    assert not is_open(client)
    assert not is_open(fresh)


def test_a_session_by_sign_on_opens_its_organization_only(
    northwind: Cast, eve: Member, provider: str, client: OutsideClient
) -> None:
    consultant = Member.objects.create(organization=northwind.organization, user=eve.user)
    Grant.objects.create(
        organization=northwind.organization,
        member=consultant,
        role=Role.VIEWER,
        unit=northwind.search,
    )
    linked(client, eve.user, "s-1")
    assert is_open(client, "elsewhere")
    client.logout()

    signed_on(client, "s-1")

    assert (is_open(client), is_open(client, "elsewhere")) == (True, False)
    missing = client.get("/o/elsewhere/")
    assert missing.status_code == client.get("/o/nowhere/").status_code == 404
    assert "opens nothing else" in missing.content.decode()
    page = client.get("/organizations/").content.decode()
    assert ("/o/northwind/" in page, "/o/elsewhere/" in page) == (True, False)
    assert client.get("/")["Location"] == "/o/northwind/"


CLOSED = [
    *("/account/name", "/account/sign-on/", "/account/second-factor"),
    *("/accounts/email/", "/accounts/password/change/", "/accounts/sign-ins/"),
    *("/accounts/second-factor/", "/accounts/second-factor/totp/activate/"),
    *("/accounts/second-factor/webauthn/add/", "/accounts/reauthenticate/", "/join/x/"),
    *("/account/sign-on/northwind/link", "/accounts/password/reset/"),
]


def test_a_session_by_sign_on_does_not_reach_what_is_the_persons_own(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    knows(provider, "s-1", **NOA)
    signed_on(client, "s-1")

    found = {path: client.get(path).status_code for path in CLOSED}

    assert found == dict.fromkeys(CLOSED, 403)
    assert "which opens only Northwind" in client.get("/account/").content.decode()
    assert client.get("/preferences/").status_code == 200


def test_nothing_of_an_earlier_login_stays_in_the_session(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.ada.user, "s-1")
    before = client.session.session_key

    signed_on(client, "s-1")

    assert client.session.session_key != before
    methods = [row["method"] for row in client.session["account_authentication_methods"]]
    assert methods == ["sign_on"]
    assert client.get("/account/name").status_code == 403


def test_sign_on_only_closes_the_other_ways_and_leads_to_the_provider(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.tom.user, "s-1")
    settings_actions.require_sign_on(organization=northwind.organization, required=True)

    answer = client.get("/o/northwind/rounds/")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "/o/northwind/sign-on/?next=/o/northwind/rounds/" in page
    assert "second factor" not in page
    assert client.get("/organizations/").status_code == 200
    signed_on(client, "s-1")
    assert is_open(client)


def test_an_owner_with_a_second_factor_gets_in_when_the_provider_is_broken(
    northwind: Cast, client: OutsideClient
) -> None:
    settings_actions.require_sign_on(organization=northwind.organization, required=True)
    for member in (northwind.ada, northwind.max):
        with_app(with_password(member.user))
    sign_in(client, northwind.ada.user)
    client.post("/accounts/second-factor/authenticate/", {"code": code_of(SECRET)})
    admin = OutsideClient()
    sign_in(admin, northwind.max.user)
    admin.post("/accounts/second-factor/authenticate/", {"code": code_of(SECRET)})
    without = OutsideClient().as_member(northwind.ada)

    assert (is_open(client), is_open(admin), is_open(without)) == (True, False, False)
    assert "As an owner you get in" in without.get("/o/northwind/").content.decode()


def test_a_sign_on_is_asked_for_no_second_factor_of_ours(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    organization.require_second_factor(organization=northwind.organization, required=True)
    knows(provider, "s-1", **NOA)

    signed_on(client, "s-1")

    assert is_open(client)


def test_a_way_back_opens_once(northwind: Cast, provider: str, client: OutsideClient) -> None:
    knows(provider, "s-1", **NOA)
    path = back(there(client), "s-1")
    assert client.get(path).status_code == 302
    client.post("/accounts/logout/")

    again = client.get(path, follow=True)

    assert "Start it again" in again.content.decode()
    assert not is_open(client)


def test_nobody_is_signed_in_by_somebody_elses_way_back(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    """A link that an attacker prepared for the victim's browser is refused."""
    knows(provider, "attacker", **NOA)
    prepared = back(there(client), "attacker")
    victim = OutsideClient()

    answer = victim.get(prepared, follow=True)

    assert "began in another browser" in answer.content.decode()
    assert not is_open(victim)


def test_a_way_back_does_not_fit_another_organization(
    northwind: Cast, eve: Member, provider: str, client: OutsideClient
) -> None:
    with_sign_on(eve.organization, provider)
    knows(provider, "s-1", **NOA)

    path = back(there(client), "s-1").replace("northwind", "elsewhere")

    assert "Start it again" in client.get(path, follow=True).content.decode()


def test_a_person_who_says_no_is_told_so_on_the_login_page(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    refused = httpx.post(there(client), data={"action": "deny"}).headers["Location"]

    answer = client.get(refused.removeprefix("http://localhost:8000"), follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/login/"
    assert "was not completed" in answer.content.decode()


def test_the_provider_is_asked_with_state_nonce_and_a_challenge(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    first, second = asked(there(client)), asked(there(client))

    assert first["redirect_uri"] == "http://localhost:8000/o/northwind/sign-on/back"
    assert (first["code_challenge_method"], first["response_type"]) == ("S256", "code")
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43
        assert first[name] != second[name]


def test_the_domain_of_an_address_finds_the_sign_on_and_nothing_more(
    northwind: Cast, client: OutsideClient
) -> None:
    """Somebody who is there and somebody who is not get the same page at the same cost."""
    pages, costs = [], []
    for email in ("tom@example.org", "nobody@Example.org"):
        answer = client.post("/sign-on/", {"email": email})
        pages.append(CSRF.sub("", answer.content.decode()))
        costs.append(len(client.statements))

    assert "Continue with Northwind’s sign-on" in pages[0]
    assert pages[0] == pages[1]
    assert costs[0] == costs[1]
    unknown = client.post("/sign-on/", {"email": "tom@unknown.example"}).content.decode()
    assert "No sign-on for unknown.example" in unknown


def test_where_there_is_no_sign_on_the_address_is_not_found(
    northwind: Cast, eve: Member, client: OutsideClient
) -> None:
    for slug in ("elsewhere", "nowhere"):
        assert client.get(f"/o/{slug}/sign-on/").status_code == 404
        assert client.get(f"/o/{slug}/sign-on/back?code=1&state=2").status_code == 404


def test_starting_too_often_has_to_wait_a_minute(northwind: Cast, client: OutsideClient) -> None:
    found = {client.post("/sign-on/", {"email": "a@example.org"}).status_code for _ in range(31)}

    assert found == {200, 429}


def test_a_password_sign_in_stays_as_it_was(northwind: Cast, client: OutsideClient) -> None:
    tom = with_password(northwind.tom.user)

    assert sign_in(client, tom, PASSWORD) == "/"
    assert is_open(client)


def test_an_erased_person_is_forgotten_at_the_provider_too(
    northwind: Cast, provider: str, client: OutsideClient
) -> None:
    linked(client, northwind.tom.user, "s-1")

    erasure.erase_member(member=northwind.tom, at=NOON)

    assert not SignOnIdentity.objects.exists()
    assert signed_on(OutsideClient(), "s-1").status_code == 403
    assert tenancy.setting("organization") == str(northwind.organization.pk)
