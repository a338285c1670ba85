"""The whole way of a report: ordered in the page, made by a real worker, fetched as a PDF."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.utils import timezone

from assessments.results.models import Result
from config.fonts import build_fonts
from orgs.database import tenancy
from orgs.jobs.doorbell import ring
from reports import tasks
from reports.models import Report, ReportState
from tests.cast import NOON, Cast, an_open_round, make_cast, the_session
from tests.conftest import OutsideClient
from tests.reports import worlds
from tests.reports.pdfs import font_names, opened, text
from tests.reports.workers import Broker, Staff, redis, staff, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    build_fonts(settings.VAR / "fonts")


@pytest.fixture
def at_redis(tmp_path: Path) -> Iterator[Staff]:
    """Return the staff of a Redis server."""
    with redis(tmp_path) as url, staff(Broker(url, tmp_path)) as hired:
        yield hired


@pytest.fixture
def on_one_machine(tmp_path: Path) -> Iterator[Staff]:
    """Return the staff that rings by the database, as on one machine."""
    with staff(Broker("", tmp_path)) as hired:
        yield hired


@pytest.fixture
def world(transactional_db: None) -> tuple[Cast, Result]:
    """Return the cast and Payments' result, committed."""
    with tenancy.scope(organization=""):
        cast = make_cast()
        session = the_session(an_open_round(cast), cast.payments)
        return cast, worlds.a_result(cast, session)


def the_report(cast: Cast) -> Report:
    with tenancy.scope(organization=cast.organization.pk):
        return Report.objects.get()


def is_in(cast: Cast, *states: ReportState) -> bool:
    return the_report(cast).state in states


def overdue(cast: Cast) -> None:
    """Make the order old enough for the sweeper."""
    with tenancy.scope(organization=cast.organization.pk):
        Report.objects.update(requested_at=NOON)


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*.pdf") if path.is_file()]


def ordered(client: OutsideClient, cast: Cast, result: Result) -> str:
    """Order the report in the page and return the page's address."""
    answer = client.as_member(cast.fay).post(f"/o/northwind/results/{result.pk}/report")
    return str(answer.headers["Location"])


def fetched(client: OutsideClient, page: str) -> pikepdf.Pdf:
    answer = client.get(f"{page}download")
    return opened(answer.getvalue())


def assert_is_the_report(pdf: pikepdf.Pdf) -> None:
    assert 2 <= len(pdf.pages) <= 4
    assert "Stage 0 , held by cost accountability" in text(pdf, 0)
    assert pdf.Root.MarkInfo.Marked
    assert all(name.startswith("Inter-Paper") for name in font_names(pdf))


def test_a_report_ordered_in_the_page_is_made_by_a_worker_at_redis_and_fetched(
    client: OutsideClient, world: tuple[Cast, Result], at_redis: Staff
) -> None:
    cast, result = world
    at_redis.hire()

    page = ordered(client, cast, result)
    ring(tasks.render, cast.organization.pk, the_report(cast).pk)
    wait_until(lambda: "The PDF is ready" in client.get(f"{page}progress").content.decode())

    assert_is_the_report(fetched(client, page))
    report = the_report(cast)
    assert (report.attempts, report.fence) == (1, 1)
    assert len(files()) == 1
    assert report.downloaded_at


def test_what_is_cancelled_stops_and_a_lost_ring_is_rung_again(
    client: OutsideClient, world: tuple[Cast, Result], at_redis: Staff
) -> None:
    cast, result = world
    page = ordered(client, cast, result)
    at_redis.hire()
    wait_until(lambda: is_in(cast, ReportState.RUNNING))
    client.post(f"{page}cancel")
    assert is_in(cast, ReportState.CANCELLED)

    with tenancy.scope(organization=cast.organization.pk):
        Report.objects.update(state=ReportState.QUEUED, requested_at=NOON)
    tasks.sweep_reports.delay()
    wait_until(lambda: is_in(cast, ReportState.DONE))

    wait_until(lambda: len(files()) == 1)
    assert Path(settings.MEDIA_ROOT, the_report(cast).file) == files()[0]


def test_a_report_whose_worker_was_killed_is_made_by_the_next_one_and_not_doubled(
    client: OutsideClient, world: tuple[Cast, Result], on_one_machine: Staff
) -> None:
    cast, result = world
    doomed = on_one_machine.hire()
    page = ordered(client, cast, result)
    wait_until(lambda: is_in(cast, ReportState.RUNNING))
    doomed.send_signal(signal.SIGKILL)
    assert is_in(cast, ReportState.RUNNING)

    overdue(cast)
    tasks.sweep_reports()
    on_one_machine.hire()
    assert not is_in(cast, ReportState.DONE)
    lease = the_report(cast).lease_until
    assert lease
    wait_until(lambda: timezone.now() > lease)
    tasks.sweep_reports()
    wait_until(lambda: is_in(cast, ReportState.DONE))

    assert_is_the_report(fetched(client, page))
    assert the_report(cast).attempts == 2
    assert len(files()) == 1


def test_an_order_outlives_a_broker_that_is_down(
    client: OutsideClient, world: tuple[Cast, Result], tmp_path: Path
) -> None:
    cast, result = world

    with staff(Broker("redis://127.0.0.1:9/0", tmp_path)):
        started_at = time.monotonic()
        ordered(client, cast, result)
        assert time.monotonic() - started_at < 2

    assert is_in(cast, ReportState.QUEUED)
