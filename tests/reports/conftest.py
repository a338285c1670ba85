"""Fixtures of the reports room's tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from assessments.results.comparison.options import ComparisonOptions
from assessments.results.models import Result
from assessments.rounds.models import Round, Session
from reports import actions
from reports import worker as reports_worker
from reports.models import Report, ReportState
from reports.pdf import render
from reports.pdf.render import Paper
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
    monkeypatch.setattr(render, "render", rendered)


def rendered(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
    """Stand for a rendering that works."""
    return Paper(PDF)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the watch look at the row every time it is asked."""
    monkeypatch.setattr(reports_worker, "RENEWAL_SECONDS", 0)


def finish(report: Report, **values: Any) -> Report:
    """Give the report a file and let it be done."""
    name = f"reports/{report.organization_id}/{report.pk}.pdf"
    default_storage.save(name, ContentFile(PDF))
    done = {"state": ReportState.DONE, "file": name, "pages": 3, "size": 12345, "progress": 100}
    Report.objects.filter(pk=report.pk).update(**done | {"finished_at": NOON} | values)
    report.refresh_from_db()
    return report


@pytest.fixture
def done(report: Report) -> Report:
    """Return the report, finished."""
    return finish(report)


@pytest.fixture
def compared(cast: Cast, result: Result, spring: Round) -> Report:
    """Return Lin's finished comparison of Payments."""
    ordered = actions.order_comparison(
        asked_round=spring, choice=ComparisonOptions(), by=cast.lin, at=NOON
    )
    return finish(ordered, units=[cast.payments.pk])


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of the tests that take a worker."""
    config.addinivalue_line("markers", "worker: starts real workers and a real broker")
