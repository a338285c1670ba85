"""Submitted sessions, and a way to count a page's SQL statements."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.results import actions
from assessments.results.models import Result
from assessments.rounds.models import Session
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.results.cases import EXAMPLE

# What the test's own transaction and client add to a request.
NOT_THE_PAGES = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT coalesce(current_setting")

Statements = Callable[..., tuple[Any, list[str]]]


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


@pytest.fixture
def statements() -> Statements:
    """Return a function that makes a request and returns its answer with the page's statements."""

    def counted(request: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, list[str]]:
        with CaptureQueriesContext(connection) as captured:
            answer = request(*args, **kwargs)
        own = [row["sql"] for row in captured if not _is_of_the_test(row["sql"])]
        return answer, own

    return counted


def _is_of_the_test(sql: str) -> bool:
    """The client closes and reopens the test's scope, one setting at a statement."""
    is_one_setting = sql.startswith("SELECT set_config(") and sql.count("set_config") == 1
    return sql.startswith(NOT_THE_PAGES) or is_one_setting
