"""The fixed plan in a unit's report: to those who may plan the unit, with its basis, bounded."""

from html import unescape

import pytest

from assessments.planning.models import Plan, UseCase
from assessments.planning.roadmap import report_queries
from assessments.planning.use_cases import actions as use_cases
from assessments.results.models import Result
from orgs.models import Member
from reports.documents import unit_report
from reports.pdf.files import page_count
from reports.pdf.render import render
from tests.cast import NOON, Cast, the_framework
from tests.planning.fixed_plans import a_fixed_plan
from tests.reports.test_documents import words


@pytest.fixture
def planned(cast: Cast, rich: Result) -> Result:
    """Return a result of Payments, which has a fixed plan of two steps."""
    use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)
    a_fixed_plan(cast.payments)
    Plan.objects.update(capacity=20)
    return rich


def report(result: Result, member: Member) -> str:
    return unescape(words(unit_report(result, member, at=NOON)))


def test_a_report_holds_the_roadmap_with_its_basis(cast: Cast, planned: Result) -> None:
    said = report(planned, cast.ada)

    assert "The foundation stands by 15 Feb 2026 , after 6 weeks" in said
    assert "Fixed on 1 Jan 2026 from the levels of the unit's own team" in said
    assert "at 60 person-weeks a quarter where nothing else is entered" in said
    assert "As it stood on 2 March 2026; Ada, who plans this unit, put it into this report." in said
    assert "Unified observability → 3 15 Feb 2026 30" in said
    assert "Spring 2026 , 2 Mar 2026: 1 step was planned to stand; of the plan, 0 stand." in said


def test_who_may_not_plan_the_unit_gets_a_report_without_it(cast: Cast, planned: Result) -> None:
    assert "The foundation stands by" not in report(planned, cast.fay)


def test_without_a_fixed_plan_there_is_no_such_section(cast: Cast, rich: Result) -> None:
    assert "Roadmap" not in report(rich, cast.ada)


def test_its_steps_are_bounded(
    cast: Cast, planned: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_queries, "MOST_STEPS", 1)
    monkeypatch.setattr(report_queries, "MOST_DRAWN", 1)

    document = unit_report(planned, cast.ada, at=NOON)

    assert "1 further step is on the roadmap's page." in words(document)
    assert "Inter Paper, " not in document.html
    assert 'aria-label="Roadmap' not in document.html


def test_what_people_wrote_is_escaped(cast: Cast, planned: Result) -> None:
    UseCase.objects.filter(name__startswith="Coding").update(name="<script>alert(1)</script>")

    assert "<script>alert" not in unit_report(planned, cast.ada, at=NOON).html


def test_it_becomes_a_pdf(cast: Cast, planned: Result) -> None:
    document = unit_report(planned, cast.ada, at=NOON)

    assert 'font-family="Inter Paper"' in document.html
    assert (page_count(render(document.html).pdf) or 0) > 3
