"""The pages of the plan in a real browser: accessible, light and dark, wide and narrow."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, Page

from assessments.planning.actions import use_cases
from assessments.results import actions
from orgs import tenancy
from tests import cast as worlds
from tests.cast import NOON, Cast, revealed, settle_all, the_framework, vote
from tests.journeys.test_main_job import accessible
from tests.planning.portfolios import EXAMPLE_LEVELS

Open = Callable[..., BrowserContext]


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with Payments' result at the levels of the worked example."""
    with transaction.atomic():
        cast = worlds.make_cast()
        session = worlds.the_session(worlds.an_open_round(cast), cast.payments)
        for member in cast.voters:
            vote(session, member, EXAMPLE_LEVELS)
        revealed(session, cast.fay)
        settle_all(session, cast.fay, EXAMPLE_LEVELS)
        actions.submit(session=session, by=cast.fay, at=NOON)
        tenancy.set_local("person", "")
    return cast


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"]
)
def test_the_pages_of_the_plan_are_accessible(
    northwind: Cast, site: str, signed_in: Open, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    page: Page = signed_in(northwind.lin, color_scheme=scheme, viewport=viewport).new_page()
    begin = f"/o/northwind/plan/{northwind.payments.pk}"
    page.goto(f"{begin}/use-cases/")
    accessible(page)
    with transaction.atomic():
        tenancy.set_local("organization", northwind.organization.pk)
        use_cases.copy_starters(unit=northwind.payments, starters=the_framework().use_cases)
    for path in (
        *("use-cases/", "use-cases/new", "order/", "order/own", "order/means"),
        *("trajectories/", "strategy/"),
    ):
        page.goto(f"{begin}/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
