"""Choosing one of a thousand units by keyboard alone; what is said aloud; light and dark."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, Response, expect

from orgs.database import tenancy
from orgs.models import Grant
from tests import cast as worlds
from tests.cast import Cast
from tests.journeys.test_by_keyboard import tab_to
from tests.journeys.test_main_job import accessible, without_script_errors
from tests.orgs.units.test_tree import grow

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with a thousand teams below Search."""
    with transaction.atomic():
        cast = worlds.make_cast()
        grow(cast, 1000)
    return cast


def test_a_unit_is_found_and_chosen_by_keyboard(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    context = signed_in(northwind.ada)
    errors = without_script_errors(context)
    page = context.new_page()
    page.goto(f"/o/northwind/people/{northwind.vic.pk}/")
    field = page.get_by_role("combobox", name="Unit")
    said = page.locator("[data-said]")

    tab_to(page, field)
    page.keyboard.type("team 004")
    expect(said).to_have_text("10 units")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active).to_contain_text("Team 0042")
    accessible(page)
    page.keyboard.press("Enter")
    expect(said).to_have_text("Team 0042, Northwind Group › Search")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.get_by_label("Role").select_option("viewer")
    tab_to(page, page.get_by_role("button", name="Give this role"))
    page.keyboard.press("Enter")
    page.get_by_text("Vic is Viewer · Team 0042 now.").wait_for()

    with tenancy.scope(organization=northwind.organization.pk):
        assert Grant.objects.filter(member=northwind.vic, unit__name="Team 0042").exists()
    assert errors == []


def test_escape_brings_back_what_was_chosen_and_enter_waits_for_what_is_typed(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.ada).new_page()
    page.goto(f"/o/northwind/units/{northwind.payments.pk}/move")
    field, said = page.get_by_role("combobox", name="Part of"), page.locator("[data-said]")
    place = page.locator("[data-place]")

    field.fill("Serach")
    expect(said).to_have_text("No unit that can be chosen here has “Serach” in its name or code.")
    accessible(page)
    field.press("Escape")
    field.press("Escape")
    expect(field).to_have_value("Platform")
    expect(place).to_have_text("Northwind Group")
    field.fill("")
    expect(place).to_have_text("the organization itself")
    expect(said).to_have_text("20 of 1003 units; type more of the name or code.")
    field.press_sequentially("0042")
    field.press("Enter")
    expect(field).to_have_value("Team 0042")
    field.press("Enter")
    page.get_by_text("Payments is moved.").wait_for()
    assert page.get_by_role("link", name="Team 0042").count() == 1


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"]
)
def test_units_are_chosen_by_touch_on_a_phone_and_with_a_mouse(
    northwind: Cast, site: str, signed_in: Open, scheme: str, width: int
) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = signed_in(northwind.ada, **options).new_page()
    page.goto("/o/northwind/people/invite")
    wanted = {"pay": "Payments", "sear": "Search", "": "Northwind Group"}
    for number, (words, chosen) in enumerate(wanted.items()):
        field = page.get_by_role("combobox", name="Unit").nth(number)
        search = page.locator("[data-unit-search]").nth(number)
        with page.expect_response(partial(answers, words)):
            field.click()
            field.press_sequentially(words)
        search.get_by_role("option", name=chosen).first.click()
        expect(field).to_have_attribute("aria-expanded", "false")
    values = [field.input_value() for field in page.get_by_role("combobox", name="Unit").all()]
    assert values == list(wanted.values())
    page.get_by_role("combobox", name="Unit").first.fill("team")
    page.get_by_text("20 of 1000 units").first.wait_for()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def answers(words: str, response: Response) -> bool:
    """Return whether it lists what fits all of the words: a list that came before is replaced."""
    return response.url.endswith(f"/units/find?q={words}")


def test_a_search_without_a_connection_says_so(northwind: Cast, site: str, signed_in: Open) -> None:
    context = signed_in(northwind.ada)
    page = context.new_page()
    page.goto(f"/o/northwind/units/{northwind.payments.pk}/move")
    context.set_offline(True)
    page.get_by_role("combobox", name="Part of").fill("team")
    expect(page.locator("[data-place]")).to_have_text(
        "The search got no answer. Check the connection."
    )
    expect(page.locator("#trouble")).to_be_hidden()
    page.get_by_role("combobox", name="Part of").press("Escape")
    expect(page.get_by_role("combobox", name="Part of")).to_have_value("Platform")


def test_a_unit_is_chosen_though_a_newer_list_arrives_while_the_button_is_down(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.ada).new_page()
    page.goto(f"/o/northwind/people/{northwind.vic.pk}/")
    field = page.get_by_role("combobox", name="Unit")
    field.fill("team 004")
    page.get_by_role("option", name="Team 0041").hover()

    page.mouse.down()
    with page.expect_response("**q=team**"):
        page.evaluate("htmx.trigger(document.querySelector('[data-words]'), 'find')")
    expect(page.locator("[data-hits].htmx-settling, [data-hits].htmx-swapping")).to_have_count(0)
    page.mouse.up()

    expect(page.locator("[data-said]")).to_have_text("Team 0041, Northwind Group › Search")
