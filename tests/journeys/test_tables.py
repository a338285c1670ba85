"""Tables that people bring, in a real browser: how they were read, and reading them otherwise."""

from collections.abc import Callable
from itertools import starmap

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, expect

from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import Cast
from tests.journeys.test_main_job import accessible
from tests.orgs.spreadsheets.workbooks import xlsx, xlsx_row
from tests.planning.register_rows import HEADER, a_project

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
LINES = ["PAY-1,12,2026-03-02,CLAIMS,Integration", "PAY-2,4,2026-03-03,CLAIMS,Evaluation"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with a project of Payments."""
    with transaction.atomic():
        cast = worlds.make_cast()
        a_project(cast.payments, code="CLAIMS")
        tenancy.set_local("person", "")
    return cast


def test_units_in_an_old_encoding_are_read_otherwise_and_applied(
    northwind: Cast, site: str, signed_in: Open
) -> None:
    page = signed_in(northwind.max, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/o/northwind/units/import")
    content = "Our units;\n;\nname;parent\nŁódź;Northwind Group\n".encode("cp1250")
    page.get_by_label("CSV file").set_input_files(
        {"name": "units.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Show what will change").click()
    expect(page.get_by_text("The file is not in UTF-8.")).to_be_visible()
    accessible(page)

    page.get_by_label("Letters are in").select_option(label="Central European (Windows-1250)")
    page.get_by_role("button", name="Read it like this").click()
    expect(page.get_by_role("rowheader", name="Łódź")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("The units now match the file.")).to_be_visible()


def test_a_workbook_of_work_is_read_in_the_background_then_another_sheet_is_chosen(
    northwind: Cast, site: str, worker: None, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 390, "height": 800}).new_page()
    page.goto("/o/northwind/register/time-sheets/")
    rows = [HEADER.split(","), *(line.split(",") for line in LINES)]
    first = "".join(starmap(xlsx_row, enumerate(rows[:2], start=1)))
    second = "".join(starmap(xlsx_row, enumerate(rows, start=3)))
    page.get_by_label("CSV file").set_input_files(
        {"name": "march.xlsx", "mimeType": XLSX, "buffer": xlsx(first, second)}
    )
    page.get_by_role("button", name="Choose its columns").click()
    page.get_by_text("How the file was read").click(timeout=30_000)
    page.get_by_label("Sheet").select_option(label="S2")
    page.get_by_role("button", name="Read it like this").click()
    page.get_by_role("button", name="Check").click()

    expect(page.get_by_role("button", name="Add 2 lines")).to_be_visible(timeout=30_000)
    accessible(page)
