"""The reveal in two real browsers: each sees what the other does, by keyboard, in every size."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.rounds.models import Session, SettledAnswer
from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import Cast, everywhere, revealed, vote
from tests.journeys.test_main_job import PHONE, Stage, accessible, without_script_errors

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
SOON = 3_000


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    """Return an open session in which all agree, but on cost accountability."""
    with tenancy.scope(person="", organization="", loader=""):
        cast = worlds.make_cast()
        session = worlds.the_session(worlds.an_open_round(cast), cast.payments)
        for member, level in zip(cast.voters, (1, 1, 1, 3, 3), strict=True):
            vote(session, member, {**everywhere(2), "FIN": level})
    return Stage(cast, session)


def reveal(stage: Stage) -> None:
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)


def settled(cast: Cast, session: Session, key: str) -> SettledAnswer | None:
    with tenancy.scope(organization=cast.organization.pk):
        return SettledAnswer.objects.filter(session=session, capability=key).first()


def walk_to(page: Page, name: str) -> None:
    """Go to a row by the keyboard."""
    row = page.locator("article.reveal-row", has=page.get_by_role("heading", name=name))
    for _ in range(9):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            return
    pytest.fail(f"j does not reach {name}.")


def test_two_browsers_see_each_others_reveal_votes_and_settlement(
    stage: Stage, site: str, signed_in: Open
) -> None:
    toms, fays = signed_in(stage.cast.tom), signed_in(stage.cast.fay)
    errors = [*without_script_errors(toms), *without_script_errors(fays)]
    waiting, voting, fay = toms.new_page(), toms.new_page(), fays.new_page()
    waiting.goto(stage.address())
    voting.goto(stage.address("vote/RUN/"))
    fay.goto(stage.address())
    expect(fay.locator("#participants").get_by_text("here now").first).to_be_visible()

    fay.get_by_text("Reveal the votes").click()
    fay.get_by_role("button", name="Reveal now").click()
    begun_at = time.monotonic()
    expect(waiting.get_by_text("Votes from 1 to 3 (5 people).", exact=True)).to_be_visible(
        timeout=SOON
    )
    expect(waiting.locator("#news")).to_have_text("The votes are revealed.")
    assert time.monotonic() - begun_at < SOON / 1000 + 0.5
    expect(voting.locator("#vote-live")).to_contain_text("The votes are revealed.", timeout=SOON)

    vote_again(fay, waiting)
    settle_by_keyboard(fay, waiting)
    assert not errors


def vote_again(fay: Page, waiting: Page) -> None:
    """Ask Tom again on a condition; his answer is seen beside the first votes, which stay open."""
    waiting.locator("#votes-FIN > summary").click()
    expect(waiting.locator("#voted-FIN").get_by_text("Tom", exact=True)).to_be_visible()
    accessible(waiting)
    fay.locator("#choose-FIN-2a").check()
    fay.get_by_role("button", name="Vote again on the marked").click()
    again = waiting.locator('label[for="again-FIN-2a-yes"]')
    expect(again).to_be_visible(timeout=SOON)
    expect(waiting.locator("#voted-FIN").get_by_text("Tom", exact=True)).to_be_visible()
    again.click()
    expect(fay.locator("#FIN .agenda-again + .said")).to_contain_text("1 yes Tom", timeout=SOON)
    expect(fay.locator("#FIN .said").first).to_contain_text("3 no")


def settle_by_keyboard(fay: Page, waiting: Page) -> None:
    """Settle a capability at the majority without a pointer; the other browser follows."""
    walk_to(fay, "Consolidated runtime")
    fay.keyboard.press("Enter")
    expect(fay.locator("#settling-RUN form")).to_be_visible()
    accessible(fay)
    fay.keyboard.press("Enter")
    expect(fay.locator("#RUN .reveal-settled")).to_contain_text("settled by Fay", timeout=SOON)
    expect(waiting.locator("#RUN .reveal-settled")).to_contain_text("settled by Fay", timeout=SOON)
    expect(waiting.locator("#news")).to_contain_text("settled by Fay")


def test_a_refused_settlement_stays_in_its_row_and_what_is_typed_survives_updates(
    stage: Stage, site: str, signed_in: Open
) -> None:
    reveal(stage)
    page = signed_in(stage.cast.fay).new_page()
    page.goto(stage.address())

    page.get_by_role("link", name="Settle Cost accountability").click()
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_text("say what settled it")).to_be_visible()
    page.get_by_label("Rationale").fill("We looked at the invoices.")
    page.locator("#DEL").get_by_role("button", name="Settle at 2").click()
    expect(page.locator("#DEL .reveal-settled")).to_contain_text("settled by Fay", timeout=SOON)
    expect(page.get_by_label("Rationale")).to_have_value("We looked at the invoices.")
    page.get_by_role("button", name="Settle", exact=True).click()

    expect(page.locator("#FIN .reveal-settled")).to_contain_text("settled by Fay", timeout=SOON)
    stored = settled(stage.cast, stage.session, "FIN")
    assert stored
    assert stored.rationale == "We looked at the invoices."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "?view=projector"])
def test_the_reveal_is_accessible_and_fits(
    stage: Stage, site: str, signed_in: Open, scheme: str, view: str
) -> None:
    reveal(stage)
    sizes = (
        {"viewport": {"width": 1280, "height": 800}},
        {"viewport": {"width": 640, "height": 400}},  # 200 % of 1280
        PHONE,
    )
    for size in sizes:
        page = signed_in(stage.cast.fay, color_scheme=scheme, **size).new_page()
        page.goto(stage.address() + view)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
