"""The pages about people in a real browser: accessible, light and dark, wide and narrow."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext

from orgs.database import tenancy
from orgs.people import membership_actions as membership
from tests import cast as worlds
from tests.cast import NOON, Cast
from tests.journeys.test_main_job import accessible
from tests.orgs.invitations import an_invitation

Open = Callable[..., BrowserContext]
LIST = b"email,role,unit\nnoa@example.org,king,Payments\nkit@example.org,viewer,Payments\n"


@pytest.fixture
def northwind(transactional_db: None) -> Cast:
    """Return the cast, committed, with open invitations and one person deactivated."""
    with transaction.atomic():
        cast = worlds.make_cast()
        tenancy.set_local("organization", cast.organization.pk)
        an_invitation(cast)
        an_invitation(cast, email="somebody.with.a.long.name@department.example.org")
        membership.deactivate(by=cast.ada, member=cast.ben, at=NOON)
    return cast


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light-wide", "dark-narrow"]
)
def test_the_pages_about_people_are_accessible(
    northwind: Cast, site: str, signed_in: Open, scheme: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    page = signed_in(northwind.ada, color_scheme=scheme, viewport=viewport).new_page()
    tom, ben = northwind.tom.pk, northwind.ben.pk
    for path in (
        *("people/", "people/?words=zzz", "people/invited/", "people/invite", "people/import"),
        *(f"people/{tom}/", f"people/{ben}/", "roles/", "leave", "history/", "units/"),
    ):
        page.goto(f"/o/northwind/{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/o/northwind/people/import")
    page.set_input_files("[name=file]", {"name": "p.csv", "mimeType": "text/csv", "buffer": LIST})
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_text("There is no such role.").wait_for()
    accessible(page)
    refused = signed_in(northwind.tom, color_scheme=scheme, viewport=viewport).new_page()
    refused.goto("/o/northwind/people/")
    refused.get_by_text("Ada, Max").wait_for()
    accessible(refused)
