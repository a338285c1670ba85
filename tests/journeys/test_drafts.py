"""What is typed into a form of a whole page survives reloads, lost connections and sign-ins."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session as LoginSession
from playwright.sync_api import BrowserContext, expect

from assessments.results.models import Result
from assessments.results.submission import actions as submission
from assessments.rounds.context import actions as context_actions
from assessments.rounds.context.inventory import CountedList, lists_from_json
from assessments.rounds.models import NamedFramework, Review, SessionScope
from orgs.database import tenancy
from tests.cast import NOON, everywhere, revealed, settle_all, the_framework
from tests.journeys.test_main_job import Stage, accessible, stage
from tests.journeys.test_saving import signs_in, takes

__all__ = ["stage"]

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]


def lists(**names: str) -> list[CountedList]:
    """Return lists of one name each."""
    said = {key: {"names": [name], "number": None, "note": ""} for key, name in names.items()}
    return lists_from_json(the_framework(), said)


def test_lists_typed_before_a_reload_come_back_beside_what_somebody_else_stored_since(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.fay)
    page = context.new_page()
    warned: list[str] = []
    page.on("dialog", lambda dialog: takes(dialog, warned))
    page.goto(stage.address("facts/scope"))
    page.locator("#id_names-services").fill("Ledger")
    with tenancy.scope(organization=stage.cast.organization.pk):
        counted = lists(services="Checkout", systems="CRM")
        context_actions.count(
            session=stage.session, counted=counted, seen_version=0, by=stage.cast.ada, at=NOON
        )

    page.reload()

    assert warned == ["beforeunload"]
    expect(page.locator("[data-draft-note]")).to_contain_text("What is stored has changed since")
    expect(page.locator("#id_names-services")).to_have_value("Ledger")
    expect(page.locator("#id_names-services-stored")).to_have_text("Stored now: Checkout")
    expect(page.locator("#id_names-systems")).to_have_value("CRM")
    accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Changed by Ada")).to_be_visible()
    page.locator("#id_names-services").fill("Ledger\nCheckout")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{stage.address('facts/')}")
    with tenancy.scope(organization=stage.cast.organization.pk):
        stored = SessionScope.objects.get()
    assert stored.lists["services"]["names"] == ["Ledger", "Checkout"]
    assert stored.lists["systems"]["names"] == ["CRM"]


def test_a_framework_named_offline_is_sent_once_there_is_a_connection(
    stage: Stage, site: str, signed_in: Open
) -> None:
    context = signed_in(stage.cast.tom)
    page = context.new_page()
    page.goto(stage.address("facts/framework"))
    context.set_offline(True)
    page.get_by_label("Its name, as you know it").fill("AI policy")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("alert")).to_contain_text("kept in your browser and sent again")
    context.set_offline(False)

    page.wait_for_url(f"**{stage.address()}", timeout=15_000)
    expect(page.get_by_text("Your answer is stored. Only you see it")).to_be_visible()
    with tenancy.scope(organization=stage.cast.organization.pk, person=stage.cast.tom.user_id):
        assert NamedFramework.objects.get().text == "AI policy"
    page.goto(stage.address("facts/framework"))
    expect(page.locator("[data-draft-note]")).to_have_count(0)


def submit(stage: Stage) -> None:
    """Let Fay reveal and settle, where that is still to be done, and submit."""
    with tenancy.scope(organization=stage.cast.organization.pk):
        if not Result.objects.exists():
            settle_all(revealed(stage.session, by=stage.cast.fay), stage.cast.fay, everywhere(2))
        submission.submit(session=stage.session, by=stage.cast.fay, at=NOON)


def test_comments_of_a_review_survive_signing_in_again_and_say_when_they_come_too_late(
    stage: Stage, site: str, signed_in: Open
) -> None:
    submit(stage)
    context = signed_in(stage.cast.lin)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(stage.address("review"))
    comment = page.get_by_role("textbox", name="Cost accountability")
    LoginSession.objects.all().delete()
    comment.fill("Which invoices?")
    page.get_by_role("button", name="Return it").click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    expect(comment).to_have_value("Which invoices?")

    signs_in(context, stage.cast.lin, site)
    page.reload()
    expect(comment).to_have_value("Which invoices?")
    with tenancy.scope(organization=stage.cast.organization.pk):
        submission.reopen(session=stage.session, by=stage.cast.fay, at=NOON)
    page.get_by_role("button", name="Return it").click()
    expect(page.get_by_text("The session is revealed now")).to_be_visible()
    expect(comment).to_have_value("Which invoices?")
    accessible(page)
    submit(stage)
    page.goto(stage.address("review"))
    expect(page.locator("[data-draft-note]")).to_contain_text("What is stored has changed since")
    page.get_by_role("button", name="Return it").click()
    page.wait_for_url(f"**{stage.address()}")
    with tenancy.scope(organization=stage.cast.organization.pk):
        assert Review.objects.get().comments == {"FIN": "Which invoices?"}
