"""The life of a job: one worker at a time, by fence and lease; nothing lost, nothing doubled."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from orgs.database import tenancy
from orgs.jobs.lease import Lease
from orgs.models import Member
from reports import actions, tasks
from reports.job import REPORTS
from reports.models import Report, ReportState
from tests.cast import NOON, Cast
from tests.reports import worlds

OUTCOME = {"pages": 3, "size": 100, "digest": "d" * 64}


def claimed(report: Report) -> Lease:
    held = REPORTS.claim(report.organization_id, report.pk)
    assert held
    return held


def expire(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(lease_until=Now() - timedelta(seconds=1))


def changed(report: Report, **values: Any) -> Report:
    Report.objects.filter(pk=report.pk).update(**values)
    report.refresh_from_db()
    return report


def test_a_claim_takes_the_row_for_the_time_of_a_lease(report: Report) -> None:
    held = claimed(report)

    report.refresh_from_db()
    assert (report.state, report.attempts, report.fence) == ("running", 1, held.fence)
    assert report.lease_until
    assert timedelta(seconds=170) < report.lease_until - timezone.now() <= REPORTS.lease
    assert REPORTS.claim(report.organization_id, report.pk) is None


@pytest.mark.parametrize("state", [ReportState.DONE, ReportState.FAILED, ReportState.CANCELLED])
def test_what_is_finished_is_not_claimed(report: Report, state: ReportState) -> None:
    changed(report, state=state)

    assert REPORTS.claim(report.organization_id, report.pk) is None


def test_a_job_of_another_organization_is_not_claimed(report: Report, eve: Member) -> None:
    assert REPORTS.claim(eve.organization_id, report.pk) is None


def test_a_lease_that_ran_out_is_taken_over_and_the_former_holder_changes_nothing(
    report: Report,
) -> None:
    former = claimed(report)
    expire(report)

    present = claimed(report)

    assert present.fence == former.fence + 1
    assert present.file != former.file
    assert not former.renew(progress=50)
    assert not former.finish(**OUTCOME)
    assert not former.put_back("late")
    assert not former.fail("late")
    report.refresh_from_db()
    assert (report.state, report.failure, report.file) == ("running", "", present.file)
    assert present.finish(**OUTCOME)


def test_renewing_lengthens_the_lease(report: Report) -> None:
    held = claimed(report)
    changed(report, lease_until=Now() + timedelta(seconds=1))

    assert held.renew(progress=42)

    report.refresh_from_db()
    assert report.progress == 42
    assert report.lease_until
    assert report.lease_until > timezone.now() + timedelta(seconds=100)


def test_a_finished_job_says_what_it_made(report: Report) -> None:
    assert claimed(report).finish(**OUTCOME)

    report.refresh_from_db()
    assert (report.state, report.progress, report.pages, report.size) == ("done", 100, 3, 100)
    assert report.finished_at
    assert report.lease_until is None


def test_a_failure_queues_the_job_again_until_the_third(report: Report) -> None:
    for attempt in range(1, REPORTS.attempts):
        assert claimed(report).put_back(f"Reason {attempt}.")
        report.refresh_from_db()
        assert (report.state, report.failure) == ("queued", f"Reason {attempt}.")

    assert claimed(report).put_back("Reason 3.")

    report.refresh_from_db()
    assert (report.state, report.failure, report.attempts) == ("failed", "Reason 3.", 3)
    assert report.finished_at


def test_a_long_reason_is_cut(report: Report) -> None:
    assert claimed(report).fail("x" * 2000)

    report.refresh_from_db()
    assert len(report.failure) == 500


def test_a_cancelled_job_is_not_finished(report: Report) -> None:
    held = claimed(report)
    actions.cancel(report=report, at=NOON)

    assert not held.renew(progress=50)
    assert not held.finish(**OUTCOME)
    report.refresh_from_db()
    assert report.state == ReportState.CANCELLED


def test_the_sweeper_finds_what_waits_in_every_organization(
    report: Report, eve: Member, cast: Cast
) -> None:
    tenancy.set_local("organization", "")

    assert REPORTS.due() == [(cast.organization.pk, report.pk)]
    assert tenancy.setting("sweeper") == ""


def test_the_sweeper_leaves_what_was_just_ordered_and_what_is_being_made(report: Report) -> None:
    changed(report, requested_at=Now())
    assert REPORTS.due() == []

    changed(report, requested_at=NOON)
    claimed(report)
    assert REPORTS.due() == []

    expire(report)
    assert REPORTS.due() == [(report.organization_id, report.pk)]


def test_the_sweeper_rings_for_what_waits(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[tuple[int, int]] = []
    monkeypatch.setattr(tasks.render, "delay", lambda *ids: rung.append(ids))

    tasks.sweep_reports()

    assert rung == [(report.organization_id, report.pk)]


def test_the_sweeper_gives_up_on_a_job_that_was_broken_off_three_times(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[int, int]] = []
    monkeypatch.setattr(tasks.render, "delay", lambda *ids: rung.append(ids))
    for _ in range(REPORTS.attempts):
        claimed(report)
        expire(report)

    assert REPORTS.claim(report.organization_id, report.pk) is None
    tasks.sweep_reports()

    report.refresh_from_db()
    assert report.state == ReportState.FAILED
    assert report.failure == "Making the PDF was broken off 3 times; order it again later."
    assert not rung


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_are_rung_at_once_one_gets_the_job() -> None:
    with tenancy.scope(organization=""):
        report = worlds.an_order()

    def claim(_: int) -> Lease | None:
        try:
            return REPORTS.claim(report.organization_id, report.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        with tenancy.scope(organization=report.organization_id):
            Report.objects.select_for_update().get(pk=report.pk)
            claims = [pool.submit(claim, number) for number in range(4)]
            wait(claims, timeout=0.5)  # they all stand before the row until this scope ends
        held = [each for each in (future.result() for future in claims) if each]

    assert [each.fence for each in held] == [1]
