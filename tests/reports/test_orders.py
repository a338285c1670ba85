"""Orders: one of the same at a time, rung after commit, cancelled and tried again."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from assessments.results.comparison.options import ComparisonOptions, LevelKind, options_from_json
from assessments.results.models import Result
from assessments.rounds.models import Round
from reports import actions, tasks
from reports.models import Report, ReportKind, ReportState
from tests.cast import NOON, Cast

Capture = Callable[..., AbstractContextManager[list[Any]]]


def test_an_order_is_a_queued_row_with_a_title(cast: Cast, result: Result) -> None:
    report = actions.order_unit(result=result, by=cast.fay, at=NOON)

    assert (report.kind, report.state, report.attempts) == ("unit", "queued", 0)
    assert report.title == "Payments · Spring 2026"
    assert report.requested_by == cast.fay


def test_the_same_order_is_not_doubled_while_it_is_being_made(cast: Cast, result: Result) -> None:
    first = actions.order_unit(result=result, by=cast.fay, at=NOON)

    assert actions.order_unit(result=result, by=cast.fay, at=NOON) == first
    assert actions.order_unit(result=result, by=cast.lin, at=NOON) != first
    Report.objects.filter(pk=first.pk).update(state=ReportState.DONE)
    assert actions.order_unit(result=result, by=cast.fay, at=NOON) != first


def test_the_database_holds_to_one_unfinished_of_the_same_order(report: Report, cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="one_unfinished"), transaction.atomic():
        Report.objects.create(
            organization=cast.organization,
            kind=ReportKind.UNIT,
            result=report.result,
            title="again",
            requested_by=cast.fay,
            requested_at=NOON,
        )


def test_comparisons_of_different_choices_are_different_orders(cast: Cast, spring: Round) -> None:
    choices = [
        ComparisonOptions(),
        ComparisonOptions(LevelKind.CLAIMED),
        ComparisonOptions(sort="-RUN"),
        ComparisonOptions(folded=frozenset({2, 1})),
    ]

    ordered = [
        actions.order_comparison(asked_round=spring, choice=choice, by=cast.lin, at=NOON)
        for choice in choices * 2
    ]

    assert len({report.pk for report in ordered}) == 4
    assert [options_from_json(report.choices) for report in ordered[:4]] == choices
    assert ordered[0].title == "Comparison · Spring 2026"


def test_an_order_rings_after_commit(
    cast: Cast,
    result: Result,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    rung: list[tuple[int, int]] = []
    monkeypatch.setattr(tasks.render, "delay", lambda *ids: rung.append(ids))

    with django_capture_on_commit_callbacks(execute=True):
        report = actions.order_unit(result=result, by=cast.fay, at=NOON)
        assert not rung

    assert rung == [(cast.organization.pk, report.pk)]


def test_a_broker_that_is_down_does_not_stop_an_order(
    cast: Cast,
    result: Result,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Capture,
) -> None:
    def nobody_there(*ids: int) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.render, "delay", nobody_there)

    with django_capture_on_commit_callbacks(execute=True):
        report = actions.order_unit(result=result, by=cast.fay, at=NOON)

    assert Report.objects.get() == report


def test_a_ring_to_a_redis_that_is_not_there_is_given_up_within_a_second() -> None:
    rung = """
import time, django
django.setup()
from orgs.jobs.doorbell import ring
from reports import tasks
tasks.render.name
started = time.monotonic()
assert ring(tasks.render, 1, 1) is False
print(time.monotonic() - started)
"""
    environment = os.environ | {"REDIS_URL": "redis://127.0.0.1:9/0", "LOG_LEVEL": "ERROR"}
    finished = subprocess.run(
        [sys.executable, "-c", rung],
        cwd=settings.BASE_DIR,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert float(finished.stdout) < 1


def test_what_is_being_made_can_be_cancelled_once(report: Report) -> None:
    cancelled = actions.cancel(report=report, at=NOON)

    assert (cancelled.state, cancelled.finished_at) == ("cancelled", NOON)
    with pytest.raises(actions.NotUnfinishedError, match="is cancelled"):
        actions.cancel(report=report, at=NOON)


@pytest.mark.parametrize("state", [ReportState.FAILED, ReportState.CANCELLED])
def test_what_was_not_made_can_be_tried_again(report: Report, state: ReportState) -> None:
    Report.objects.filter(pk=report.pk).update(state=state, attempts=3, failure="No.", fence=3)

    again = actions.retry(report=report)

    assert (again.state, again.attempts, again.failure, again.fence) == ("queued", 0, "", 3)
    with pytest.raises(actions.NotFailedError, match="is queued"):
        actions.retry(report=report)


def test_a_retry_does_not_double_a_newer_order(report: Report, cast: Cast) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED)
    assert report.result
    actions.order_unit(result=report.result, by=cast.fay, at=NOON)

    with pytest.raises(actions.AlreadyOrderedError, match="being made already"):
        actions.retry(report=report)


def test_only_the_requesters_download_counts(report: Report, cast: Cast) -> None:
    later = NOON.replace(hour=13)
    for member, at, expected in (
        (cast.ada, NOON, None),
        (cast.fay, NOON, NOON),
        (cast.fay, later, NOON),
    ):
        actions.note_download(report=report, by=member, at=at)
        report.refresh_from_db()
        assert report.downloaded_at == expected
