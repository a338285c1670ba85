"""The plan by quarters, what each should end with, and what later results really showed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assessments.planning.foundation.monthly_capacity import quarterly_capacity
from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import Actual, PlanningBasis
from assessments.planning.portfolio.unlock import Portfolio
from assessments.results.scoring.backed_levels import Levels
from assessments.results.scoring.score import percent_to_target, stage_value

from .order import Order, OrderedStep, walk
from .page import Ordering, StepShown
from .quarters import Quarter, quarter_of, quarters


@dataclass(frozen=True)
class QuarterShown:
    """One quarter: what is done in it, what its end should show, and what results showed."""

    number: int
    starts_on: date
    steps: tuple[StepShown, ...]
    open_value: str
    stage: int
    percent: str
    actuals: tuple[Actual, ...]


def quarter_rows(
    ordering: Ordering, starts_on: date, actuals: Sequence[Actual]
) -> list[QuarterShown]:
    """Return the fixed plan's quarters with the results since; without one, the present order's."""
    basis = ordering.basis
    start, order = _fixed(basis) or (basis.standing.levels, ordering.best)
    capacity = quarterly_capacity(basis.decisions.capacity)
    rows = quarters(order, start, ordering.portfolio.open_value, capacity, starts_on)
    real: dict[int, list[Actual]] = {}
    for row in actuals:
        real.setdefault(min(quarter_of(starts_on, row.day), len(rows)), []).append(row)
    return [_shown(ordering, row, tuple(real.get(row.number, ()))) for row in rows]


def _fixed(basis: PlanningBasis) -> tuple[Levels, Order] | None:
    """The start and the order that were fixed, as far as the framework still has them."""
    fixed = basis.decisions.fixed
    if not fixed or set(fixed.start) != set(basis.framework.capabilities_by_key):
        return None
    known = {**basis.efforts, **fixed.efforts}
    then = Portfolio(basis.framework, fixed.start, basis.every.wishes, known)
    return fixed.start, walk(then, fixed.efforts)


def _shown(ordering: Ordering, row: Quarter, found: tuple[Actual, ...]) -> QuarterShown:
    aims = ordering.basis.standing.aims
    percent = percent_to_target(row.levels, aims)
    return QuarterShown(
        number=row.number,
        starts_on=row.starts_on,
        steps=tuple(_step(ordering, move) for move in row.moves),
        open_value=number_text(row.open_value),
        stage=stage_value(row.levels, aims),
        percent="–" if percent is None else str(int(percent + Fraction(1, 2))),
        actuals=found,
    )


def _step(ordering: Ordering, move: OrderedStep) -> StepShown:
    """The step; one that a fixed plan charged was not true then, whatever is true by now."""
    shown = ordering.shown(move.step)
    return replace(shown, waits="") if move.effort else shown
