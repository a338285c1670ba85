"""The kinds of work that days of effort are counted in."""

from enum import StrEnum


class WorkKind(StrEnum):
    """The kinds of engineering work of method.md 1.4, D1: (i) to (iv)."""

    INTEGRATION = "integration"
    GOVERNANCE = "governance"
    OPERATIONS = "operations"
    AGENT = "agent"
