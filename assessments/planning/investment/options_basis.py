"""The foundation that opens most options: the same order, over the framework's own use cases."""

from dataclasses import replace
from decimal import Decimal

from assessments.planning.portfolio.basis import PlannedUseCase, PlanningBasis

EQUAL_VALUE = Decimal(1)


def options_basis(basis: PlanningBasis, value_unit: str) -> PlanningBasis:
    """Return the basis with the framework's use cases in place of the unit's, all worth the same.

    A value is then a number of use cases, which `value_unit` says.
    """
    starters = tuple(
        PlannedUseCase(number, row.name, EQUAL_VALUE, row.requires)
        for number, row in enumerate(basis.framework.use_cases, start=1)
    )
    decisions = replace(basis.decisions, value_unit=value_unit)
    return replace(basis, use_cases=starters, decisions=decisions)
