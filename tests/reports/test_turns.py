"""Reports take turns: which is claimed, who is held back, and what the page says of the wait."""

import pytest

from assessments.results.models import Result
from assessments.rounds.models import Session
from orgs.jobs import turn_queries
from orgs.jobs.lease import Lease
from orgs.models import Member
from reports import tasks
from reports.job import REPORTS
from reports.models import Report, ReportKind, ReportState
from reports.pdf import render
from reports.pdf.render import Paper
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports import worlds
from tests.reports.conftest import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(cast: Cast, session: Session) -> Result:
    return worlds.a_plain_result(cast, session)


def an_order(by: Member, result: Result, number: int) -> Report:
    return Report.objects.create(
        organization=result.organization,
        kind=ReportKind.UNIT,
        result=result,
        choices={"number": number},
        title=f"Report {number}",
        requested_by=by,
        requested_at=NOON,
    )


def claimed() -> Lease:
    lease = turn_queries.claim_in_turn(REPORTS)
    assert lease
    return lease


def test_whoever_has_one_under_way_is_held_back(cast: Cast, result: Result) -> None:
    first = an_order(cast.fay, result, 1)
    second, others = an_order(cast.fay, result, 2), an_order(cast.lin, result, 3)

    held = claimed()
    assert held.pk == first.pk
    assert claimed().pk == others.pk
    assert turn_queries.claim_in_turn(REPORTS) is None
    assert turn_queries.next_due(REPORTS) is None

    held.finish(pages=1, size=1, digest="")

    assert turn_queries.next_due(REPORTS) == (cast.organization.pk, second.pk)
    assert claimed().pk == second.pk


def test_whoever_was_held_back_is_rung_for_once_a_report_is_over(
    cast: Cast, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr("orgs.jobs.task.ring", lambda _task, *ids: rung.append(ids))
    monkeypatch.setattr(render, "render", lambda *_, **__: Paper(PDF))
    first, second = an_order(cast.fay, result, 1), an_order(cast.fay, result, 2)

    tasks.render(cast.organization.pk, first.pk)

    assert rung == [(cast.organization.pk, second.pk)]
    first.refresh_from_db()
    assert first.state == ReportState.DONE


def test_the_page_says_how_many_come_first(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    an_order(cast.lin, result, 1)
    an_order(cast.lin, result, 2)
    waiting = an_order(cast.fay, result, 3)
    client.as_member(cast.fay)

    page = client.get(f"/o/northwind/reports/{waiting.pk}/").text
    assert "Waiting: 2 reports are made before this one." in " ".join(page.split())
    claimed().finish(pages=1, size=1, digest="")

    page = client.get(f"/o/northwind/reports/{waiting.pk}/").text
    assert "Waiting: 1 report is made before this one." in " ".join(page.split())
