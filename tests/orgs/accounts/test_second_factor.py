"""Second factors: asked for, not bypassed, sealed, and required by an organization."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from orgs.accounts import actions as accounts
from orgs.accounts import encryption
from orgs.database import tenancy
from orgs.models import Mail, Organization
from orgs.organization import actions as organization
from tests.cast import PASSWORD, Cast
from tests.conftest import OutsideClient
from tests.orgs.sign_ins import SECRET, code_of, prove, sign_in, with_app, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reading_mails(db: None) -> None:
    """Let the tests read the mails of accounts, which row-level security shows to nobody else."""
    tenancy.set_local("mailer", "on")


@pytest.fixture(autouse=True)
def _nothing_was_tried_before() -> None:
    cache.clear()


def test_the_password_alone_does_not_open_an_account_with_an_app(
    cast: Cast, client: OutsideClient
) -> None:
    tom = with_password(cast.tom.user)
    with_app(tom)

    step = sign_in(client, tom)

    assert step == "/accounts/second-factor/authenticate/"
    assert client.get("/o/northwind/").status_code == 302
    answer = client.post(step, {"code": code_of(SECRET)})
    assert answer["Location"] == "/"
    assert client.get("/o/northwind/").status_code == 200


def test_a_code_opens_once(cast: Cast, client: OutsideClient) -> None:
    tom = with_password(cast.tom.user)
    with_app(tom)
    code = code_of(SECRET)
    sign_in(client, tom)
    client.post("/accounts/second-factor/authenticate/", {"code": code})

    thief = OutsideClient()
    sign_in(thief, tom)
    answer = thief.post("/accounts/second-factor/authenticate/", {"code": code})

    assert "Incorrect code" in answer.content.decode()


def test_a_recovery_code_opens_once(cast: Cast, client: OutsideClient) -> None:
    tom = with_password(cast.tom.user)
    with_app(tom)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    found = []
    for _attempt in range(2):
        sign_in(client, tom)
        answer = client.post("/accounts/second-factor/authenticate/", {"code": code})
        found.append(answer.status_code)
        client.logout()

    assert found == [302, 200]


def test_choosing_a_new_password_by_mail_does_not_bypass_the_second_factor(
    cast: Cast, client: OutsideClient
) -> None:
    tom = with_password(cast.tom.user)
    with_app(tom)
    form = client.get(accounts.password_link(tom), follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "another-long-one", "password2": "another-long-one"})

    assert client.get("/o/northwind/").status_code == 302
    tom.refresh_from_db()
    assert sign_in(client, tom, "another-long-one") == "/accounts/second-factor/authenticate/"


def test_secrets_are_sealed_and_open_with_a_former_key_until_it_is_taken_away(
    cast: Cast, settings: LazySettings
) -> None:
    app = with_app(cast.tom.user)
    former = settings.SECRET_KEY
    assert SECRET not in str(app.data)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [former]
    assert app.wrap().validate_code(code_of(SECRET))
    call_command("rotate_keys")
    settings.SECRET_KEY_FALLBACKS = []
    app.refresh_from_db()

    assert encryption.decrypt(app.data["secret"]) == SECRET


def test_a_key_that_is_gone_is_missed_before_anything_changes(
    cast: Cast, settings: LazySettings
) -> None:
    app = with_app(cast.tom.user)
    settings.SECRET_KEY = "n" * 50

    with pytest.raises(CommandError, match="neither SECRET_KEY nor one of"):
        call_command("rotate_keys")

    assert Authenticator.objects.get(pk=app.pk).data == app.data


def test_setting_up_an_app_wants_the_password_again_and_tells_by_mail(
    cast: Cast,
    client: OutsideClient,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    tom = with_password(cast.tom.user)
    sign_in(client, tom)
    page = "/accounts/second-factor/totp/activate/"
    assert "/reauthenticate/" in client.get(page)["Location"]

    prove(client)
    secret = client.get(page).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"code": code_of(secret)})

    assert answer["Location"] == "/accounts/second-factor/recovery-codes/"
    assert Mail.objects.filter(subject="An authenticator app was added").count() == 1
    assert "Download" in client.get(answer["Location"]).content.decode()


def test_an_organization_that_requires_one_shows_nothing_to_who_has_none(
    cast: Cast, client: OutsideClient
) -> None:
    organization.require_second_factor(organization=cast.organization, required=True)
    client.as_member(cast.tom)

    answer = client.get("/o/northwind/rounds/")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Northwind asks for a second factor" in page
    assert "Add a passkey" in page
    assert "/o/northwind/rounds/" not in page
    assert client.get("/organizations/").status_code == 200


def test_it_must_have_been_used_in_this_very_session(cast: Cast, client: OutsideClient) -> None:
    organization.require_second_factor(organization=cast.organization, required=True)
    tom = with_password(cast.tom.user)
    with_app(tom)
    client.as_member(cast.tom)
    page = client.get("/o/northwind/").content.decode()
    assert "Use it now" in page

    way = client.get("/account/second-factor?next=/o/northwind/")["Location"]
    answer = client.post(way, {"code": code_of(SECRET), "next": "/o/northwind/"})

    assert answer["Location"] == "/o/northwind/"
    assert client.get("/o/northwind/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/o/northwind/").status_code == 403


def test_a_fragment_is_refused_with_a_sentence(cast: Cast, client: OutsideClient) -> None:
    organization.require_second_factor(organization=cast.organization, required=True)

    answer = client.as_member(cast.tom).get("/o/northwind/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain")


def test_where_none_is_required_the_gate_asks_the_database_nothing_more(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.tom).get("/o/northwind/")

    assert not [sql for sql in client.statements if "mfa_authenticator" in sql]


def test_an_owner_asks_others_only_after_having_used_one(cast: Cast, client: OutsideClient) -> None:
    ada = with_password(cast.ada.user)
    client.as_member(cast.ada)
    wish = {"name": "Northwind", "required": "on", "currency": "USD", "save": "1"}
    refused = client.post("/o/northwind/settings/", wish)
    assert "Use a second factor yourself first" in refused.content.decode()

    with_app(ada)
    client.post("/accounts/second-factor/reauthenticate/", {"code": code_of(SECRET)})
    client.post("/o/northwind/settings/", wish)
    assert Organization.objects.get(pk=cast.organization.pk).requires_second_factor

    client.post("/o/northwind/settings/", {"name": "Northwind", "currency": "USD", "save": "1"})
    assert not Organization.objects.get(pk=cast.organization.pk).requires_second_factor


def test_the_installation_resets_a_second_factor_and_signs_out(
    cast: Cast, client: OutsideClient
) -> None:
    tom = with_password(cast.tom.user)
    with_app(tom)
    client.as_member(cast.tom)

    call_command("reset_second_factor", "TOM@example.org")

    assert client.get("/o/northwind/").status_code == 302
    assert sign_in(client, tom, PASSWORD) == "/"
    assert Mail.objects.filter(subject="Your second factor was removed").count() == 1


@pytest.mark.parametrize(
    ("command", "email", "sentence"),
    [
        ("reset_second_factor", "tom@example.org", "has no second factor"),
        ("reset_second_factor", "who@example.org", "Nobody has the email address who@"),
        ("end_sessions", "who@example.org", "Nobody has the email address who@"),
    ],
)
def test_a_command_says_why_it_did_nothing(
    cast: Cast, command: str, email: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command(command, email)
