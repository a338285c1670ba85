"""From the invitation to two organizations, in a real browser that keeps a passkey."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect

from orgs.database import tenancy
from orgs.models import Invitation, Member, Organization
from tests import cast as worlds
from tests.cast import PASSWORD, Cast
from tests.journeys.test_accounts import KEY
from tests.journeys.test_main_job import accessible, without_script_errors
from tests.orgs.invitations import mailed_path_of

pytestmark = pytest.mark.browser

Open = Callable[..., BrowserContext]
NIA = "nia@example.org"


@dataclass(frozen=True)
class Both:
    """Two organizations, committed."""

    cast: Cast
    eve: Member


@pytest.fixture
def both(transactional_db: None) -> Both:
    """Return Northwind and Eve's organization."""
    with transaction.atomic():
        found = Both(worlds.make_cast(), worlds.make_eve())
        tenancy.set_local("organization", "")
    return found


@pytest.fixture
def nia(both: Both, site: str, browser: Browser) -> Iterator[Page]:
    """Return a page of Nia's browser, which keeps passkeys; errors in its console fail the test."""
    context = browser.new_context(base_url=site)
    errors = without_script_errors(context)
    opened = context.new_page()
    authenticator = context.new_cdp_session(opened)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield opened
    context.close()
    assert errors == []


def invited(page: Page, organization: Organization, unit: str) -> str:
    """Invite Nia as a viewer of the unit and return the link that her mail brings."""
    slug = organization.slug
    page.goto(f"/o/{slug}/people/invite")
    page.get_by_label("Email addresses").fill(NIA)
    page.locator("[name=role]").select_option("viewer")
    option = page.locator("[name=unit] option", has_text=unit).first
    page.locator("[name=unit]").select_option(option.get_attribute("value") or "")
    page.get_by_role("button", name="Invite").click()
    page.goto(f"/o/{slug}/people/invited/")
    expect(page.get_by_label(f"Invitation link for {NIA}")).to_be_visible()
    with transaction.atomic():
        tenancy.set_local("organization", organization.pk)
        return mailed_path_of(Invitation.objects.get(email=NIA))


def add_a_passkey(page: Page) -> None:
    page.goto("/accounts/second-factor/webauthn/add/")
    if page.get_by_role("heading", name="Confirm that it is you").is_visible():
        page.get_by_label("Password").first.fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_person_is_invited_joins_adds_a_passkey_and_works_in_two_organizations(
    both: Both, signed_in: Open, nia: Page
) -> None:
    nia.goto(invited(signed_in(both.cast.ada).new_page(), both.cast.organization, "Payments"))
    accessible(nia)
    nia.get_by_label("Your name").fill("Nia")
    nia.get_by_label("Password").fill(PASSWORD)
    nia.get_by_role("button", name="Create your account and join").click()
    expect(nia.get_by_role("heading", name="My work")).to_be_visible()

    add_a_passkey(nia)
    nia.get_by_role("button", name="Nia: account").click()
    nia.get_by_role("button", name="Sign out").click()
    nia.get_by_role("button", name="Sign in with a passkey").click()
    expect(nia.locator(".topbar-organization")).to_contain_text("Northwind")

    nia.goto(invited(signed_in(both.eve).new_page(), both.eve.organization, "Far away"))
    nia.get_by_role("button", name="Join").click()
    expect(nia.locator(".topbar-organization")).to_contain_text("Elsewhere")

    other = nia.context.new_page()
    other.goto("/organizations/")
    other.get_by_role("link", name="Northwind", exact=True).click()
    expect(other.locator(".topbar-organization")).to_contain_text("Northwind")
    nia.reload()
    expect(nia.locator(".topbar-organization")).to_contain_text("Elsewhere")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"]
)
def test_the_pages_about_an_organizations_data_are_accessible(
    both: Both, signed_in: Open, site: str, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    page = signed_in(both.cast.ada, color_scheme=scheme, viewport=viewport).new_page()
    paths = ["account/data", "o/northwind/exports/", "o/northwind/settings/"]
    for path in (*paths, "o/northwind/deletion/", "o/northwind/history/", "o/northwind/mails/"):
        page.goto(f"/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto("/o/northwind/exports/")
    page.get_by_role("button", name="Order the archive").click()
    expect(page.get_by_text("The archive is being written")).to_be_visible()
    accessible(page)
