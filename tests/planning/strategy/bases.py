"""What a strategy is set beside in tests: the worked example of method.md 5.3 as a basis."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessments.planning.portfolio.area import Area, AskedTeam, TeamResult
from assessments.planning.portfolio.basis import (
    Mark,
    PlanDecisions,
    PlannedUseCase,
    PlanningBasis,
    StartingLevels,
)
from assessments.planning.portfolio.level_closure import parse_step
from assessments.planning.portfolio.unlock import claimed_at, starting_at
from assessments.results.scoring.backed_levels import Levels
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import EXAMPLE_LEVELS

RESULT = TeamResult(1, 1, 1, "Spring 2026", date(2026, 3, 2), {})


def a_basis(
    levels: Levels = EXAMPLE_LEVELS,
    *,
    is_known: bool = True,
    capacity: int | None = None,
    efforts: Mapping[str, int] | None = None,
    marks: Mapping[str, Mark] | None = None,
) -> PlanningBasis:
    """Return a basis at claimed levels; efforts and marks are by step, such as RUN@2."""
    return PlanningBasis(
        standing=StartingLevels(
            framework=FRAMEWORK,
            levels=starting_at(FRAMEWORK, levels),
            claimed=claimed_at(FRAMEWORK, levels),
            aims={},
            area=Area(FRAMEWORK, (AskedTeam(1, "Payments", 1000, RESULT),)) if is_known else None,
        ),
        decisions=PlanDecisions(
            capacity=None if capacity is None else Fraction(capacity),
            starts_on=None,
            value_unit="",
            efforts={parse_step(key): Fraction(n) for key, n in (efforts or {}).items()},
            marks={parse_step(key): mark for key, mark in (marks or {}).items()},
            own_order=(),
            fixed=None,
            fixed_on=None,
        ),
        use_cases=tuple(
            PlannedUseCase(place, row.name, Decimal(row.value), row.requires)
            for place, row in enumerate(FRAMEWORK.use_cases)
        ),
    )
