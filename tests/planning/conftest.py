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
    return submit_at(cast, session, EXAMPLE_LEVELS)


@pytest.fixture
def claiming(cast: Cast, session: Session) -> list[UseCase]:
    """Return the ten use cases of Payments, which claims GOV 3 and waits there for OBS 2."""
    submit_at(cast, session, EXAMPLE_LEVELS | {"GOV": 3})
    return use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)


@pytest.fixture
def wished(cast: Cast, result: Result) -> list[UseCase]:
    """Return the framework's ten use cases, copied to Payments."""
    return use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)


def submit_at(cast: Cast, session: Session, levels: dict[str, int]) -> Result:
    """Vote, settle and submit one level of each capability."""
    for member in cast.voters:
        vote(session, member, levels)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, levels)
    return actions.submit(session=session, by=cast.fay, at=NOON)
