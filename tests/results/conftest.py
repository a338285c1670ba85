"""Submitted sessions."""

import pytest

from assessments.results.models import Result
from assessments.results.submission import actions
from assessments.rounds.models import Session
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.results.cases import EXAMPLE


def voted(session: Session, cast: Cast, levels: dict[str, int]) -> Session:
    """Let everybody in Payments pick these levels, and settle at them."""
    for member in cast.voters:
        vote(session, member, levels)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, levels)
    return session


@pytest.fixture
def settled(cast: Cast, session: Session) -> Session:
    """Return Payments' session, settled at the first example of method.md 3.5."""
    return voted(session, cast, EXAMPLE)


@pytest.fixture
def result(cast: Cast, settled: Session) -> Result:
    """Return the result of that example."""
    return actions.submit(session=settled, by=cast.fay, at=NOON)


@pytest.fixture
def level_two(cast: Cast, session: Session) -> Result:
    """Return a result of Payments with level 2 everywhere."""
    return actions.submit(session=voted(session, cast, everywhere(2)), by=cast.fay, at=NOON)
