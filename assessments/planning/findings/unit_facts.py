"""What is known of units by themselves, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assessments.frameworks.schema import Framework
from assessments.results.scoring.rollup import Tally
from assessments.rounds.context import diagnostics
from orgs.units.descent import branch

PARTS_A_DAY = 10_000  # as finely as days are stored: whole numbers add up quickest


class ProjectFacts(NamedTuple):
    """What findings ask of one project of the register; its days are in parts."""

    unit_id: int
    name: str
    pipelines_own: int | None
    pipelines_shared: int | None
    pipelines_reused: int | None
    succeeded_on: date | None
    replicated_with_help: int | None
    replicated_without_help: int | None
    pipelines_cost: Decimal | None
    is_piloted: bool
    is_in_production: bool
    is_paid_alone: bool
    is_dissolved: bool
    worked: diagnostics.ProjectDays | None


@dataclass(frozen=True)
class UnitFacts:
    """What is known of one unit by itself: its newest result, its part of the register."""

    pk: int
    name: str
    parent: int | None
    tags: tuple[str, ...]
    weight: int
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    answered: diagnostics.DiagnosticFacts | None = None
    projects: tuple[ProjectFacts, ...] = ()
    stacks: int = 0
    agents: tuple[tuple[int, Decimal | None], ...] = ()


@dataclass(frozen=True)
class KnownFacts:
    """All units that the member may plan for, what is known of each, and where AI can run."""

    units: Mapping[int, UnitFacts]
    framework: Framework | None
    places: tuple[frozenset[str], ...]

    def below(self, root: int) -> list[UnitFacts]:
        """Return the unit and all below it."""
        inside = branch({unit.pk: unit.parent for unit in self.units.values()}, root)
        return [unit for unit in self.units.values() if unit.pk in inside]
