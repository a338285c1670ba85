"""A round in a real browser: drafted, opened, at a glance, returned, settled again, accepted."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from assessments.results.submission import actions as submission
from assessments.rounds.models import Round, Session
from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Return the cast, stored, with the framework published."""
    with tenancy.scope(person="", organization="", loader=""):
        found = worlds.make_cast()
        worlds.the_version()
    return found


def accessible(page: Page) -> None:
    """Fail where axe finds a violation, or where the page is wider than its window."""
    answer = Axe().run(page)
    assert answer.violations_count == 0, answer.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def submitted(cast: Cast) -> Session:
    """Let the team of Payments answer, settle and submit in the newest round."""
    with tenancy.scope(organization=cast.organization.pk, person=cast.fay.user_id):
        asked = Round.objects.order_by("-pk")[0]
        session = worlds.the_session(asked, cast.payments)
        for member in cast.voters:
            vote(session, member, everywhere(2))
        revealed(session, by=cast.fay)
        settle_all(session, cast.fay, everywhere(2))
        submission.submit(session=session, by=cast.fay, at=NOON)
    return session


def draft_and_open(page: Page) -> None:
    """Draft a round of a whole branch, look who will take part, open it."""
    page.goto("/o/northwind/rounds/new")
    accessible(page)
    page.locator("#id_name").fill("Autumn 2026")
    page.get_by_role("searchbox").fill("plat")
    page.get_by_role("button", name=re.compile("With all below.*Platform")).click()
    expect(page.locator("[data-chosen]")).to_have_text("2 / 4")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("2 units, 5 people")).to_be_visible()
    expect(page.get_by_text("1 unit has nobody who would answer")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("rowheader", name="Payments")).to_be_visible()
    accessible(page)


def test_a_round_is_opened_watched_returned_and_accepted(
    cast: Cast, site: str, signed_in: Open
) -> None:
    ada, lin, fay = (signed_in(who).new_page() for who in (cast.ada, cast.lin, cast.fay))
    draft_and_open(ada)
    session = submitted(cast)

    ada.reload()
    ada.get_by_role("link", name="1 submitted").click()
    expect(ada.locator("tbody tr")).to_have_count(1)

    lin.goto("/o/northwind/")
    lin.get_by_role("link", name="Review").click()
    accessible(lin)
    lin.get_by_role("textbox", name="Unified observability").fill("Which services export traces?")
    lin.get_by_role("button", name="Return it").click()
    expect(lin.get_by_text("Which services export traces?")).to_be_visible()

    fay.goto(f"/o/northwind/sessions/{session.pk}/")
    expect(fay.get_by_text("Returned by Lin")).to_be_visible()
    accessible(fay)
    fay.get_by_role("button", name="Submit").first.click()
    expect(fay.locator(".sentence").first).to_be_visible()

    lin.goto(f"/o/northwind/sessions/{session.pk}/review")
    lin.get_by_role("button", name="Accept the result").click()
    expect(lin.get_by_text("accepted by Lin")).to_be_visible()
    accessible(lin)


def test_the_pages_of_a_round_read_well_on_a_phone_in_the_dark(
    cast: Cast, site: str, signed_in: Open
) -> None:
    with tenancy.scope(organization=cast.organization.pk, person=""):
        spring = worlds.an_open_round(cast)
        session = worlds.the_session(spring, cast.payments)
    page = signed_in(cast.ada, **PHONE).new_page()

    for path in (
        *("rounds/new", f"rounds/new?follows={spring.pk}", f"rounds/{spring.pk}/"),
        *(f"rounds/{spring.pk}/dates", f"rounds/{spring.pk}/units/{cast.payments.pk}/target"),
        f"sessions/{session.pk}/quick-check",
    ):
        page.goto(f"/o/northwind/{path}")
        accessible(page)


def test_a_leader_checks_quickly_by_keyboard(cast: Cast, site: str, signed_in: Open) -> None:
    with tenancy.scope(organization=cast.organization.pk, person=""):
        session = worlds.the_session(worlds.an_open_round(cast), cast.payments)
    page = signed_in(cast.lin).new_page()
    page.goto(f"/o/northwind/sessions/{session.pk}/")
    page.get_by_role("link", name="Quick check").click()

    first = page.locator("fieldset").first
    first.locator("input[value='']").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Save my view").press("Enter")

    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
    accessible(page)
