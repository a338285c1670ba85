"""One attempt at a report: what it makes, and what is left of what goes wrong."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from assessments.results.comparison.options import ComparisonOptions
from assessments.results.models import Result
from assessments.rounds.models import Round
from config.fonts import build_fonts
from orgs.database import tenancy
from orgs.jobs.lease import Lease
from orgs.models import Grant
from reports import actions, documents, tasks
from reports import worker as reports_worker
from reports.job import REPORTS
from reports.models import Report, ReportState
from reports.pdf import render
from reports.pdf.render import Paper
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports import worlds
from tests.reports.conftest import PDF
from tests.reports.pdfs import font_names, opened, structure, text


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    build_fonts(settings.VAR / "fonts")


def made(report: Report) -> Report:
    tasks.render(report.organization_id, report.pk)
    report.refresh_from_db()
    return report


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_unit_report_is_two_to_four_tagged_pages_set_in_inter(cast: Cast, rich: Result) -> None:
    report = made(actions.order_unit(result=rich, by=cast.fay, at=NOON))

    assert report.state == ReportState.DONE
    [file] = stored()
    content = file.read_bytes()
    pdf = opened(content)
    assert file.relative_to(settings.MEDIA_ROOT) == Path(report.file)
    assert report.file.startswith(f"reports/{cast.organization.pk}/")
    assert (report.size, report.pages) == (len(content), len(pdf.pages))
    assert 2 <= len(pdf.pages) <= 4
    assert font_names(pdf) <= {"Inter-Paper", "Inter-Paper-Italic", "Inter-Paper-Semi-Bold"}
    assert "Stage 0 , held by cost accountability" in text(pdf, 0)
    tags = structure(pdf.Root.StructTreeRoot.K[0])
    described = [str(tag.Alt) for tag in tags if tag.get("/S") == "/Figure"]
    assert "Cost accountability: level 0, supported 0, target 2" in described
    with pdf.open_outline() as outline:
        chapters = [chapter.title for chapter in outline.root[0].children]
    assert chapters == [
        "Summary",
        "Capabilities, widest gap first",
        "The gaps",
        "Method and sources",
        "Appendix: comments",
    ]


def test_a_comparison_of_25_units_is_one_page_across(cast: Cast, spring: Round) -> None:
    asked = worlds.a_wide_round(cast, 25)

    report = made(
        actions.order_comparison(
            asked_round=asked, choice=ComparisonOptions(), by=cast.ada, at=NOON
        )
    )

    pdf = opened(stored()[0].read_bytes())
    assert report.pages == len(pdf.pages) == 1
    width, height = (float(side) for side in pdf.pages[0].MediaBox[2:])
    assert width > height
    assert "25 units submitted" in text(pdf, 0)
    assert len(report.units) == 25


def test_the_digest_is_that_of_what_the_report_says(
    report: Report, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    build = reports_worker.build

    def remembered(*held: Lease, **at: object) -> documents.Document:
        document = build(*held, **at)  # type: ignore[arg-type]
        said.append(document.html)
        return document

    monkeypatch.setattr(reports_worker, "build", remembered)

    made(report)

    assert report.digest == hashlib.sha256(said[0].encode()).hexdigest()


def test_a_second_ring_makes_nothing_anew(report: Report, quick: None) -> None:
    first = made(report)
    was = (first.fence, first.file)

    again = made(report)

    assert (again.fence, again.file) == was
    assert len(stored()) == 1


def test_a_ring_for_what_is_not_there_is_nothing(cast: Cast) -> None:
    tasks.render(cast.organization.pk, 10**9)
    tasks.render(10**9, 1)


def test_what_cannot_be_rendered_is_tried_three_times_and_then_says_why(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        raise render.RenderingError("The paper is out.")

    monkeypatch.setattr(render, "render", broken)

    states = [made(report).state for _ in range(4)]

    assert states == ["queued", "queued", "failed", "failed"]
    assert (report.failure, report.attempts) == ("The paper is out.", 3)
    assert stored() == []


def test_a_defect_is_a_plain_sentence_and_not_a_lost_job(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> documents.Document:
        raise ZeroDivisionError("secret details")

    monkeypatch.setattr(documents, "unit_report", broken)

    made(report)

    assert report.state == ReportState.QUEUED
    assert report.failure == "Something went wrong while the report was made."


def test_a_full_disk_is_tried_again(
    report: Report, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reports.pdf.files.store", full)

    assert made(report).state == ReportState.QUEUED


def test_who_may_no_longer_see_the_result_gets_no_report(
    report: Report, cast: Cast, quick: None
) -> None:
    Grant.objects.filter(member=cast.fay).delete()

    made(report)

    assert (report.state, report.attempts) == (ReportState.FAILED, 1)
    assert report.failure == "Whoever ordered this report may no longer see this result."


def test_who_left_gets_no_report(report: Report, cast: Cast, quick: None) -> None:
    cast.fay.deactivated_at = NOON
    cast.fay.save()

    assert made(report).failure == "Whoever ordered this report is no longer a member here."


def test_who_may_no_longer_compare_gets_no_comparison(
    result: Result, cast: Cast, spring: Round, quick: None
) -> None:
    report = actions.order_comparison(
        asked_round=spring, choice=ComparisonOptions(), by=cast.lin, at=NOON
    )
    Grant.objects.filter(member=cast.lin).delete()

    assert made(report).failure == "Whoever ordered this report may no longer compare these units."


def test_a_comparison_of_nothing_says_so(cast: Cast, spring: Round, quick: None) -> None:
    report = actions.order_comparison(
        asked_round=spring, choice=ComparisonOptions(), by=cast.lin, at=NOON
    )

    assert made(report).failure == "No unit that you may compare has submitted a result yet."


def test_cancelling_stops_a_rendering(
    report: Report, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def patient(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        assert not is_cancelled()
        actions.cancel(report=report, at=NOON)
        assert is_cancelled()
        raise render.RenderingCancelled

    monkeypatch.setattr(render, "render", patient)

    made(report)

    assert (report.state, report.failure) == (ReportState.CANCELLED, "")
    assert stored() == []


def test_a_report_that_is_cancelled_when_it_is_ready_leaves_no_file(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_last_moment(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        actions.cancel(report=report, at=NOON)
        return Paper(PDF)

    monkeypatch.setattr(render, "render", at_the_last_moment)

    assert made(report).state == ReportState.CANCELLED
    assert stored() == []


def test_a_worker_that_lost_its_lease_overwrites_nothing(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        monkeypatch.setattr(render, "render", lambda *_, **__: Paper(PDF))
        Report.objects.filter(pk=report.pk).update(lease_until=timezone.now())
        made(report)
        return Paper(b"%PDF late")

    monkeypatch.setattr(render, "render", slow)

    made(report)

    assert (report.state, report.attempts) == (ReportState.DONE, 2)
    [file] = stored()
    assert file.read_bytes() == PDF


def test_what_a_dead_worker_left_behind_is_removed(report: Report, quick: None) -> None:
    dead = REPORTS.claim(report.organization_id, report.pk)
    assert dead
    (Path(settings.MEDIA_ROOT) / dead.file).parent.mkdir(parents=True)
    (Path(settings.MEDIA_ROOT) / dead.file).write_bytes(b"half of it")
    Report.objects.filter(pk=report.pk).update(lease_until=timezone.now())

    made(report)

    assert [file.name for file in stored()] == [Path(report.file).name]


def test_the_watch_asks_once_a_second_and_tells_the_page_that_it_goes_on(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = REPORTS.claim(report.organization_id, report.pk)
    assert held
    clock = iter([100.0, 100.2, 100.9, 101.0, 101.5, 102.0])
    monkeypatch.setattr(reports_worker, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    renewed: list[int] = []

    def renew(_: Lease, *, progress: int) -> bool:
        renewed.append(progress)
        return True

    monkeypatch.setattr(Lease, "renew", renew)

    watch = reports_worker.Watch(held)

    assert not any(watch() for _ in range(5))
    assert renewed == [33, 41]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_pdf_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    with tenancy.scope(organization=""):
        report = worlds.an_order()
    inside: list[bool] = []

    def looking(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        inside.append(connection.in_atomic_block)
        return Paper(PDF)

    monkeypatch.setattr(render, "render", looking)

    tasks.render(report.organization_id, report.pk)

    assert inside == [False]
    with tenancy.scope(organization=report.organization_id):
        assert Report.objects.get().state == ReportState.DONE


def test_what_cannot_be_laid_out_is_printed_as_plain_text(
    report: Report, monkeypatch: pytest.MonkeyPatch, client: OutsideClient, cast: Cast
) -> None:
    asked: list[str] = []

    def picky(html: str, *, is_cancelled: Callable[[], bool]) -> Paper:
        asked.append(html)
        if "<ul" in html:
            raise render.LayoutError("It took too long.")
        return Paper(PDF, missing="\U00100000")

    monkeypatch.setattr(render, "render", picky)

    done = made(report)

    assert (done.state, done.attempts, done.is_plain) == ("done", 1, True)
    assert len(asked) == 2
    assert "This report could not be laid out as usual" in asked[1]
    page = client.as_member(cast.fay).get(f"/o/northwind/reports/{report.pk}/").text
    assert "it is plain text" in page
    assert "Some characters could not be printed" in page
    assert "(u+100000)" in page
