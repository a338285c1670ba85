"""Each module of a page comes once, under a name that changes, as soon as the page is read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.test_main_job import Stage, stage

__all__ = ["stage"]

pytestmark = pytest.mark.browser
HASHED = re.compile(r"/static/(?P<name>[\w/.-]+)\.[0-9a-f]{12}\.js$")


def test_a_page_loads_each_module_once_and_all_that_it_asked_for(
    stage: Stage, site: str, signed_in: Callable[..., BrowserContext]
) -> None:
    page = signed_in(stage.cast.fay).new_page()
    warned: list[str] = []
    page.on("console", lambda said: warned.append(said.text) if said.type == "warning" else None)

    for path, script in [("vote/RUN/", "rounds/voting/page"), ("", "rounds/reveal/page")]:
        names = scripts_of(page, stage.address(path))
        assert len(names) == len(set(names)), names
        assert {"saving/page", "saving/outbox", "rounds/keyboard", script} <= set(names)
    assert warned == []


def scripts_of(page: Page, address: str) -> list[str]:
    """Open a page; return the names of the scripts that the browser asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    found = [HASHED.search(url) for url in asked if "/static/" in url and ".js" in url]
    assert all(found), asked
    return [match["name"] for match in found if match]
