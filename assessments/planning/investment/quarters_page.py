"""The plan by quarters, what each should end with, and what later results really showed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import Actual
from assessments.results.scoring.score import percent_to_target, stage_value

from .capacity import capacities_of
from .fixed_plan import fixed_plan
from .order import OrderedStep
from .page import Ordering, StepShown
from .quarters import Quarter, quarters
from .schedule import quarter_of, schedule


@dataclass(frozen=True)
class QuarterShown:
    """One quarter: what is done in it, what its end should show, and what results showed.

    `value` is what is open at its end, `share` the percentage of the target; None without a target.
    """

    number: int
    starts_on: date
    steps: tuple[StepShown, ...]
    value: Fraction
    stage: int
    share: int | None
    actuals: tuple[Actual, ...]

    @property
    def open_value(self) -> str:
        """The value that is open at its end, as people read it."""
        return number_text(self.value)

    @property
    def percent(self) -> str:
        """The percentage of the target, as people read it."""
        return "–" if self.share is None else str(self.share)


def quarter_rows(
    ordering: Ordering, starts_on: date, actuals: Sequence[Actual]
) -> list[QuarterShown]:
    """Return the fixed plan's quarters with the results since; without one, the present order's."""
    basis = ordering.basis
    fixed = fixed_plan(basis)
    start, order = (fixed.start, fixed.order) if fixed else (basis.standing.levels, ordering.best)
    portfolio = fixed.portfolio if fixed else ordering.portfolio
    capacities = capacities_of(basis.decisions)
    steps = schedule(order.moves, capacities, starts_on)
    rows = quarters(steps, start, portfolio.open_value, capacities, starts_on)
    real: dict[int, list[Actual]] = {}
    for row in actuals:
        real.setdefault(min(quarter_of(starts_on, row.day), len(rows)), []).append(row)
    return [_shown(ordering, row, tuple(real.get(row.number, ()))) for row in rows]


def _shown(ordering: Ordering, row: Quarter, found: tuple[Actual, ...]) -> QuarterShown:
    aims = ordering.basis.standing.aims
    percent = percent_to_target(row.levels, aims)
    return QuarterShown(
        number=row.number,
        starts_on=row.starts_on,
        steps=tuple(_step(ordering, move) for move in row.moves),
        value=row.open_value,
        stage=stage_value(row.levels, aims),
        share=None if percent is None else int(percent + Fraction(1, 2)),
        actuals=found,
    )


def _step(ordering: Ordering, move: OrderedStep) -> StepShown:
    """The step; one that a fixed plan charged was not true then, whatever is true by now."""
    shown = ordering.shown(move.step)
    return replace(shown, waits="") if move.effort else shown
