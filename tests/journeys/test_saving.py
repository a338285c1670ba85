"""Nothing that was typed gets lost, in a real browser: offline, signed out, in two windows."""

import random
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session as LoginSession
from django.test import Client
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from assessments.rounds.models import SettledAnswer, Vote
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import revealed, the_framework
from tests.journeys.test_main_job import Stage, accessible, stage

__all__ = ["stage"]

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
SAVED, UNSAVED = "saved", "unsaved"


def is_marked(page: Page, state: str) -> None:
    """Wait until the page says so."""
    expect(page.locator(".save-state")).to_have_attribute("data-state", state, timeout=10_000)


def votes_of(stage: Stage, member: Member) -> dict[str, Vote]:
    """Return the member's stored votes by capability."""
    with tenancy.scope(organization=stage.cast.organization.pk, person=member.user_id):
        return {vote.capability: vote for vote in Vote.objects.filter(person=member)}


def takes(dialog: Dialog, warned: list[str]) -> None:
    """Note the warning and leave all the same."""
    warned.append(dialog.type)
    dialog.accept()


KEEPS_SOMETHING = "Object.keys(localStorage).some((name) => name.startsWith('groundwork.unsent.'))"


def everything_stored(page: Page) -> None:
    """Wait until the browser keeps nothing back any more.

    Asked again and again from here: the pages' policy forbids a script that would ask itself.
    """
    for _ in range(200):
        if not page.evaluate(KEEPS_SOMETHING):
            return
        page.wait_for_timeout(100)
    pytest.fail("The browser still keeps something back.")


def test_a_hundred_answers_survive_twenty_spells_offline_reloads_and_leaps_to_other_pages(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    chance = random.Random(4)
    asked = [
        (capability.key, key, chance.choice(["yes", "no", "dont_know"]))
        for capability in the_framework().capabilities
        for key in capability.level_of_condition
    ][:100]
    spells = set(chance.sample(range(100), 20))
    here, comments = "", {}
    for place, (capability, condition, answer) in enumerate(asked):
        if capability != here:
            context.set_offline(False)
            page.goto(stage.address(f"vote/{capability}/"))
            here = capability
        if place in spells:
            context.set_offline(True)
        page.locator(f"#{condition}-{answer}").evaluate("(field) => field.click()")
        if place % 10 == 0:
            comments[capability] = f"Typed at {place}"
            page.locator("#comment").fill(comments[capability])
        if place in spells:
            is_marked(page, UNSAVED)
            expect(page.locator(f"li.condition:has(#{condition}-{answer})")).to_have_attribute(
                "data-unsaved", "not saved"
            )
            context.set_offline(False)
        if place % 9 == 0:
            page.reload()
            expect(page.locator(f"#{condition}-{answer}")).to_be_checked()
    context.set_offline(False)
    page.goto("/o/northwind/")
    everything_stored(page)

    stored = votes_of(stage, stage.cast.tom)
    assert {key: vote.comment for key, vote in stored.items() if vote.comment} == comments
    for capability, condition, answer in asked:
        assert stored[capability].conditions[condition] == answer


def test_what_is_typed_offline_survives_closing_the_page_and_warns_before_it(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.goto(stage.address("vote/RUN/"))
    context.set_offline(True)
    page.locator("#comment").press_sequentially("Typed on the train")
    is_marked(page, UNSAVED)
    accessible(page)
    warned: list[str] = []
    page.on("dialog", lambda dialog: takes(dialog, warned))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert warned == ["beforeunload"]

    context.set_offline(False)
    later = context.new_page()
    later.goto(stage.address("vote/RUN/"))

    expect(later.locator("#comment")).to_have_value("Typed on the train")
    everything_stored(later)
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "Typed on the train"


def test_a_link_followed_while_typing_waits_until_the_text_is_stored(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.tom).new_page()
    warned: list[str] = []
    page.on("dialog", lambda dialog: takes(dialog, warned))
    page.goto(stage.address("vote/RUN/"))

    page.locator("#comment").press_sequentially("Typed and gone")
    page.get_by_role("link", name="Next:").click()

    page.wait_for_url("**/vote/DEL/")
    assert not warned
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "Typed and gone"


def test_signing_in_again_in_another_window_sends_what_was_typed_meanwhile(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.goto(stage.address("vote/RUN/"))
    LoginSession.objects.all().delete()

    page.locator("#comment").fill("Typed after the session ended")
    expect(page.get_by_role("link", name="Sign in in a new window")).to_be_visible()
    is_marked(page, UNSAVED)
    accessible(page)

    signs_in(context, stage.cast.tom, site)
    context.new_page().goto("/")

    is_marked(page, SAVED)
    expect(page.locator("#comment")).to_have_value("Typed after the session ended")
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "Typed after the session ended"


def test_whoever_signs_in_next_in_the_same_browser_sends_nothing_of_the_one_before(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.goto(stage.address("vote/RUN/"))
    LoginSession.objects.all().delete()
    page.locator("#comment").fill("Tom's own words")
    is_marked(page, UNSAVED)
    before = votes_of(stage, stage.cast.uma)["RUN"].comment

    signs_in(context, stage.cast.uma, site)
    other = context.new_page()
    other.goto(stage.address("vote/RUN/"))
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("#unsent")).to_contain_text("Somebody else is signed in here now")
    expect(other.locator("#comment")).to_have_value(before)
    assert votes_of(stage, stage.cast.uma)["RUN"].comment == before
    assert "RUN" not in votes_of(stage, stage.cast.tom)

    signs_in(context, stage.cast.tom, site)
    context.new_page().goto("/")
    is_marked(page, SAVED)
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "Tom's own words"


def signs_in(context: BrowserContext, member: Member, site: str) -> None:
    """Change who is signed in, and the token with it, as signing in in another window does."""
    client = Client()
    client.force_login(member.user)
    session = client.cookies["groundwork_session"]
    token = "".join(random.Random(member.pk).choices("abcdefghijklmnopqrstuvwxyz", k=32))
    context.add_cookies([
        {"name": "groundwork_session", "value": session.value, "url": site},
        {"name": "groundwork_csrf", "value": token, "url": site},
    ])  # fmt: skip


def test_two_windows_that_change_one_comment_get_both_texts_to_bring_together(
    stage: Stage, site: str, signed_in: Open
) -> None:
    desk, phone = (signed_in(stage.cast.tom).new_page() for _ in range(2))
    for page in (desk, phone):
        page.goto(stage.address("vote/RUN/"))
    phone.locator("#comment").fill("From the phone")
    is_marked(phone, SAVED)

    desk.locator("#comment").fill("From the desk")

    expect(desk.get_by_role("group").filter(has_text="changed elsewhere")).to_contain_text(
        "From the phone"
    )
    accessible(desk)
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "From the phone"
    desk.get_by_role("button", name="Put both into the field").click()
    is_marked(desk, SAVED)
    assert votes_of(stage, stage.cast.tom)["RUN"].comment == "From the phone\n\nFrom the desk"
    expect(desk.get_by_role("button", name="Put both into the field")).to_have_count(0)


def test_what_came_too_late_for_the_reveal_stays_listed_to_be_copied(
    stage: Stage, site: str, signed_in: Open
) -> None:
    page = signed_in(stage.cast.tom).new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(stage.address("vote/RUN/"))
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)

    page.locator("#comment").fill("Typed a second too late")

    listed = page.get_by_role("region", name="Not saved")
    expect(listed).to_contain_text("Typed a second too late")
    expect(listed).to_contain_text("The votes have been revealed")
    page.goto(stage.address())
    expect(listed).to_contain_text("Typed a second too late")
    accessible(page)
    listed.get_by_role("button", name="Copy").click()
    assert page.evaluate("getSelection().toString()") == "Typed a second too late"
    listed.get_by_role("button", name="Discard").click()
    expect(listed).to_be_hidden()


def test_what_is_typed_while_settling_survives_a_reload_and_a_lost_connection(
    stage: Stage, site: str, signed_in: Open
) -> None:
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)
    context = signed_in(stage.cast.fay)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(stage.address("settle/OBS/"))
    page.get_by_label("Rationale").fill("We looked at the records.")
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value("We looked at the records.")
    accessible(page)

    context.set_offline(True)
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("kept in your browser and sent again")
    context.set_offline(False)

    page.wait_for_url(f"**{stage.address()}", timeout=15_000)
    with tenancy.scope(organization=stage.cast.organization.pk):
        settled = SettledAnswer.objects.get()
    assert (settled.rationale, settled.version) == ("We looked at the records.", 1)
    page.goto(stage.address("settle/OBS/"))
    expect(page.get_by_text("This is what you typed at")).to_have_count(0)


def test_two_who_settle_at_once_bring_their_answers_together(
    stage: Stage, site: str, signed_in: Open
) -> None:
    with tenancy.scope(organization=stage.cast.organization.pk):
        revealed(stage.session, by=stage.cast.fay)
    fay, ada = (signed_in(member).new_page() for member in (stage.cast.fay, stage.cast.ada))
    for page, words in ((fay, "As Fay saw it"), (ada, "As Ada saw it")):
        page.goto(stage.address("settle/OBS/"))
        page.get_by_label("Rationale").fill(words)
    for page in (fay, ada):
        page.get_by_role("button", name="Settle", exact=True).click()

    expect(ada.get_by_role("heading", name="Settled by Fay")).to_be_visible()
    accessible(ada)
    ada.get_by_role("button", name="Put both rationales into the field").click()
    ada.get_by_role("button", name="Settle", exact=True).click()

    ada.wait_for_url(f"**{stage.address()}")
    with tenancy.scope(organization=stage.cast.organization.pk):
        assert SettledAnswer.objects.get().rationale == "As Fay saw it\n\nAs Ada saw it"
