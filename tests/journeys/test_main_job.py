"""The main job in a real browser: vote, reveal, settle, submit, compare, paper."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, expect

from assessments.rounds.models import Session, Vote
from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import Cast, everywhere, revealed, settle_all, vote

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
# What is in order is told too, and would take as long to bring over as to find.
SCAN = f"""{AXE_SCRIPT}
axe.run({{ resultTypes: ["violations"] }}).then(({{ violations }}) => ({{ violations }}))"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@dataclass(frozen=True)
class Stage:
    """The cast, and Payments' open session."""

    cast: Cast
    session: Session

    def address(self, rest: str = "") -> str:
        return f"/o/northwind/sessions/{self.session.pk}/{rest}"


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    """Return an open session in which everybody but Tom has answered."""
    with tenancy.scope(person="", organization="", loader=""):
        cast = worlds.make_cast()
        spring = worlds.an_open_round(cast)
        session = worlds.the_session(spring, cast.payments)
        for member in (cast.fay, cast.uma, cast.ben, cast.sol):
            vote(session, member, {**everywhere(2), "FIN": 0})
        vote(session, cast.sol, {"OBS": 4})
    return Stage(cast, session)


def accessible(page: Page) -> None:
    """Fail where axe finds a violation of WCAG 2.2 AA or its best practices."""
    found = AxeResults(page.evaluate(SCAN))
    assert found.violations_count == 0, found.generate_report()


def without_script_errors(context: BrowserContext) -> list[str]:
    """Return the list that errors in the console of the context's pages are put into."""
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    return errors


def answer_one_capability(page: Page) -> None:
    """Pick a level and answer a condition by the keyboard alone."""
    page.keyboard.press("2")
    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved")
    expect(page.locator("#standing")).to_contain_text("These answers make level 2.")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#standing")).not_to_contain_text("level 2.")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#standing")).to_contain_text("These answers make level 2.")


def test_a_team_votes_reveals_settles_submits_compares_and_prints(
    stage: Stage, site: str, worker: None, signed_in: Open
) -> None:
    toms, fays = signed_in(stage.cast.tom), signed_in(stage.cast.fay)
    errors = [*without_script_errors(toms), *without_script_errors(fays)]
    tom, fay = toms.new_page(), fays.new_page()

    tom.goto("/")
    tom.get_by_role("link", name="Answer").click()
    accessible(tom)
    for capability in worlds.the_framework().capabilities_by_key:
        tom.wait_for_url(f"**/vote/{capability}/")
        answer_one_capability(tom)
        tom.locator(".vote-bar .btn-primary").click()
    tom.get_by_label("I cannot name one").check()
    tom.get_by_role("button", name="Answer", exact=True).click()
    expect(tom.get_by_role("heading", name="Who has answered")).to_be_visible()
    accessible(tom)

    fay.goto(stage.address())
    fay.get_by_text("Reveal the votes").click()
    accessible(fay)
    fay.get_by_role("button", name="Reveal now").click()
    expect(fay.get_by_text("Votes from 2 to 4 (5 people).", exact=True)).to_be_visible()
    accessible(fay)
    expect(tom.get_by_text("Votes from 2 to 4 (5 people).", exact=True)).to_be_visible(timeout=6000)

    settle_everything(fay)
    fay.get_by_role("button", name="Submit").click()
    expect(fay.locator(".sentence")).to_contain_text("Stage 0, held by cost accountability")
    accessible(fay)

    compare_as_leader(signed_in(stage.cast.lin))
    print_the_report(fay)
    assert not errors


def settle_everything(page: Page) -> None:
    """Settle each capability: by one click where the team agrees, with a rationale where not."""
    for contested in ("Unified observability", "Cost accountability"):
        page.get_by_role("link", name=f"Settle {contested}").click()
        form = page.get_by_role("region", name=f"Settle: {contested}")
        expect(form).to_be_visible()
        accessible(page)
        form.get_by_role("button", name="Settle", exact=True).click()
        expect(form.get_by_text("say what settled it")).to_be_visible()
        form.get_by_label("Rationale").fill("We looked at the records together.")
        form.get_by_role("button", name="Settle", exact=True).click()
        expect(form).to_have_count(0)
    settled_at = page.get_by_role("button", name=re.compile("^Settle at"))
    for left in range(settled_at.count(), 0, -1):
        expect(settled_at).to_have_count(left)
        settled_at.first.click()
    expect(settled_at).to_have_count(0)


def compare_as_leader(context: BrowserContext) -> None:
    """Read the comparison as the leader of the division."""
    page = context.new_page()
    page.goto("/o/northwind/compare/")
    expect(page.get_by_role("rowheader", name=re.compile("Payments"))).to_be_visible()
    expect(page.get_by_text("Search")).to_have_count(0)
    accessible(page)


def print_the_report(page: Page) -> None:
    """Order the PDF, wait for it without reloading, download it."""
    page.get_by_role("button", name=re.compile("PDF")).first.click()
    link = page.get_by_role("link", name=re.compile("Download"))
    expect(link).to_be_visible(timeout=30_000)
    accessible(page)
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_phone_in_the_dark_answers_and_nothing_runs_out_of_the_page(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.tom, color_scheme="dark", **PHONE).new_page()

    page.goto(stage.address("vote/RUN/"))
    page.get_by_text("Inventoried start").tap()

    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with tenancy.scope(organization=stage.cast.organization.pk, person=stage.cast.tom.user_id):
        assert Vote.objects.get(person=stage.cast.tom).anchor == 1


def test_an_answer_that_did_not_reach_the_server_is_marked_and_sent_again(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.goto(stage.address("vote/RUN/"))

    context.set_offline(True)
    page.keyboard.press("3")
    expect(page.locator(".save-state")).to_have_attribute("data-state", "unsaved")
    context.set_offline(False)

    expect(page.locator(".save-state")).to_have_attribute("data-state", "saved", timeout=8000)
    with tenancy.scope(organization=stage.cast.organization.pk, person=stage.cast.tom.user_id):
        assert Vote.objects.get(person=stage.cast.tom).anchor == 3


def test_an_answer_after_the_reveal_stays_on_the_page_and_says_why(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.tom).new_page()
    page.goto(stage.address("vote/RUN/"))
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)

    page.locator("#comment").fill("What I typed while they revealed")

    expect(page.get_by_role("alert")).to_contain_text("The votes have been revealed")
    expect(page.locator("#comment")).to_have_value("What I typed while they revealed")


def test_signing_in_by_password_leads_to_my_work(
    stage: Stage, site: str, signed_in: Open, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = stage.cast.tom.user
    user.set_password(worlds.PASSWORD)
    user.save()
    context = signed_in(stage.cast.tom)
    context.clear_cookies()
    page = context.new_page()

    page.goto("/")
    accessible(page)
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").first.fill(worlds.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_journey_is_accessible(
    stage: Stage, site: str, signed_in: Open, scheme: str
) -> None:
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)
        settle_all(stage.session, stage.cast.fay, everywhere(2))
    page = signed_in(stage.cast.ada, color_scheme=scheme).new_page()
    rounds = stage.session.round_id
    for path in (
        *(
            "",
            "rounds/",
            f"rounds/{rounds}/",
            "rounds/new",
            "units/",
            "units/add",
            "people/",
            "settings/",
        ),
        *("people/invite", "frameworks/", "results/", "compare/", "reports/"),
        *(f"sessions/{stage.session.pk}/", f"sessions/{stage.session.pk}/settle/RUN/"),
    ):
        page.goto(f"/o/northwind/{path}")
        accessible(page)
