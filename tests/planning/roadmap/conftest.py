"""A fixed plan of Payments: the worked example of method.md 5.3, at 60 person-weeks a quarter."""

from datetime import UTC, datetime

import pytest

from assessments.planning.models import Plan, UseCase
from assessments.results.models import Result
from assessments.results.submission import actions as submission
from orgs.models import Unit
from tests import cast as worlds
from tests.cast import Cast, revealed, settle_all, vote
from tests.conftest import OutsideClient
from tests.planning.fixed_plans import NEW_YEAR
from tests.planning.pages import url
from tests.planning.portfolios import EXAMPLE_LEVELS

LATE_MARCH = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def fixed(client: OutsideClient, cast: Cast, wished: list[UseCase]) -> Plan:
    """Return Payments' best order, fixed as the plan from New Year on."""
    return fix_order(client, cast, cast.payments)


def fix_order(client: OutsideClient, cast: Cast, unit: Unit, query: str = "") -> Plan:
    """Fix the best order of a unit as its plan from New Year on."""
    client.as_member(cast.ada).post(url("order_fix", unit.pk) + query, {"which": "best"})
    Plan.objects.filter(unit=unit).update(capacity=20, starts_on=NEW_YEAR)
    return Plan.objects.get(unit=unit)


def submit_later(cast: Cast, **levels: int) -> Result:
    """Submit a further round of Payments late in March, at the example's levels but for these."""
    later = EXAMPLE_LEVELS | levels
    session = worlds.the_session(worlds.an_open_round(cast, "Summer 2026"), cast.payments)
    for member in cast.voters:
        vote(session, member, later)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, later)
    return submission.submit(session=session, by=cast.fay, at=LATE_MARCH)
