"""The register in a real browser: a project, a time sheet, and the findings that follow."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, expect

from assessments.results.submission import actions
from orgs.database import tenancy
from tests import cast as worlds
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.journeys.test_main_job import accessible
from tests.planning.register_rows import sheet

pytestmark = pytest.mark.browser
Open = Callable[..., BrowserContext]
LINES = [
    "PAY-1,12,2026-03-02,CLAIMS,Integration",
    "PAY-2,4,2026-03-03,CLAIMS,Evaluation",
    "PAY-3,8,2026-03-04,Claims triage,DevOps",
    "PAY-4,eight,2026-03-05,CLAIMS,DevOps",
]


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with a submitted result of Payments."""
    with transaction.atomic():
        cast = worlds.make_cast()
        session = worlds.the_session(worlds.an_open_round(cast), cast.payments)
        for member in cast.voters:
            vote(session, member, everywhere(1))
        revealed(session, cast.fay)
        settle_all(session, cast.fay, everywhere(1))
        actions.submit(session=session, by=cast.fay, at=NOON)
        tenancy.set_local("person", "")
    return cast


def test_from_the_register_over_a_time_sheet_to_the_findings(
    northwind: Cast, site: str, worker: None, signed_in: Open
) -> None:
    page = signed_in(northwind.lin, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/o/northwind/register/")
    accessible(page)
    page.get_by_role("link", name="Add a project").first.click()
    page.get_by_label("Name").fill("Claims triage")
    page.get_by_label("Code").fill("CLAIMS")
    page.get_by_label("Unit").select_option(label="Payments")
    page.get_by_label("Stage").select_option(label="pilot")
    accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No day is recorded.")).to_be_visible()

    page.goto("/o/northwind/register/time-sheets/")
    content = sheet(LINES)
    page.get_by_label("CSV file").set_input_files(
        {"name": "march.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Choose its columns").click()
    page.get_by_role("button", name="Check").click()
    add = page.get_by_role("button", name="Add 3 lines, leave 1 out")
    expect(add).to_be_visible(timeout=30_000)
    page.get_by_text("Lines that cannot be taken").click()
    expect(page.get_by_text("Line 5 has a time")).to_be_visible()
    accessible(page)
    add.click()
    expect(page.get_by_text("What it added")).to_be_visible(timeout=30_000)

    page.get_by_role("link", name="Findings").click()
    expect(page.get_by_text("83.3% of engineering days go into plumbing").first).to_be_visible()
    expect(page.get_by_text("All three occur together")).to_be_visible()
    accessible(page)
