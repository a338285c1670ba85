"""Somebody who lost access while a page was open, a report was made, a link was copied.

A report that is still queued then is not made; `tests/reports/test_attempts.py` says so.
"""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from assessments.results.comparison.options import ComparisonOptions
from assessments.rounds.models import Session, Vote
from orgs.models import Member
from orgs.people import membership_actions as membership
from reports.actions import order_comparison, order_unit
from reports.job import REPORTS
from reports.models import Report, ReportState
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports.worlds import a_result

FRAGMENT = {"HX-Request": "true"}


def revoked(cast: Cast, member: Member) -> None:
    membership.deactivate(by=cast.ada, member=member, at=NOON)


def test_the_next_click_in_an_open_ballot_is_refused_and_stores_nothing(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    page = reverse("rounds:vote_capability", args=["northwind", session.pk, "RUN"])
    answer = reverse("rounds:vote_anchor", args=["northwind", session.pk, "RUN"])
    assert client.as_member(cast.tom).get(page).status_code == 200
    revoked(cast, cast.tom)

    assert client.post(answer, {"anchor": 2}, headers=FRAGMENT).status_code == 404
    assert client.post(answer, {"anchor": 2}).status_code == 404
    assert not Vote.objects.exists()


def test_the_next_click_of_an_administrator_who_was_taken_the_role_is_refused(
    cast: Cast, client: OutsideClient
) -> None:
    people = reverse("orgs:people", args=["northwind"])
    give = reverse("orgs:grant_give", args=["northwind", cast.tom.pk])
    assert client.as_member(cast.max).get(people).status_code == 200
    membership.take_role(by=cast.ada, grant=cast.max.grants.get())

    body = {"role": "viewer", "unit": cast.search.pk}

    assert client.post(give, body, headers=FRAGMENT).status_code == 403
    assert client.post(give, body).status_code == 403
    assert cast.tom.grants.count() == 1


def test_a_page_that_looks_again_by_itself_stops_at_the_refusal(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    report = order_unit(result=a_result(cast, session), by=cast.fay, at=NOON)
    looks = reverse("reports:report_progress", args=["northwind", report.pk])
    assert client.as_member(cast.fay).get(looks, headers=FRAGMENT).status_code == 200

    revoked(cast, cast.fay)

    assert client.get(looks, headers=FRAGMENT).status_code == 404


def test_a_download_link_opens_nothing_any_more(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    report = order_unit(result=a_result(cast, session), by=cast.fay, at=NOON)
    file = default_storage.save(f"reports/{cast.organization.pk}/r.pdf", ContentFile(b"%PDF-1"))
    Report.objects.filter(pk=report.pk).update(state=ReportState.DONE, file=file, progress=100)
    link = reverse("reports:download", args=["northwind", report.pk])
    assert client.as_member(cast.fay).get(link).status_code == 200

    revoked(cast, cast.fay)

    assert client.get(link).status_code == 404
    assert OutsideClient().as_member(cast.ada).get(link).status_code == 200


@pytest.fixture
def comparison(cast: Cast, session: Session) -> Report:
    """Return Lin's order of a comparison that no worker has seen yet."""
    result = a_result(cast, session)
    return order_comparison(
        asked_round=result.round, choice=ComparisonOptions(), by=cast.lin, at=NOON
    )


def test_a_report_that_is_made_meanwhile_is_shown_to_nobody_who_may_not_see_it(
    cast: Cast, comparison: Report, client: OutsideClient
) -> None:
    claim = REPORTS.claim(cast.organization.pk, comparison.pk)
    assert claim
    membership.take_role(by=cast.ada, grant=cast.lin.grants.get())
    claim.finish(pages=1, size=6, digest="x", units=[cast.payments.pk])

    link = reverse("reports:download", args=["northwind", comparison.pk])

    assert client.as_member(cast.lin).get(link).status_code in (403, 404)
