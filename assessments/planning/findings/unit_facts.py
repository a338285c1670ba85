"""What is known of units by themselves, as values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Self, TypeVar

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.area import Area
from assessments.planning.portfolio.basis import StartingLevels
from assessments.rounds.context import diagnostics

Answer = TypeVar("Answer")

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
    """What is known of one unit by itself beside its levels: its part of the register."""

    pk: int
    name: str
    tags: tuple[str, ...]
    projects: tuple[ProjectFacts, ...] = ()
    stacks: int = 0
    agents: tuple[tuple[int, Decimal | None], ...] = ()


@dataclass(frozen=True)
class KnownFacts:
    """What is known of a unit (`root`) and all below it, or of all units that a member plans for.

    `units` is that unit alone where its own team was chosen. `standing` is where they stand, `area`
    are the teams that were asked; both are None where nobody ever was. `told` is what sessions told
    beside a result, by its number. `places` are the constraints that each deployment place meets.
    """

    root: UnitFacts | None
    units: tuple[UnitFacts, ...]
    standing: StartingLevels | None
    area: Area | None
    told: Mapping[int, diagnostics.DiagnosticFacts] = field(default_factory=dict, hash=False)
    places: tuple[frozenset[str], ...] = ()

    @property
    def framework(self) -> Framework | None:
        """The framework that was asked."""
        return self.area.framework if self.area else None

    def of_unit(self, unit: UnitFacts) -> Self:
        """Return what is known of one of the units alone."""
        area = self.area
        if area:
            teams = tuple(team for team in area.teams if team.unit_id == unit.pk)
            area = Area(area.framework, teams)
        return replace(self, units=(unit,), area=area)

    def told_by(
        self, answer: Callable[[diagnostics.DiagnosticFacts], Answer | None]
    ) -> tuple[tuple[Answer, ...], Fraction]:
        """Return an answer of the sessions that gave it, and their share of the asked weight."""
        teams = self.area.teams if self.area else ()
        whole = sum(team.weight for team in teams)
        found, weight = [], 0
        for team in teams:
            told = self.told.get(team.result.pk) if team.result else None
            given = answer(told) if told else None
            if given is not None:
                found.append(given)
                weight += team.weight
        return tuple(found), Fraction(weight, whole) if whole else Fraction(0)
