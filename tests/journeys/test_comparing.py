"""Comparing units in a real browser: keyboard, fold, sort, switch, share, change, print."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from assessments.results.submission import actions
from assessments.rounds.models import Round, Session
from orgs.database import tenancy
from orgs.models import Unit
from tests import cast as worlds
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
COMPARE = "/o/northwind/compare/"


@dataclass(frozen=True)
class Stage:
    """The cast, and two rounds that Payments and Search have submitted."""

    cast: Cast
    spring: Round
    autumn: Round


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    with tenancy.scope(person="", organization="", loader=""):
        cast = worlds.make_cast()
        rounds = [worlds.an_open_round(cast, name) for name in ("Spring 2026", "Autumn 2026")]
        for asked, level in zip(rounds, (1, 2), strict=True):
            _submitted(cast, worlds.the_session(asked, cast.payments), level)
            _submitted(cast, worlds.the_session(asked, cast.search), level + 1)
    return Stage(cast, *rounds)


def _submitted(cast: Cast, session: Session, level: int) -> None:
    unit = Unit.objects.get(pk=session.unit_id)
    for member in cast.voters if unit == cast.payments else [cast.kim]:
        vote(session, member, everywhere(level))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(level))
    actions.submit(session=session, by=cast.fay, at=NOON)


def accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_leader_folds_sorts_switches_and_shares_by_the_keyboard(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.ada)
    errors: list[str] = []
    context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page = context.new_page()
    page.goto(COMPARE)
    accessible(page)

    fold_and_open(page)
    sort_and_switch(page)

    shared = signed_in(stage.cast.max).new_page()
    shared.goto(page.url)
    for there in (page, shared):
        expect(there.locator('th[aria-sort="descending"]')).to_contain_text("observability")
    assert shared.locator("#matrix").inner_text() == page.locator("#matrix").inner_text()
    assert errors == []


def fold_and_open(page: Page) -> None:
    """Fold Platform and open it again; each is an address of its own."""
    fold = page.get_by_role("link", name="Units below Platform")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Payments", exact=True)).to_have_count(0)
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(fold).to_be_focused()
    expect(page).to_have_url(re.compile(r"fold=\d+"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Payments", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Payments", exact=True)).to_have_count(0)


def sort_and_switch(page: Page) -> None:
    """Sort by a capability in both directions, and switch to claimed levels."""
    page.get_by_role("link", name="Unified observability").focus()
    page.keyboard.press("Enter")
    expect(page.locator('th[aria-sort="ascending"]')).to_contain_text("Unified observability")
    names = page.locator("#matrix tbody").last.locator("th a:not(.unit-switch)")
    expect(names).to_have_text(["Payments", "Search"])
    page.get_by_role("link", name="Unified observability").click()
    expect(names).to_have_text(["Search", "Payments"])
    page.get_by_role("link", name="Claimed", exact=True).click()
    expect(page.get_by_role("link", name="Claimed", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_a_leader_compares_ticked_units_and_sees_the_change(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.ada).new_page()
    page.goto(COMPARE)
    page.get_by_label("Choose Search").check()
    page.get_by_role("button", name="Compare the ticked units alone").click()
    expect(page.get_by_role("link", name="Payments", exact=True)).to_have_count(0)
    page.get_by_role("link", name="All units", exact=True).click()
    expect(page.get_by_role("link", name="Payments", exact=True)).to_be_visible()

    page.get_by_label("Change since").select_option("Spring 2026")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#matrix tbody").last).to_contain_text("+1")
    accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_trend_and_two_results_are_accessible(
    stage: Stage, site: str, signed_in: Open, scheme: str
) -> None:
    page = signed_in(stage.cast.ada, color_scheme=scheme).new_page()
    page.goto(f"/o/northwind/trend/?below={stage.cast.payments.pk}&show=own")
    expect(page.locator("figure img")).to_have_count(8)
    page.locator("figure summary").first.click()
    accessible(page)
    page.get_by_role("link", name="Spring 2026 → Autumn 2026").click()
    expect(
        page.get_by_role("heading", name="Payments: Spring 2026 and Autumn 2026")
    ).to_be_visible()
    accessible(page)


def test_the_comparison_can_be_read_on_paper(stage: Stage, site: str, signed_in: Open) -> None:
    page = signed_in(stage.cast.ada).new_page()
    page.goto(COMPARE)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 720})

    expect(page.locator(".compare-filters")).to_be_hidden()
    expect(page.get_by_label("Choose Search")).to_be_hidden()
    table = page.locator("table.matrix").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 1040
    assert page.pdf(landscape=True, format="A4").startswith(b"%PDF")
