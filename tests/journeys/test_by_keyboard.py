"""The whole journey without a mouse: vote, reveal, settle, submit; and what is said aloud."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessments.rounds.models import SessionState, Vote
from orgs.database import tenancy
from tests.cast import everywhere, revealed, settle_all, the_framework
from tests.journeys.test_main_job import Stage, accessible, stage

__all__ = ["stage"]

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
MOST_TABS = 250
HAS_FOCUS = "(found) => found.length > 0 && found[0] === document.activeElement"
IS_IN_SIGHT = """(element) => {
  const box = element.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const bar = seen?.closest(".vote-bar, .topbar");
  return Boolean(seen && (!bar || bar.contains(element)));
}"""


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the element has the focus; it is in sight then, and nothing covers it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if goal.evaluate_all(HAS_FOCUS):
            assert goal.first.evaluate(IS_IN_SIGHT)
            return
    pytest.fail(f"{goal} is out of the keyboard's reach.")


def test_a_voter_answers_everything_by_keyboard_and_hears_that_it_is_saved(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.tom).new_page()
    page.goto("/o/northwind/")
    tab_to(page, page.get_by_role("link", name="Answer"))
    page.keyboard.press("Enter")
    for place, capability in enumerate(the_framework().capabilities_by_key):
        page.wait_for_url(f"**/vote/{capability}/")
        page.keyboard.press("2")
        expect(page.locator("#anchor-2")).to_be_checked()
        if place == 0:
            tab_to(page, page.get_by_role("textbox", name="Comment"))
            page.keyboard.type("By keyboard alone")
            expect(page.locator("#unsent-said")).to_have_text("Everything is saved.")
        tab_to(page, page.locator(".vote-bar .btn-primary"))
        page.keyboard.press("Enter")
    page.wait_for_url(f"**{stage.address('facts/framework')}")

    with tenancy.scope(organization=stage.cast.organization.pk, person=stage.cast.tom.user_id):
        own = {vote.capability: vote for vote in Vote.objects.filter(person=stage.cast.tom)}
    assert {vote.anchor for vote in own.values()} == {2}
    assert len(own) == len(the_framework().capabilities)
    assert own["RUN"].comment == "By keyboard alone"


def test_a_facilitator_reveals_settles_and_submits_by_keyboard(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.fay).new_page()
    page.goto(stage.address())
    tab_to(page, page.locator("summary", has_text="Reveal the votes"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Reveal now"))
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Settle Unified observability")
    expect(link).to_be_visible()
    with tenancy.scope(organization=stage.cast.organization.pk, person=stage.cast.fay.user_id):
        settle_all(stage.session, stage.cast.fay, _all_but_observability())
    page.reload()

    tab_to(page, page.get_by_role("link", name="Settle Unified observability"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rationale")).to_be_visible()
    tab_to(page, page.get_by_label("Rationale"))
    page.keyboard.type("We looked at the records together.")
    tab_to(page, page.get_by_role("button", name="Settle", exact=True))
    page.keyboard.press("Enter")
    submit = page.get_by_role("button", name="Submit")
    expect(submit.first).to_be_visible()
    tab_to(page, submit)
    page.keyboard.press("Enter")

    expect(page.locator(".sentence")).to_be_visible()
    with tenancy.scope(organization=stage.cast.organization.pk):
        stage.session.refresh_from_db()
    assert stage.session.state == SessionState.SUBMITTED


def _all_but_observability() -> dict[str, int]:
    return {key: level for key, level in everywhere(2).items() if key != "OBS"}


@pytest.mark.parametrize("width", [640, 390, 320], ids=["at 200%", "phone", "at 400%"])
def test_voting_and_settling_need_no_scrolling_sideways(
    stage: Stage, site: str, signed_in: Open, width: int
) -> None:
    page = signed_in(stage.cast.fay, viewport={"width": width, "height": 800}).new_page()
    page.goto(stage.address("vote/RUN/"))
    page.keyboard.press("1")
    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved")
    fits(page)
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)
    for path in ("", "settle/OBS/"):
        page.goto(stage.address(path))
        fits(page)


def fits(page: Page) -> None:
    """Fail where the page is wider than its window, or not accessible."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    accessible(page)
