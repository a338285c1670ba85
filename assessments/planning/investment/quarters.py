"""An order of steps by quarters, and what each quarter should end with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessments.planning.portfolio.level_closure import CapabilityStep, with_steps
from assessments.results.scoring.backed_levels import Levels

from .order import OrderedStep
from .schedule import Capacities, ScheduledStep, quarter_start


@dataclass(frozen=True)
class Quarter:
    """Three months of the plan: the steps done in it, and the levels and open value at its end.

    `work` are the person-weeks that are planned, of all that it has.
    """

    number: int
    starts_on: date
    capacity: Fraction
    work: Fraction
    moves: tuple[OrderedStep, ...]
    levels: Levels = field(hash=False)
    open_value: Fraction


def quarters(
    steps: Sequence[ScheduledStep],
    start: Levels,
    open_value: Fraction,
    capacities: Capacities,
    starts_on: date,
) -> tuple[Quarter, ...]:
    """Return the quarters until the last step that is ever done; `open_value` is that at first."""
    done: list[CapabilityStep] = []
    rows = []
    for number in range(1, max((step.quarter for step in steps), default=0) + 1):
        moves = [step.move for step in steps if step.quarter == number]
        done += [move.step for move in moves]
        open_value = moves[-1].open_value if moves else open_value
        rows.append(
            Quarter(
                number=number,
                starts_on=quarter_start(starts_on, number),
                capacity=capacities.of(number),
                work=sum((step.work.get(number, Fraction(0)) for step in steps), Fraction(0)),
                moves=tuple(moves),
                levels=with_steps(start, done),
                open_value=open_value,
            )
        )
    return tuple(rows)
