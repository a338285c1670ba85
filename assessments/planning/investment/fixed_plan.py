"""The order that was fixed as the plan, walked anew with the use cases that are wished now."""

from dataclasses import dataclass, field

from assessments.planning.portfolio.basis import PlanningBasis
from assessments.planning.portfolio.unlock import Portfolio
from assessments.results.comparison.options import Extent
from assessments.results.scoring.backed_levels import Levels

from .options_basis import options_basis
from .order import Order, walk


@dataclass(frozen=True)
class FixedPlan:
    """The fixed order from its start; `extent` is whose levels it started from."""

    start: Levels = field(hash=False)
    order: Order
    portfolio: Portfolio
    extent: Extent
    is_of_options: bool


def fixed_plan(basis: PlanningBasis) -> FixedPlan | None:
    """Return the fixed plan; None without one, or where the framework has changed since."""
    fixed = basis.decisions.fixed
    if not fixed or set(fixed.start) != set(basis.framework.capabilities_by_key):
        return None
    if not set(fixed.efforts) <= set(basis.every.efforts):
        return None
    wished = options_basis(basis, "") if fixed.is_of_options else basis
    known = {**basis.every.efforts, **fixed.efforts}
    portfolio = Portfolio(basis.framework, fixed.start, wished.every.wishes, known)
    return FixedPlan(
        start=fixed.start,
        order=walk(portfolio, fixed.efforts),
        portfolio=portfolio,
        extent=fixed.extent or basis.standing.extent,
        is_of_options=fixed.is_of_options,
    )
