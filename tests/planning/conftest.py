"""A plan of Payments: the worked example of method.md 5.3, from a submitted session."""

import pytest

from assessments.planning.models import UseCase
from assessments.planning.use_cases import actions as use_cases
from assessments.results.models import Result
from assessments.results.submission import actions
from assessments.rounds.models import Session
from tests.cast import NOON, Cast, revealed, settle_all, the_framework, vote
from tests.planning.portfolios import EXAMPLE_LEVELS


@pytest.fixture
def result(cast: Cast, session: Session) -> Result:
    """Return Payments' result at the levels of the example."""
    for member in cast.voters:
        vote(session, member, EXAMPLE_LEVELS)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, EXAMPLE_LEVELS)
    return actions.submit(session=session, by=cast.fay, at=NOON)


@pytest.fixture
def wished(cast: Cast, result: Result) -> list[UseCase]:
    """Return the framework's ten use cases, copied to Payments."""
    return use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)
