"""Fixtures of the reports room's tests."""

from collections.abc import Callable

import pytest

from assessments.results.models import Result
from assessments.rounds.models import Session
from reports import actions, making, rendering
from reports.models import Report
from tests.cast import NOON, Cast
from tests.reports import worlds

PDF = b"%PDF-1.7 not really\n%%EOF"


@pytest.fixture
def result(cast: Cast, session: Session) -> Result:
    """Return Payments' submitted result after a single vote."""
    return worlds.a_plain_result(cast, session)


@pytest.fixture
def rich(cast: Cast, session: Session) -> Result:
    """Return Payments' submitted result with all that a result may have."""
    return worlds.a_result(cast, session)


@pytest.fixture
def report(cast: Cast, result: Result) -> Report:
    """Return the report of Payments' result, ordered by Fay."""
    return actions.order_unit(result=result, by=cast.fay, at=NOON)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let rendering cost nothing where a test is not about it."""
    monkeypatch.setattr(rendering, "render", rendered)


def rendered(html: str, *, is_cancelled: Callable[[], bool]) -> bytes:
    """Stand for a rendering that works."""
    return PDF


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the watch look at the row every time it is asked."""
    monkeypatch.setattr(making, "RENEWAL_SECONDS", 0)
