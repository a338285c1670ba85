"""The people of an afternoon with many sessions: 200 in 25, signed in."""

from typing import Any

from bench.saves import voters

SESSIONS = 25
TEAM = 8


def measure() -> dict[str, Any]:
    """Return who votes with which cookie and what each saves."""
    return voters.measure("crowd", SESSIONS, TEAM)
