"""What jobs, the health address and a start make of a disk or a database that is not there."""

import errno
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from assessments.rounds.models import Session
from config import env, health
from local import supervisor
from local.cluster import Cluster
from local.installation import StateFolder
from local.terminal import CannotStartError
from orgs.jobs.lease import Lease
from reports import actions, tasks, worker
from reports.job import REPORTS
from reports.models import Report, ReportState
from reports.pdf import files, render
from reports.pdf.render import Paper
from tests.cast import NOON, Cast
from tests.reports import worlds

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def report(cast: Cast, session: Session) -> Report:
    """A report that waits for its worker."""
    result = worlds.a_plain_result(cast, session)
    return actions.order_unit(result=result, by=cast.fay, at=NOON)


def attempt(report: Report) -> timedelta:
    """Let a worker try, and return how long the report then waits for the next one."""
    tasks.render(report.organization_id, report.pk)
    report.refresh_from_db()
    wait = (report.lease_until or timezone.now()) - timezone.now()
    if report.lease_until:
        Report.objects.filter(pk=report.pk).update(lease_until=Now() - timedelta(seconds=1))
    return wait


@pytest.mark.parametrize("error", [FULL, OperationalError("the server closed the connection")])
def test_an_outage_uses_up_no_attempt_and_the_pauses_grow(
    error: Exception, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render_nothing(*_: Any, **__: Any) -> bytes:
        raise error

    monkeypatch.setattr(render, "render", render_nothing)
    waits = [attempt(report).total_seconds() for _ in range(7)]

    assert (report.state, report.attempts) == (ReportState.QUEUED, 0)
    assert "could not write" in report.failure
    assert [round(wait) for wait in waits] == [15, 30, 60, 120, 240, 300, 300]

    monkeypatch.setattr(render, "render", lambda *_, **__: Paper(b"%PDF-1.7"))
    attempt(report)
    assert report.state == ReportState.DONE


def test_the_report_s_own_fault_uses_attempts_up(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> bytes:
        raise ValueError

    monkeypatch.setattr(render, "render", fail)
    for _ in range(3):
        attempt(report)

    assert report.state == ReportState.FAILED


def test_a_database_that_is_away_is_waited_for(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = REPORTS.claim(report.organization_id, report.pk)
    assert held
    write, away = Lease._write, iter([True, True, False])

    def write_later(lease: Lease, *columns: Any) -> bool:
        if next(away):
            raise OperationalError("the database is starting up")
        return write(lease, *columns)

    monkeypatch.setattr("orgs.jobs.lease.OUTAGE_POLL_SECONDS", 0)
    monkeypatch.setattr("orgs.jobs.lease.connection.close", lambda: None)
    monkeypatch.setattr(Lease, "_write", write_later)

    assert held.put_back("no PDF", cause=FULL)
    report.refresh_from_db()
    assert (report.state, report.attempts) == (ReportState.QUEUED, 0)


def test_what_a_full_disk_keeps_from_being_removed_is_no_second_fault(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(render, "render", lambda *_, **__: Paper(b"%PDF-1.7"))
    monkeypatch.setattr(files, "store", refuse)
    monkeypatch.setattr(worker, "remove_file", refuse)
    attempt(report)

    assert (report.state, report.attempts) == (ReportState.QUEUED, 0)


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_trial", health.Trial())


@pytest.mark.usefixtures("db", "untried")
def test_health_is_bad_where_no_file_can_be_stored(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    answer = client.get("/health")

    assert (answer.status_code, b"files cannot be stored" in answer.content) == (503, True)


@pytest.mark.usefixtures("db", "untried")
def test_health_is_bad_before_the_disk_is_full(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)

    answer = client.get("/health")

    assert (answer.status_code, answer.content) == (503, b"the disk is nearly full\n")


@pytest.mark.usefixtures("db", "untried")
def test_health_is_bad_where_the_database_takes_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "WRITE", "INSERT INTO nowhere VALUES (1)")

    answer = client.get("/health")

    assert (answer.status_code, answer.content) == (503, b"the database cannot be written\n")


@pytest.mark.usefixtures("db", "untried")
def test_health_is_good_where_all_can_be_stored(client: Client) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_key_that_was_there_before_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "secret-key"
    first = env.secret("SECRET_KEY", file)
    assert env.secret("SECRET_KEY", file) == first
    file.unlink()

    with pytest.raises(ImproperlyConfigured, match="is missing, and what is stored depends on it"):
        env.secret("SECRET_KEY", file)

    assert not file.exists()


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StateFolder:
    monkeypatch.setenv("GROUNDWORK_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("SECRET_KEY", raising=False)
    return StateFolder()


def test_data_without_their_key_are_not_started(state: StateFolder) -> None:
    state.make()

    with pytest.raises(CannotStartError, match="the database needs it"):
        state.refuse_lost_key()

    state.write_private(state.key, "found again")
    state.refuse_lost_key()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "cannot be written (Read-only file system). Make it yours"),
        (errno.ENOSPC, "is full. Free some space and start again."),
    ],
)
def test_a_folder_that_takes_nothing_is_told_in_a_sentence(
    number: int,
    sentence: str,
    state: StateFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, "Read-only file system")

    monkeypatch.setattr(StateFolder, "write_private", refuse)

    assert supervisor.main(["--port", "18999"]) == 1
    assert sentence in capsys.readouterr().out


def test_a_database_without_its_version_is_let_alone_and_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        cluster = Cluster(place / "postgres", log=place / "postgres.log")
        cluster.owner.make_folder(cluster.data)
        cluster.owner.write(cluster.data / "postgresql.conf", "kept")
        assert cluster.is_damaged

        with pytest.raises(CannotStartError, match=r"is damaged: .*PG_VERSION cannot be read"):
            cluster.start()

        assert [path.name for path in cluster.data.iterdir()] == ["postgresql.conf"]
        cluster.remove()
