"""The pages of reports: who may order, watch, fetch; what they say; what they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from assessments.results.models import Result
from assessments.rounds.models import Round
from orgs.models import Grant, Member, Unit
from orgs.permissions import Role
from reports.models import Report, ReportKind, ReportState
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports.conftest import finish

Queries = Callable[..., AbstractContextManager[Any]]
HERE = "/o/northwind/"


def test_ordering_a_units_report_leads_to_its_page(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    answer = client.as_member(cast.fay).post(f"{HERE}results/{result.pk}/report", follow=True)

    report = Report.objects.get()
    assert answer.redirect_chain == [(f"{HERE}reports/{report.pk}/", 302)]
    assert report.requested_by == cast.fay
    assert "Waiting for a free worker." in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("ada", 302), ("max", 302), ("lin", 302), ("fay", 302)),
        *(("tom", 302), ("vic", 302), ("kim", 404)),
    ],
)
def test_who_may_read_a_result_may_order_its_report(
    client: OutsideClient, cast: Cast, result: Result, who: str, status: int
) -> None:
    answer = client.as_member(getattr(cast, who)).post(f"{HERE}results/{result.pk}/report")

    assert answer.status_code == status
    assert Report.objects.count() == (status == 302)


def test_a_facilitator_of_a_sibling_unit_sees_no_result_to_order(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    Grant.objects.filter(member=cast.kim).update(role=Role.FACILITATOR)
    address = f"{HERE}results/{result.pk}/report"
    assert client.as_member(cast.kim).post(address).status_code == 404

    Grant.objects.create(
        organization=cast.organization, member=cast.kim, role=Role.VIEWER, unit=cast.payments
    )
    assert client.as_member(cast.kim).post(address).status_code == 302


def test_a_stranger_finds_nothing(
    client: OutsideClient, eve: Member, done: Report, result: Result
) -> None:
    client.as_member(eve)
    for path in ("", "progress", "line", "download"):
        assert client.get(f"{HERE}reports/{done.pk}/{path}").status_code == 404
        assert client.get(f"/o/elsewhere/reports/{done.pk}/{path}").status_code == 404
    for path in (f"results/{result.pk}/report", f"reports/{done.pk}/retry"):
        assert client.post(f"/o/elsewhere/{path}").status_code == 404


def test_ordering_needs_a_post(client: OutsideClient, cast: Cast, report: Report) -> None:
    client.as_member(cast.fay)
    for path in ("compare/report", f"reports/{report.pk}/cancel", f"reports/{report.pk}/retry"):
        assert client.get(HERE + path).status_code == 405


def test_a_comparison_is_ordered_as_its_page_shows_it(
    client: OutsideClient, cast: Cast, result: Result, spring: Round
) -> None:
    order = {"round": spring.pk, "levels": "claimed", "sort": "-RUN", "fold": f"{cast.platform.pk}"}

    assert client.as_member(cast.lin).post(f"{HERE}compare/report", order).status_code == 302

    report = Report.objects.get()
    assert report.kind == ReportKind.COMPARISON
    assert report.choices == {"levels": "claimed", "sort": "-RUN", "fold": str(cast.platform.pk)}


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"round": "x"},
        {"round": "\0"},
        {"round": "1", "levels": "best"},
        {"round": "1", "sort": "a" * 50},
        {"round": "1", "fold": "1;2"},
        {"round": "9" * 40},
    ],
)
def test_an_order_that_makes_no_sense_is_400(
    client: OutsideClient, cast: Cast, order: dict[str, str]
) -> None:
    answer = client.as_member(cast.lin).post(f"{HERE}compare/report", order)

    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_a_round_out_of_reach_cannot_be_compared(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    answer = client.as_member(cast.lin).post(f"{HERE}compare/report", {"round": 10**9})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("vic", 302), ("fay", 403), ("ada", 302), ("lin", 302)]
)
def test_who_may_compare_may_order_the_comparison(
    client: OutsideClient, cast: Cast, result: Result, spring: Round, who: str, status: int
) -> None:
    answer = client.as_member(getattr(cast, who)).post(
        f"{HERE}compare/report", {"round": spring.pk}
    )

    assert answer.status_code == status


def test_the_progress_follows_the_job_and_is_silent_while_nothing_moves(
    client: OutsideClient, cast: Cast, report: Report
) -> None:
    client.as_member(cast.fay)
    address = f"{HERE}reports/{report.pk}/progress"
    waiting = client.get(address).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert f"?seen={report.seen}" in waiting
    assert client.get(f"{address}?seen={report.seen}").status_code == 204

    Report.objects.update(state="running", progress=25, attempts=1, lease_until=NOON)
    moved = client.get(f"{address}?seen={report.seen}").content.decode()
    assert 'value="25"' in moved
    assert "being rendered" in moved

    finished = client.get(f"{HERE}reports/{finish(report).pk}/progress").content.decode()
    assert "hx-get" not in finished
    assert "The PDF is ready: 3 pages, 12.1" in finished
    assert f"{HERE}reports/{report.pk}/download" in finished


def test_the_list_follows_the_job_too(client: OutsideClient, cast: Cast, report: Report) -> None:
    client.as_member(cast.fay)
    page = client.get(f"{HERE}reports/").content.decode()
    assert f"{HERE}reports/{report.pk}/line?seen={report.seen}" in page

    seen = report.seen
    finish(report)
    line = client.get(f"{HERE}reports/{report.pk}/line?seen={seen}").content.decode()
    assert "hx-get" not in line
    assert f"{HERE}reports/{report.pk}/download" in line


def test_a_failed_report_says_why_and_can_be_tried_again(
    client: OutsideClient, cast: Cast, report: Report
) -> None:
    Report.objects.update(state="failed", failure="The paper is out.", attempts=3)
    client.as_member(cast.fay)
    page = client.get(f"{HERE}reports/{report.pk}/").content.decode()
    assert "The report could not be made. The paper is out." in page
    assert "Try again" in page

    client.post(f"{HERE}reports/{report.pk}/retry")

    report.refresh_from_db()
    assert report.state == ReportState.QUEUED
    assert client.post(f"{HERE}reports/{report.pk}/retry").status_code == 409


def test_a_report_is_cancelled_from_its_page(
    client: OutsideClient, cast: Cast, report: Report
) -> None:
    client.as_member(cast.fay)
    assert "Cancel this report" in client.get(f"{HERE}reports/{report.pk}/").content.decode()

    page = client.post(f"{HERE}reports/{report.pk}/cancel", follow=True).content.decode()

    assert "It was cancelled" in page
    assert client.post(f"{HERE}reports/{report.pk}/cancel").status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [("ada", 302), ("lin", 302), ("fay", 302), ("tom", 403), ("vic", 403), ("kim", 404)],
)
def test_who_runs_a_unit_may_cancel_a_report_that_another_ordered(
    client: OutsideClient, cast: Cast, report: Report, who: str, status: int
) -> None:
    client.as_member(getattr(cast, who))

    assert client.post(f"{HERE}reports/{report.pk}/cancel").status_code == status
    page = client.get(f"{HERE}reports/{report.pk}/")
    assert ("Cancel this report" in page.content.decode()) is False


def test_names_are_escaped(client: OutsideClient, cast: Cast, result: Result) -> None:
    Unit.objects.filter(pk=cast.payments.pk).update(name="<script>alert(1)</script>")
    client.as_member(cast.fay).post(f"{HERE}results/{result.pk}/report")

    report = Report.objects.get()
    for path in ("", f"{report.pk}/"):
        page = client.get(f"{HERE}reports/{path}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_an_empty_list_says_what_to_do_first(client: OutsideClient, cast: Cast) -> None:
    assert (
        "order its report there"
        in client.as_member(cast.fay).get(f"{HERE}reports/").content.decode()
    )


def test_the_list_costs_the_same_however_long_it_is(
    client: OutsideClient, cast: Cast, report: Report
) -> None:
    client.as_member(cast.fay)
    client.get(f"{HERE}reports/")
    short = len(client.statements)
    copies = [
        Report(
            organization=cast.organization,
            kind=ReportKind.UNIT,
            result_id=report.result_id,
            title=f"Report {number}",
            requested_by=member,
            requested_at=NOON,
            state=ReportState.DONE,
        )
        for number, member in enumerate([cast.ada, cast.fay, cast.lin] * 30)
    ]
    Report.objects.bulk_create(copies)

    page = client.get(f"{HERE}reports/").content.decode()

    assert len(client.statements) == short <= 7, "\n".join(client.statements)
    assert page.count('<div class="row-item-text') == 50
    assert "?page=2" in page


@pytest.mark.parametrize("path", ["", "progress", "line"])
def test_a_report_costs_few_statements(
    client: OutsideClient, cast: Cast, report: Report, path: str
) -> None:
    client.as_member(cast.fay).get(f"{HERE}reports/{report.pk}/{path}")

    # One of them asks the whole line, in a scope of its own that takes three.
    assert len(client.statements) <= 10, "\n".join(client.statements)
