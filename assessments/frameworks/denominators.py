"""What a framework's percentages are of: the lists that a team fixes once, as rows.

The framework's document names its denominators in words (a capability's `denominator`); these rows
say which of them are one and the same list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .schema import Framework

Text = str | Promise


@dataclass(frozen=True)
class Denominator:
    """One list: its key, what it is called, what belongs to it, which capabilities count by it."""

    key: str
    name: Text
    explanation: Text
    capabilities: tuple[str, ...]
    is_amount: bool = False


@dataclass(frozen=True)
class Marks:
    """How many of a list are half, most and nearly all of it."""

    half: int
    most: int
    nearly_all: int


_AI_INFRASTRUCTURE = (
    Denominator(
        "services",
        _("In-scope services"),
        _(
            "Those that a live or planned AI use case calls, changes or is observed by, and the "
            "AI workloads"
        ),
        ("RUN", "DEL", "OBS"),
    ),
    Denominator(
        "spend",
        _("Last month's spend"),
        _("In-scope spend over the last full month"),
        ("FIN",),
        is_amount=True,
    ),
    Denominator(
        "systems",
        _("Priority systems"),
        _("Systems of record that at least one planned use case must read or write"),
        ("DAT",),
    ),
    Denominator(
        "ai_systems",
        _("AI systems"),
        _("AI systems and agents in production, or in pilot with real data"),
        ("GOV",),
    ),
    Denominator(
        "places",
        _("Places"),
        _("Combinations of location and constraint in which a planned use case must process data"),
        ("REACH",),
    ),
    Denominator(
        "teams",
        _("Teams"),
        _("Teams that build or run AI workloads"),
        ("PLT",),
    ),
)
_ROWS: Mapping[str, tuple[Denominator, ...]] = MappingProxyType(
    {"ai-infrastructure": _AI_INFRASTRUCTURE}
)


def denominators(framework: Framework) -> tuple[Denominator, ...]:
    """Return the framework's lists; none where it has no percentages of lists."""
    return _ROWS.get(framework.key, ())


def denominator_of(framework: Framework, capability: str) -> Denominator | None:
    """Return the list by which a capability counts."""
    for row in denominators(framework):
        if capability in row.capabilities:
            return row
    return None


def marks(count: int) -> Marks:
    """Return the smallest numbers that are half, most and nearly all of a list (50, 80, 90 %)."""
    return Marks(half=-(-count // 2), most=-(-4 * count // 5), nearly_all=-(-9 * count // 10))
