"""An order of steps spread over quarters, and what each quarter should end with."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from assessments.planning.portfolio.level_closure import CapabilityStep, with_steps
from assessments.results.scoring.backed_levels import Levels

from .order import Order, OrderedStep

MOST_QUARTERS = 40


@dataclass(frozen=True)
class Quarter:
    """Three months of the plan: the steps done in it, and the levels and open value at its end."""

    number: int
    starts_on: date
    moves: tuple[OrderedStep, ...]
    levels: Levels = field(hash=False)
    open_value: Fraction


def quarters(
    order: Order, start: Levels, open_value: Fraction, capacity: Fraction, starts_on: date
) -> tuple[Quarter, ...]:
    """Return the quarters until all steps are done, one step after the other.

    `capacity` is in person-weeks a quarter; without any, nothing is ever done. Beyond
    MOST_QUARTERS nothing is planned.
    """
    if capacity <= 0:
        return ()
    ends = [max(1, ceil(move.cumulative / capacity)) for move in order.moves]
    done: list[CapabilityStep] = []
    rows = []
    for number in range(1, min(max(ends, default=0), MOST_QUARTERS) + 1):
        moves = [move for move, end in zip(order.moves, ends, strict=True) if end == number]
        done += [move.step for move in moves]
        open_value = moves[-1].open_value if moves else open_value
        rows.append(
            Quarter(
                number=number,
                starts_on=months_later(starts_on, 3 * (number - 1)),
                moves=tuple(moves),
                levels=with_steps(start, done),
                open_value=open_value,
            )
        )
    return tuple(rows)


def quarter_of(starts_on: date, day: date) -> int:
    """Return the number of the quarter, from 1, in which the day lies; 0 before the first."""
    months = (day.year - starts_on.year) * 12 + day.month - starts_on.month
    if day.day < starts_on.day:
        months -= 1
    return max(0, months // 3 + 1)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it has fewer."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return date(day.year + year, month + 1, min(day.day, 28))
