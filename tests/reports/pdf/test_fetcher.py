"""Fetching the PDF: who may, what comes, and that nobody else finds it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.storage import default_storage

from orgs.models import Grant
from orgs.permissions import Role
from reports import queries
from reports.models import Report, ReportState
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports.conftest import PDF, finish

Queries = Callable[..., AbstractContextManager[Any]]
HERE = "/o/northwind/"


def test_the_file_comes_as_an_attachment_under_a_speaking_name_and_is_not_kept(
    client: OutsideClient, cast: Cast, done: Report
) -> None:
    answer = client.as_member(cast.fay).get(
        f"{HERE}reports/{done.pk}/download", headers={"accept-encoding": "gzip"}
    )

    assert answer.getvalue() == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(PDF))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''"
        "Northwind%20%E2%80%93%20Payments%20%E2%80%93%20Spring%202026.pdf"
    )


def test_a_hostile_name_makes_a_harmless_file_name(
    client: OutsideClient, cast: Cast, done: Report
) -> None:
    Report.objects.filter(pk=done.pk).update(
        title='../../"A"\r\nSet-Cookie: x=1 · \u202e' + "x" * 200
    )

    answer = client.as_member(cast.fay).get(f"{HERE}reports/{done.pk}/download")

    header = answer.headers["Content-Disposition"]
    assert "Set-Cookie" not in answer.headers
    assert "%2F" not in header
    assert len(header) < 400


@pytest.mark.parametrize("who", ["ada", "max", "lin", "fay", "tom", "vic"])
def test_who_sees_the_units_results_may_fetch_its_report(
    client: OutsideClient, cast: Cast, done: Report, who: str
) -> None:
    client.as_member(getattr(cast, who))

    assert client.get(f"{HERE}reports/{done.pk}/").status_code == 200
    assert client.get(f"{HERE}reports/{done.pk}/download").status_code == 200


def test_a_sibling_does_not_see_the_report(client: OutsideClient, cast: Cast, done: Report) -> None:
    client.as_member(cast.kim)
    for path in ("", "progress", "line", "download"):
        assert client.get(f"{HERE}reports/{done.pk}/{path}").status_code == 404
    assert done.title not in client.get(f"{HERE}reports/").content.decode()


def test_access_that_was_taken_back_ends_at_once(
    client: OutsideClient, cast: Cast, done: Report
) -> None:
    client.as_member(cast.fay)
    Grant.objects.filter(member=cast.fay).delete()
    assert client.get(f"{HERE}reports/{done.pk}/download").status_code == 403

    Grant.objects.create(
        organization=cast.organization, member=cast.fay, role=Role.VIEWER, unit=cast.search
    )
    assert client.get(f"{HERE}reports/{done.pk}/download").status_code == 404


def test_a_comparison_is_reached_by_its_requester_only(
    client: OutsideClient, cast: Cast, compared: Report
) -> None:
    address = f"{HERE}reports/{compared.pk}/download"

    assert client.as_member(cast.ada).get(address).status_code == 404
    assert client.as_member(cast.lin).get(address).status_code == 200


def test_a_comparison_is_gone_once_its_requester_may_not_compare_all_of_it(
    client: OutsideClient, cast: Cast, compared: Report
) -> None:
    Report.objects.update(units=[cast.payments.pk, cast.search.pk])

    client.as_member(cast.lin)

    assert client.get(f"{HERE}reports/{compared.pk}/download").status_code == 404
    assert "Comparison" not in client.get(f"{HERE}reports/").content.decode()


@pytest.mark.parametrize("state", ["queued", "running", "failed", "cancelled"])
def test_what_is_not_ready_is_409_with_a_sentence(
    client: OutsideClient, cast: Cast, report: Report, state: str
) -> None:
    Report.objects.filter(pk=report.pk).update(state=state, lease_until=NOON)

    answer = client.as_member(cast.fay).get(f"{HERE}reports/{report.pk}/download")

    assert answer.status_code == 409
    assert f"This report is {state}, so there is no file yet." in answer.content.decode()


def test_a_file_that_is_gone_is_409_with_a_sentence(
    client: OutsideClient, cast: Cast, done: Report
) -> None:
    default_storage.delete(done.file)

    answer = client.as_member(cast.fay).get(f"{HERE}reports/{done.pk}/download")

    assert answer.status_code == 409
    assert "no longer stored" in answer.content.decode()


def test_my_work_shows_what_is_ready_until_it_is_fetched_and_what_failed(
    client: OutsideClient, cast: Cast, report: Report
) -> None:
    assert queries.waiting_for(cast.fay) == []

    finish(report)
    [waiting] = queries.waiting_for(cast.fay)
    assert (waiting.title, waiting.action) == (report.title, "Fetch")
    assert queries.waiting_for(cast.ada) == []

    client.as_member(cast.fay).get(f"{HERE}reports/{report.pk}/download")
    assert queries.waiting_for(cast.fay) == []

    Report.objects.update(state=ReportState.FAILED)
    [waiting] = queries.waiting_for(cast.fay)
    assert (waiting.action, waiting.detail) == ("See why", "the report could not be made")
