"""Back shows what is stored, not the page as it was before: in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.test_main_job import Stage, stage
from tests.journeys.test_saving import is_marked

__all__ = ["stage"]

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
NOTHING = "Nothing is known yet."


@pytest.mark.parametrize("times", range(3))
def test_back_shows_the_answers_that_were_just_stored(
    stage: Stage, site: str, signed_in: Open, times: int
) -> None:
    page = signed_in(stage.cast.tom).new_page()
    page.goto(stage.address("vote/RUN/"))
    expect(page.get_by_text(NOTHING)).to_be_visible()
    page.locator("#anchor-2").evaluate("(field) => field.click()")
    is_marked(page, "saved")
    expect(page.get_by_text(NOTHING)).to_have_count(0)

    for place in ("", "evidence/", "vote/DAT/")[: times + 1]:
        page.goto(stage.address(place))
    for _ in range(times + 1):
        page.go_back()

    page.wait_for_url("**/vote/RUN/")
    expect(page.get_by_text(NOTHING)).to_have_count(0)
    expect(page.get_by_text("These answers make level 2")).to_be_visible()
