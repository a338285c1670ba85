"""One's own account: signing in, resetting, changing, and what an attacker does not get."""

import re
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.http import HttpRequest

from orgs.accounts import actions as accounts
from orgs.accounts import known_browsers
from orgs.database import tenancy
from orgs.models import Invitation, Mail, Member, User
from orgs.people import actions as people
from orgs.people import queries
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.templatetags.browsers import browser
from tests.cast import NOON, PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.orgs.sign_ins import prove, sign_in, with_password

pytestmark = pytest.mark.django_db
NEW = "another-long-one"
ARGON2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
COUNTED = ("encode", "verify")


@pytest.fixture(autouse=True)
def reading_mails(db: None) -> None:
    """Let the tests read the mails of accounts, which row-level security shows to nobody else."""
    tenancy.set_local("mailer", "on")


@pytest.fixture(autouse=True)
def _nothing_was_tried_before() -> None:
    cache.clear()


@pytest.fixture
def tom(cast: Cast) -> User:
    """Return Tom, who can sign in by password."""
    return with_password(cast.tom.user)


def link_in(mail: Mail) -> str:
    """Return the path of the one address in the mail that leads somewhere."""
    found = re.search(r"http://[^/\s]+(/accounts/\S+)", mail.body)
    assert found
    return found[1]


def is_in(client: OutsideClient) -> bool:
    return client.get("/o/northwind/").status_code == 200


def test_signing_in_begins_a_new_session(tom: User, client: OutsideClient) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key

    sign_in(client, tom)

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_reset_link_works_once_and_signs_out_everywhere(tom: User, client: OutsideClient) -> None:
    sign_in(client, tom)
    tom.refresh_from_db()
    link = accounts.password_link(tom)
    elsewhere = OutsideClient()
    form = elsewhere.get(link, follow=True).redirect_chain[-1][0]
    elsewhere.post(form, {"password1": NEW, "password2": NEW})

    again = OutsideClient().get(link, follow=True)

    assert "This link no longer works" in again.content.decode()
    assert not is_in(client)
    assert sign_in(client, tom, NEW) == "/"


def test_changing_the_password_ends_the_other_sessions_only(
    tom: User, client: OutsideClient
) -> None:
    elsewhere = OutsideClient()
    sign_in(elsewhere, tom)
    sign_in(client, tom)
    prove(client)

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert (is_in(client), is_in(elsewhere)) == (True, False)
    assert Mail.objects.filter(subject="Your password was changed").count() == 1


def test_a_person_ends_one_of_their_sessions_and_nobody_elses(
    tom: User, cast: Cast, client: OutsideClient
) -> None:
    elsewhere, kim = OutsideClient(), OutsideClient()
    sign_in(elsewhere, tom)
    sign_in(kim, with_password(cast.kim.user))
    sign_in(client, tom)
    others = UserSession.objects.exclude(session_key=client.session.session_key)

    found = {
        row.user_id: client.post(f"/account/sign-ins/{row.pk}/end").status_code for row in others
    }

    assert found == {tom.pk: 302, cast.kim.user_id: 404}
    assert (is_in(client), is_in(elsewhere), is_in(kim)) == (True, False, True)


def test_a_person_signs_out_everywhere_else(tom: User, client: OutsideClient) -> None:
    elsewhere = OutsideClient()
    sign_in(elsewhere, tom)
    sign_in(client, tom)

    client.post("/accounts/sign-ins/")

    assert (is_in(client), is_in(elsewhere)) == (True, False)


def test_joining_is_listed_as_a_sign_in(cast: Cast, client: OutsideClient) -> None:
    offer = GrantOffer(Role.CONTRIBUTOR, cast.payments)
    invitation = people.invite(by=cast.ada, email="new@example.org", offer=offer, at=NOON)
    Invitation.objects.update(expires_at="2100-01-01T00:00Z")

    client.post(people.invitation_link(invitation), {"name": "New", "password": PASSWORD})

    assert UserSession.objects.filter(user__email="new@example.org").count() == 1


def test_a_sign_in_in_a_new_browser_is_told_by_mail_and_in_a_known_one_is_not(
    tom: User, client: OutsideClient
) -> None:
    told = Mail.objects.filter(subject="A new sign-in to Groundwork", recipient=tom.email)
    sign_in(client, tom)
    assert told.count() == 1

    client.post("/accounts/logout/")
    sign_in(client, tom)
    assert told.count() == 1

    sign_in(OutsideClient(), tom)
    assert told.count() == 2


def test_a_forged_cookie_makes_no_browser_known(tom: User) -> None:
    request = HttpRequest()
    request.COOKIES[known_browsers.COOKIE] = "WyJhIl0:1tabcd:forged"

    assert not known_browsers.is_known(request, tom.email)


def test_guessing_is_stopped_and_the_owner_still_gets_in_where_they_are_known(
    tom: User, client: OutsideClient
) -> None:
    sign_in(client, tom)
    client.post("/accounts/logout/")
    thief = OutsideClient()
    for _attempt in range(5):
        sign_in(thief, tom, "guessed-wrong")

    stopped = thief.post("/accounts/login/", {"login": tom.email, "password": PASSWORD})

    assert "Too many failed login attempts" in stopped.content.decode()
    assert sign_in(client, tom) == "/"


def test_an_unknown_address_costs_as_many_hashes_as_a_wrong_password(
    tom: User,
    client: OutsideClient,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.PASSWORD_HASHERS = ARGON2
    with_password(tom)
    hashed: list[str] = []
    for name in COUNTED:
        monkeypatch.setattr(Argon2PasswordHasher, name, counting(hashed, name))

    costs, pages = [], []
    for address in (tom.email, "nobody@example.org"):
        hashed.clear()
        answer = client.post("/accounts/login/", {"login": address, "password": "wrong-one"})
        costs.append(len(hashed))
        pages.append(answer.context["form"].errors)

    assert costs == [1, 1]
    assert pages[0] == pages[1]


def counting(hashed: list[str], name: str) -> Any:
    original = getattr(Argon2PasswordHasher, name)

    def counted(self: Argon2PasswordHasher, *args: Any, **kwargs: Any) -> Any:
        hashed.append(name)
        return original(self, *args, **kwargs)

    return counted


def test_asking_for_a_new_password_says_the_same_to_everybody(
    tom: User, client: OutsideClient
) -> None:
    answers = [
        client.post("/accounts/password/reset/", {"email": address}, follow=True)
        for address in (tom.email, "nobody@example.org")
    ]

    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert Mail.objects.count() == 2


def test_a_reset_link_never_goes_to_an_address_that_is_only_wished_for(
    tom: User, client: OutsideClient
) -> None:
    EmailAddress.objects.create(user=tom, email="typo@example.org", verified=False)

    client.post("/accounts/password/reset/", {"email": "typo@example.org"})

    mail = Mail.objects.get(recipient="typo@example.org")
    assert mail.subject == "No Groundwork account for this address"


def test_a_person_changes_their_name(tom: User, client: OutsideClient) -> None:
    client.force_login(tom)

    client.post("/account/name", {"name": "Thomas"})

    assert "Thomas" in client.get("/account/").content.decode()


def test_an_address_changes_once_its_owner_opened_the_link(
    tom: User, client: OutsideClient
) -> None:
    sign_in(client, tom)
    prove(client)
    client.post("/accounts/email/", {"email": "Thomas@Example.org", "action_add": ""})
    tom.refresh_from_db()
    assert tom.email == "tom@example.org"

    client.post(link_in(Mail.objects.get(recipient="thomas@example.org")))

    tom.refresh_from_db()
    rows = EmailAddress.objects.filter(user=tom).values_list("email", "verified", "primary")
    assert tom.email == "thomas@example.org"
    assert list(rows) == [("thomas@example.org", True, True)]
    assert Mail.objects.filter(subject="Your email address was changed").count() == 1


def test_somebody_elses_address_is_not_taken_in_any_case_of_letters(
    tom: User, cast: Cast, client: OutsideClient
) -> None:
    sign_in(client, tom)
    prove(client)

    client.post("/accounts/email/", {"email": "KIM@example.org", "action_add": ""})
    for mail in Mail.objects.filter(recipient="kim@example.org"):
        client.post(link_in(mail))

    tom.refresh_from_db()
    owner = EmailAddress.objects.get(email="kim@example.org", verified=True)
    assert (tom.email, owner.user) == ("tom@example.org", cast.kim.user)


def test_changing_the_address_wants_the_password_again(tom: User, client: OutsideClient) -> None:
    sign_in(client, tom)

    answer = client.post("/accounts/email/", {"email": "t@example.org", "action_add": ""})

    assert "/reauthenticate/" in answer["Location"]


def test_an_invitations_links_stay_after_the_key_changed(
    cast: Cast, settings: LazySettings
) -> None:
    offer = GrantOffer(Role.CONTRIBUTOR, cast.payments)
    invitation = people.invite(by=cast.ada, email="new@example.org", offer=offer, at=NOON)
    links = people.invitation_link(invitation), people.mailed_link(invitation)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]

    assert (people.invitation_link(invitation), people.mailed_link(invitation)) == links


def test_the_installation_signs_somebody_out_everywhere(
    tom: User, cast: Cast, client: OutsideClient
) -> None:
    sign_in(client, tom)
    kim = OutsideClient().as_member(cast.kim)

    call_command("end_sessions", "tom@example.org")

    assert (is_in(client), is_in(kim)) == (False, True)


def test_people_are_listed_with_where_they_belong(cast: Cast, eve: Member) -> None:
    said = StringIO()

    call_command("list_people", stdout=said)

    lines = said.getvalue().splitlines()
    assert len(lines) == 11
    assert "eve@example.org\tEve\tpassword only\telsewhere" in lines


def test_an_organization_is_founded_for_somebody_who_is_new(
    cast: Cast, client: OutsideClient
) -> None:
    said = StringIO()
    call_command("create_organization", "Blue Sky", "--owner", "Una@example.org", stdout=said)
    link = said.getvalue().splitlines()[-1]

    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})

    una = User.objects.get(email="una@example.org")
    assert sign_in(client, una, NEW) == "/"
    assert [row.slug for row in queries.organizations_of(una)] == ["blue-sky"]


def test_an_organization_is_founded_for_somebody_who_is_there(cast: Cast) -> None:
    said = StringIO()

    call_command("create_organization", "Blue Sky", "--owner", "TOM@example.org", stdout=said)

    assert "belongs to tom@example.org" in said.getvalue()
    assert len(said.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "owner", "sentence"),
    [
        ("Northwind", "tom@example.org", "already an organization at northwind"),
        ("!!!", "tom@example.org", "at least one letter"),
        ("Blue Sky", "nowhere", "valid email"),
    ],
)
def test_an_organization_that_cannot_be_founded_leaves_nothing(
    cast: Cast, name: str, owner: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("create_organization", name, "--owner", owner)

    assert not User.objects.filter(email=owner).exclude(pk=cast.tom.user_id).exists()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.5", "Another program"),
    ],
)
def test_a_browser_is_named_in_words(user_agent: str, words: str) -> None:
    assert browser(user_agent) == words


def test_the_account_page_asks_little_of_the_database(tom: User, client: OutsideClient) -> None:
    client.force_login(tom)

    client.get("/account/")

    assert len(client.statements) <= 4
