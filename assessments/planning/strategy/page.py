"""What a strategy presumes, as its page shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from assessments.frameworks.schema import Capability
from assessments.planning.portfolio.basis import PlanningBasis

from .assumptions import Assumption, assumptions


@dataclass(frozen=True)
class PresumedLevel:
    """A capability that a strategy presumes; without a result `have` is unknown."""

    capability: Capability
    presumed: int
    have: int | str | None
    missing: int
    presumed_by: tuple[str, ...]
    ask: tuple[str, ...]


def presumed_rows(basis: PlanningBasis, ticked: Collection[str]) -> list[PresumedLevel]:
    """Return what the ticked elements presume, the largest differences first."""
    wished = [wish.requires for wish in basis.every.wishes]
    rows = assumptions(basis.framework, ticked, basis.standing.levels, wished)
    return [_shown(basis, row) for row in rows]


def _shown(basis: PlanningBasis, row: Assumption) -> PresumedLevel:
    is_known = basis.standing.is_known
    return PresumedLevel(
        capability=basis.framework.capability(row.capability),
        presumed=row.presumed,
        have=row.have if is_known else "unknown",
        missing=row.missing if is_known else 0,
        presumed_by=tuple(element.element for element in row.elements),
        ask=tuple(dict.fromkeys(element.ask for element in row.elements if element.ask)),
    )
