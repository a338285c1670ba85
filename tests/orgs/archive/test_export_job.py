"""An owner orders the organization's archive; a worker writes it; it is fetched, then removed."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from assessments.rounds.models import Session
from orgs.archive import actions, tasks
from orgs.archive import export as archive
from orgs.archive import worker as archive_worker
from orgs.archive.job import EXPORTS
from orgs.audit.queries import HistoryFilter, recorded_events
from orgs.models import Export, ExportState, Member
from tests.cast import NOON, Cast, everywhere, vote
from tests.conftest import OutsideClient
from tests.orgs.mailbox import all_mails

LIST = ("orgs:exports", ["northwind"])


@pytest.fixture
def ordered(cast: Cast) -> Export:
    """Return an order that no worker has seen yet."""
    return actions.order(by=cast.ada, at=NOON)


def written(export: Export) -> Export:
    """Return the export after a worker took it."""
    tasks.export(export.organization_id, export.pk)
    return again(export)


def again(export: Export) -> Export:
    return Export.objects.get(pk=export.pk)


def lost_its_worker(export: Export) -> None:
    Export.objects.filter(pk=export.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_an_order_rings_once_it_is_stored_and_is_one_at_a_time(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.export, "delay", lambda _organization, export: rung.append(export))

    with django_capture_on_commit_callbacks(execute=True):
        first = actions.order(by=cast.ada, at=NOON)
        second = actions.order(by=cast.ada, at=NOON)

    assert first == second
    assert rung == [first.pk, first.pk]


def test_the_worker_writes_an_archive_without_votes_of_others(cast: Cast, session: Session) -> None:
    vote(session, cast.tom, everywhere(3))

    done = written(actions.order(by=cast.ada, at=NOON))

    assert done.state == ExportState.DONE
    with zipfile.ZipFile(io.BytesIO(default_storage.open(done.file).read())) as opened:
        assert opened.testzip() is None
        assert opened.read("rounds.vote.jsonl") == b""
        assert opened.read("rounds.voteevent.jsonl") == b""
        assert opened.read("orgs.unit.jsonl").count(b"\n") == 4
    assert done.size == default_storage.size(done.file)


def test_the_owners_are_told_when_it_is_there(cast: Cast, ordered: Export) -> None:
    written(ordered)

    (mail,) = all_mails()
    assert mail.recipient == "ada@example.org"
    assert mail.subject == "The archive of Northwind is ready"
    assert "/o/northwind/exports/" in mail.body


def test_it_is_fetched_by_owners_alone_and_the_history_knows(
    cast: Cast, eve: Member, ordered: Export, client: OutsideClient
) -> None:
    address = reverse("orgs:export_download", args=["northwind", ordered.pk])
    assert client.as_member(cast.ada).get(address).status_code == 409
    written(ordered)

    answer = client.get(address)

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="northwind-')
    content = answer.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(content))
    newest = recorded_events(HistoryFilter(kind="export"), most=1)[0]
    assert newest.origin["person"] == cast.ada.user_id
    assert newest.row["downloaded_at"]
    assert Client().get(address).status_code == 302
    assert OutsideClient().as_member(cast.max).get(address).status_code == 403
    assert OutsideClient().as_member(eve).get(address).status_code == 404
    elsewhere = reverse("orgs:export_download", args=["elsewhere", ordered.pk])
    assert OutsideClient().as_member(eve).get(elsewhere).status_code == 404


def test_an_owner_who_has_lost_the_role_does_not_get_the_archive_that_they_ordered(
    cast: Cast, ordered: Export, client: OutsideClient
) -> None:
    address = reverse("orgs:export_download", args=["northwind", ordered.pk])
    written(ordered)
    cast.ada.grants.all().delete()

    assert client.as_member(cast.ada).get(address).status_code == 403


def test_the_page_orders_shows_and_looks_again_while_one_is_written(
    cast: Cast, client: OutsideClient
) -> None:
    page = reverse(*LIST[:1], args=LIST[1])
    empty = client.as_member(cast.ada).get(page).content.decode()
    assert "Nothing was exported" in empty
    client.post(reverse("orgs:export_order", args=["northwind"]))

    waiting = client.get(page).content.decode()

    assert "every 3s" in waiting
    assert "Order the archive" not in waiting
    assert len(client.statements) <= 6
    written(Export.objects.get())
    fragment = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<section")
    assert "every 3s" not in fragment
    assert "Download" in fragment


def test_an_archive_is_removed_after_seven_days(cast: Cast, ordered: Export) -> None:
    done = written(ordered)
    assert done.expires_at
    assert done.finished_at
    assert done.expires_at - done.finished_at == timedelta(days=7)
    tasks.sweep_exports()
    assert default_storage.exists(done.file)

    Export.objects.update(expires_at=Now())
    tasks.sweep_exports()

    assert (again(done).state, again(done).file) == (ExportState.EXPIRED, "")
    assert not default_storage.exists(done.file)


def test_the_sweeper_rings_again_for_what_a_dead_worker_left(
    cast: Cast, ordered: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.export, "delay", lambda _organization, export: rung.append(export))
    assert EXPORTS.claim(cast.organization.pk, ordered.pk)
    tasks.sweep_exports()
    assert rung == []

    lost_its_worker(ordered)
    tasks.sweep_exports()

    assert rung == [ordered.pk]


def test_a_worker_that_was_overtaken_leaves_nothing(cast: Cast, ordered: Export) -> None:
    slow = EXPORTS.claim(cast.organization.pk, ordered.pk)
    assert slow
    assert EXPORTS.claim(cast.organization.pk, ordered.pk) is None
    lost_its_worker(ordered)
    quick = EXPORTS.claim(cast.organization.pk, ordered.pk)
    assert quick

    archive_worker.make(quick)
    archive_worker.make(slow)

    assert again(ordered).file == quick.file
    assert default_storage.exists(quick.file)
    assert not default_storage.exists(slow.file)
    assert not slow.renew()


def test_what_fails_three_times_is_failed_with_a_reason_and_leaves_no_file(
    cast: Cast, ordered: Export, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(archive, "write", broken)

    states = [written(ordered).state for _attempt in range(3)]

    assert states == [ExportState.QUEUED, ExportState.QUEUED, ExportState.FAILED]
    assert "went wrong" in again(ordered).failure
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.zip"))
    assert actions.order(by=cast.ada, at=NOON) != ordered


def test_one_whose_worker_died_three_times_is_given_up(cast: Cast, ordered: Export) -> None:
    for _attempt in range(3):
        assert EXPORTS.claim(cast.organization.pk, ordered.pk)
        lost_its_worker(ordered)

    tasks.sweep_exports()

    assert again(ordered).state == ExportState.FAILED
    assert "broken off 3 times" in again(ordered).failure
