"""The lease machine, in each kind of job: one worker at a time, and nothing after the fence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models.functions import Now
from kombu.exceptions import OperationalError
from structlog.testing import capture_logs

from assessments.planning.models import BatchState
from assessments.planning.timesheets.tasks import TIME_SHEETS, import_effort
from assessments.rounds.models import Session
from orgs.archive import actions as archive
from orgs.archive.job import EXPORTS
from orgs.archive.tasks import export
from orgs.jobs.doorbell import ring, ring_after_commit, ring_for_due
from orgs.jobs.lease import JobKind, Lease
from orgs.mail.delivery import MAILS
from orgs.mail.tasks import deliver_mail
from reports import actions as reports
from reports.job import REPORTS
from reports.tasks import render
from tests.cast import NOON, Cast
from tests.orgs.mailbox import a_mail
from tests.planning.register_rows import a_time_sheet
from tests.reports import worlds

KINDS = {"report": REPORTS, "export": EXPORTS, "time sheet": TIME_SHEETS, "mail": MAILS}
TASKS = {"report": render, "export": export, "time sheet": import_effort, "mail": deliver_mail}
every_kind = pytest.mark.parametrize("name", KINDS)


class Job:
    """A job that waits for a worker, of any kind."""

    def __init__(self, kind: JobKind, ids: tuple[int, ...]) -> None:
        self.kind, self.ids = kind, ids

    def claimed(self) -> Lease:
        held = self.kind.claim(*self.ids)
        assert held
        return held

    def columns(self) -> dict[str, Any]:
        with self.kind.scope(*self.ids[:-1]):
            found: dict[str, Any] = self.kind.rows().values().get(pk=self.ids[-1])
            return found

    def write(self, **columns: object) -> None:
        with self.kind.scope(*self.ids[:-1]):
            self.kind.rows().filter(pk=self.ids[-1]).update(**columns)

    def lose_worker(self) -> None:
        self.write(**{self.kind.lease_column: Now() - timedelta(seconds=1)})


@pytest.fixture
def job(name: str, cast: Cast, session: Session) -> Job:
    """Return a job of the kind, ordered long ago."""
    organization = cast.organization.pk
    match name:
        case "report":
            result = worlds.a_plain_result(cast, session)
            ordered = reports.order_unit(result=result, by=cast.fay, at=NOON).pk
        case "export":
            ordered = archive.order(by=cast.ada, at=NOON).pk
        case "time sheet":
            ordered = a_time_sheet(cast.lin).pk
        case _:
            return Job(MAILS, (a_mail().pk,))
    waiting = Job(KINDS[name], (organization, ordered))
    if name == "time sheet":
        waiting.write(state=BatchState.CHECKING)
    return waiting


@every_kind
def test_of_two_workers_one_gets_the_job(job: Job) -> None:
    held = job.claimed()

    assert (held.attempt, job.columns()["attempts"]) == (1, 1)
    assert job.kind.claim(*job.ids) is None
    assert job.kind.due() == []


@every_kind
@pytest.mark.parametrize(
    "change",
    [
        lambda late: late.renew(),
        lambda late: late.release(),
        lambda late: late.finish(),
        lambda late: late.put_back("too late"),
        lambda late: late.fail("too late"),
    ],
    ids=["renew", "release", "finish", "put back", "fail"],
)
def test_a_worker_that_was_overtaken_changes_nothing(
    job: Job, change: Callable[[Lease], bool]
) -> None:
    late = job.claimed()
    job.lose_worker()
    present = job.claimed()
    was = job.columns()

    assert not change(late)

    assert job.columns() == was
    assert present.finish()
    assert not present.fail("it is over")


@every_kind
def test_a_lease_that_is_renewed_lasts_as_long_as_a_new_one(job: Job) -> None:
    held = job.claimed()
    until = job.columns()[job.kind.lease_column]
    job.write(**{job.kind.lease_column: Now()})

    assert held.renew()

    assert job.columns()[job.kind.lease_column] > until


@every_kind
def test_a_job_that_was_put_back_is_claimed_again_until_its_attempts_are_used_up(job: Job) -> None:
    for attempt in range(1, job.kind.attempts):
        assert job.claimed().put_back(f"Reason {attempt}.")
        assert job.columns()["failure"] == f"Reason {attempt}."
        job.lose_worker()
        assert job.kind.due() == [job.ids]

    assert job.claimed().put_back("The last reason. " * 100)

    job.lose_worker()
    assert job.columns()["failure"].startswith("The last reason. ")
    assert len(job.columns()["failure"]) == (250 if job.kind is MAILS else 500)
    assert job.kind.claim(*job.ids) is None
    assert job.kind.due() == []
    assert job.kind.fail_lost() == 0


@every_kind
def test_a_job_whose_attempts_ended_without_a_word_is_failed_with_a_sentence(job: Job) -> None:
    for _attempt in range(job.kind.attempts):
        job.claimed()
        assert job.kind.fail_lost() == 0
        job.lose_worker()

    assert job.kind.claim(*job.ids) is None
    assert job.kind.fail_lost() == 1

    assert "broken off" in job.columns()["failure"]
    assert "%" not in job.columns()["failure"]
    assert job.kind.fail_lost() == 0


@every_kind
def test_a_ring_with_the_broker_away_is_logged_and_stops_the_sweeper(
    name: str, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[int, ...]] = []

    def nobody_there(*ids: int) -> None:
        rung.append(ids)
        raise OperationalError("connection refused")

    monkeypatch.setattr(TASKS[name], "delay", nobody_there)

    with capture_logs() as lines:
        assert ring(TASKS[name], *job.ids) is False
        ring_for_due(TASKS[name], job.kind)

    assert [line["event"] for line in lines] == ["ring lost", "ring lost"]
    assert {(line["task"], line["ids"]) for line in lines} == {(TASKS[name].name, job.ids)}
    assert rung == [job.ids, job.ids]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_rung_for_what_was_rolled_back(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr(deliver_mail, "delay", lambda *ids: rung.append(ids))

    with transaction.atomic():
        ring_after_commit(deliver_mail, 1)
        assert rung == []
    with transaction.atomic():
        ring_after_commit(deliver_mail, 2)
        transaction.set_rollback(True)

    assert rung == [(1,)]


@every_kind
def test_a_task_does_nothing_for_a_job_that_somebody_has(name: str, job: Job) -> None:
    job.claimed()
    was = job.columns()

    TASKS[name](*job.ids)

    assert job.columns() == was
