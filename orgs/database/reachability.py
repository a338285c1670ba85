"""Whether an error says that the database is not there, and how soon it is found again."""

import psycopg
from django.db import DatabaseError, InterfaceError
from psycopg_pool import PoolTimeout
from psycopg_pool.base import AttemptWithBackoff

RECONNECT_SECONDS = 0.25
# What PostgreSQL says as it goes, comes, or takes nobody more.
AWAY = frozenset({"57P01", "57P02", "57P03", "53300"})
CONNECTION_CLASS = "08"


def is_away(error: BaseException | None) -> bool:
    """Return whether the error, or what it came from, says that the database cannot be reached."""
    while error is not None:
        if isinstance(error, PoolTimeout):
            return True
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            state = error.sqlstate
            return state is None or state in AWAY or state.startswith(CONNECTION_CLASS)
        if isinstance(error, InterfaceError) and error.__cause__ is None:
            return True
        error = error.__cause__ or (error.__context__ if isinstance(error, DatabaseError) else None)
    return False


def reconnect_soon() -> None:
    """Let the pool look for a lost database four times a second, instead of ever more rarely.

    Its pauses double from a second on, so a database that was away for a minute would be missed
    for another half.
    """
    AttemptWithBackoff.INITIAL_DELAY = RECONNECT_SECONDS
    AttemptWithBackoff.DELAY_BACKOFF = 1.0
