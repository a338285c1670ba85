"""Whoever was asked within 18 months counts; on the day after, they are silent."""

from datetime import timedelta

import pytest

from assessments.planning.portfolio import area, asked_queries
from assessments.planning.portfolio.asked_queries import asked_units
from assessments.results.models import Result
from orgs.days import organization_day
from orgs.models import Unit
from tests.cast import Cast

EIGHTEEN_MONTHS = timedelta(days=548)


@pytest.mark.django_db
def test_the_last_day_of_eighteen_months_counts_and_the_next_does_not(
    cast: Cast, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_queries, "ASKED_WITHIN", area.ASKED_WITHIN)
    asked_on = organization_day(cast.organization, result.session.opened_at)
    units = Unit.objects.filter(pk=result.unit_id)
    key = result.framework_version.key

    last = asked_units(units, cast.organization, asked_on + EIGHTEEN_MONTHS)
    after = asked_units(units, cast.organization, asked_on + EIGHTEEN_MONTHS + timedelta(days=1))

    assert last.asked_lately(key) == {result.unit_id}
    assert after.asked_lately(key) == frozenset()
