"""What a unit assumes about its ways to a foundation."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from assessments.planning.models import FoundationOption, Sourcing
from orgs.models import Unit

from .ways import WayToFoundation

PERCENT = Fraction(1, 100)


def foundation_options(unit: Unit) -> dict[Sourcing, FoundationOption]:
    """Return the ways about which something is said, in one statement."""
    rows = FoundationOption.objects.filter(unit=unit).order_by("pk")
    return {Sourcing(row.sourcing): row for row in rows}


def ways_and_notes(
    options: Mapping[Sourcing, FoundationOption],
) -> tuple[list[WayToFoundation], list[str]]:
    """Return every way as a value, and the note on it, in the order of the ways."""
    rows = [options.get(way) for way in Sourcing]
    return [_way(row) if row else WayToFoundation() for row in rows], [
        row.note if row else "" for row in rows
    ]


def _way(row: FoundationOption) -> WayToFoundation:
    removes = _exact(row.removes)
    return WayToFoundation(
        months=_exact(row.months),
        cost=_exact(row.cost),
        upkeep=_exact(row.upkeep),
        removes=None if removes is None else removes * PERCENT,
    )


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
