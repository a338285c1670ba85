"""Planning in a real browser: use cases to an order, and the sliders by keyboard."""

import json
import re
from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, Page, expect

from assessments.planning.use_cases import actions as use_cases
from assessments.results.submission import actions
from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import NOON, Cast, revealed, settle_all, the_framework, vote
from tests.journeys.test_main_job import accessible
from tests.planning.fixed_plans import a_fixed_plan
from tests.planning.portfolios import EXAMPLE_LEVELS

Open = Callable[..., BrowserContext]


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with Payments' result at the levels of the worked example."""
    with transaction.atomic():
        cast = worlds.make_cast()
        session = worlds.the_session(worlds.an_open_round(cast), cast.payments)
        for member in cast.voters:
            vote(session, member, EXAMPLE_LEVELS)
        revealed(session, cast.fay)
        settle_all(session, cast.fay, EXAMPLE_LEVELS)
        actions.submit(session=session, by=cast.fay, at=NOON)
        tenancy.set_local("person", "")
    return cast


def test_from_use_cases_to_an_order(northwind: Cast, site: str, signed_in: Open) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/use-cases/")

    page.get_by_role("button", name="Copy the framework's use cases").click()
    page.get_by_text("2 steps missing, 40 person-weeks").first.click()
    expect(page.get_by_text("PLT 2 needs RUN 2").first).to_be_visible()

    page.get_by_role("link", name="Order of investment").click()
    expect(page.get_by_text("After 40 person-weeks")).to_be_visible()
    expect(page.locator(".chart svg")).to_be_visible(timeout=30_000)
    budget = page.get_by_label("Person-weeks", exact=True)
    budget.focus()
    budget.press("End")
    expect(page.locator("#offer")).to_contain_text("value 69 of 69")

    page.get_by_role("button", name=re.compile(r"^First\s*: Automated governance → 3")).click()
    expect(page.get_by_text("comes first, with all that it needs")).to_be_visible()
    page.get_by_role("link", name="Your own order").click()
    page.get_by_role("button", name=re.compile("Consolidated runtime → 2 up")).press("Enter")
    expect(page.get_by_text("Your own order", exact=True)).to_be_visible()


def test_a_strategy_is_looked_at_then_saved_then_printed(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/strategy/")

    page.get_by_label(re.compile("Establish governance at scale")).check()
    page.get_by_role("button", name="Only look").click()
    expect(page.get_by_text("Your strategy presumes 50 person-weeks")).to_be_visible()
    expect(page.get_by_text("Not saved.")).to_be_visible()
    page.get_by_role("button", name="See what it presumes, and save it").click()
    expect(page.get_by_role("heading", name="Saved checks")).to_be_visible()

    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="What the strategy says")).to_be_visible()
    expect(page.get_by_role("heading", name="Saved checks")).to_be_hidden()


def test_the_sliders_answer_to_the_keyboard(northwind: Cast, site: str, signed_in: Open) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/trajectories/?begin=defaults")
    expect(page.locator("#outcome")).to_contain_text("9 systems on a foundation, 3 without")

    slider = page.get_by_role("slider", name="length of the foundation")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    expect(page.get_by_label(re.compile("^length of the foundation"))).to_have_count(2)
    expect(page.locator("#outcome")).to_contain_text("8.1 systems on a foundation")

    page.get_by_label("Save these numbers as").fill("Three months")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Three months"))
    expect(row).to_contain_text("8.1")


def test_the_mechanism_and_the_numbers_of_faster_coding_answer_at_once(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/trajectories/?begin=defaults")
    yields = page.get_by_role("slider", name="bespoke pilots that reach production")
    expect(yields).to_be_visible()

    page.get_by_text("live systems eat capacity", exact=True).click()
    expect(page.locator("#outcome")).to_contain_text("9.5 systems on a foundation, 3 without")
    expect(yields).to_be_hidden()
    expect(page).to_have_url(re.compile(r"mechanism=upkeep"))
    page.reload()
    expect(page.locator("#outcome")).to_contain_text("9.5 systems on a foundation, 3 without")
    expect(yields).to_be_hidden()
    page.get_by_role("slider", name="length of the foundation").press("ArrowRight")
    expect(page.locator("#origin-F")).to_have_text("assumed")

    page.get_by_role("spinbutton", name="people who code").fill("100")
    expect(page.locator("#worth")).to_contain_text("the work of 13 people")
    expect(page.locator("#origin-staff")).to_have_text("assumed")
    page.get_by_label("Save these numbers as").fill("With upkeep")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_role("link", name="With upkeep").click()
    expect(page.locator("#worth")).to_contain_text("the work of 13 people")
    expect(page.get_by_label("live systems eat capacity")).to_be_checked()


def test_files_follow_the_sliders_as_they_stand(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/trajectories/?begin=defaults")
    page.get_by_role("slider", name="length of the foundation").press("ArrowRight")
    expect(page.locator("#origin-F")).to_have_text("assumed")
    page.get_by_role("spinbutton", name="people who code").fill("100")

    with page.expect_download() as sent:
        page.get_by_role("button", name="JSON", exact=True).click()
    found = json.loads(sent.value.path().read_text())

    assumed = {row["symbol"]: row["at_low_end"] for row in found["assumptions"]}
    assert assumed["F"] == 2.25
    assert {row["symbol"]: row["mark"] for row in found["gain_assumptions"]}["staff"] == "assumed"
    with page.expect_download() as sent:
        page.get_by_role("button", name="CSV: What faster coding is worth").click()
    assert sent.value.suggested_filename == "trajectories-gains-payments.csv"


def test_the_yield_on_a_foundation_follows_that_of_bespoke_pilots(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"/o/northwind/plan/{northwind.payments.pk}/trajectories/")
    shared = page.get_by_role("slider", name="pilots on the foundation that reach production")
    field = page.locator("#number-pi_I")
    expect(shared).to_have_value("50")

    bespoke = page.get_by_role("slider", name="bespoke pilots that reach production")
    for _ in range(3):
        bespoke.press("ArrowRight")
    expect(shared).to_have_value("53")
    expect(field).to_have_value("")
    expect(field).to_have_attribute("placeholder", re.compile(r"^53 to "))
    expect(page).to_have_url(re.compile(r"pi_S=53"))

    shared.press("ArrowRight")
    expect(field).to_have_value("54")
    expect(page.locator("#origin-pi_I")).to_have_text("assumed")
    bespoke.press("ArrowLeft")
    expect(page.locator("#outcome")).to_contain_text("1.1 times as many")
    expect(field).to_have_value("54")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"]
)
def test_the_pages_of_the_plan_are_accessible(
    northwind: Cast, site: str, signed_in: Open, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    page: Page = signed_in(northwind.lin, color_scheme=scheme, viewport=viewport).new_page()
    begin = f"/o/northwind/plan/{northwind.payments.pk}"
    page.goto(f"{begin}/use-cases/")
    accessible(page)
    with transaction.atomic():
        tenancy.set_local("organization", northwind.organization.pk)
        use_cases.copy_starters(unit=northwind.payments, starters=the_framework().use_cases)
        a_fixed_plan(northwind.payments)
    for path in (
        *("order/?of=options", "roadmap/", "roadmap/means"),
        *("use-cases/", "use-cases/new", "order/", "order/own", "order/means"),
        *("trajectories/", "trajectories/?mechanism=upkeep", "sourcing/", "strategy/"),
        "strategy/?elements=governance-at-scale",
    ):
        page.goto(f"{begin}/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
