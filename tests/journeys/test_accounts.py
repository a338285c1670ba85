"""One's own account in a real browser: passkeys, one-time codes, and how the pages look."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page, expect

from orgs.database import tenancy
from orgs.models import User
from orgs.organization import actions as organizations
from orgs.people import queries
from tests import cast as worlds
from tests.journeys.test_main_job import PHONE, accessible, without_script_errors
from tests.orgs.sign_ins import code_of, with_password

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tom(transactional_db: None, settings: LazySettings) -> User:
    """Return Tom, who signs in by password."""
    with tenancy.scope(person="", organization=""):
        user = worlds.make_cast().tom.user
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        return with_password(user)


@pytest.fixture
def page(tom: User, site: str, browser: Browser) -> Iterator[Page]:
    """Return a page of a browser that keeps passkeys; errors in its console fail the test."""
    context = browser.new_context(base_url=site)
    errors = without_script_errors(context)
    opened = context.new_page()
    authenticator = context.new_cdp_session(opened)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield opened
    context.close()
    assert not [error for error in errors if "403 (Forbidden)" not in error]  # the gate's page


def require_second_factor(tom: User) -> None:
    (organization,) = queries.organizations_of(tom)
    with tenancy.scope(organization=organization.pk):
        organizations.require_second_factor(organization=organization, required=True)


def sign_in_by_password(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").first.fill(worlds.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Tom: account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def confirm_by_password(page: Page) -> None:
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_label("Password").first.fill(worlds.PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_a_person_adds_a_passkey_and_signs_in_with_it_alone(tom: User, page: Page) -> None:
    sign_in_by_password(page, tom)
    page.get_by_role("button", name="Tom: account").click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Passkeys and codes").click()
    page.get_by_role("link", name="Add a passkey").click()
    confirm_by_password(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()

    sign_out(page)
    sign_in_by_password(page, tom)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


def test_a_person_sets_up_an_app_and_signs_in_with_its_code(tom: User, page: Page) -> None:
    sign_in_by_password(page, tom)
    page.goto("/accounts/second-factor/totp/activate/")
    confirm_by_password(page)
    accessible(page)
    secret = page.get_by_label("Or type this secret").input_value()
    page.get_by_label("code").fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    sign_out(page)
    sign_in_by_password(page, tom)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_account_is_accessible_and_fits_a_phone(
    tom: User, page: Page, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size(PHONE["viewport"])  # type: ignore[arg-type]
    require_second_factor(tom)
    sign_in_by_password(page, tom)
    expect(page.get_by_role("heading", name="Northwind asks for a second factor")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    accessible(page)
    confirm_by_password(page)
    accessible(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    accessible(page)
    page.goto("/accounts/second-factor/webauthn/")
    page.get_by_role("link", name="Rename").click()
    accessible(page)
    page.goto("/accounts/second-factor/webauthn/")
    page.get_by_role("link", name="Remove").click()
    accessible(page)
    page.goto("/o/northwind/")
    accessible(page)
    page.get_by_role("link", name="Use it now").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    for path in (
        *("account/", "account/name", "accounts/email/", "accounts/password/change/"),
        *("accounts/sign-ins/", "accounts/second-factor/", "accounts/second-factor/webauthn/"),
        *("accounts/second-factor/recovery-codes/", "accounts/second-factor/totp/activate/"),
        *("accounts/second-factor/recovery-codes/generate/", "accounts/reauthenticate/"),
        *("accounts/second-factor/webauthn/reauthenticate/",),
    ):
        page.goto(f"/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
