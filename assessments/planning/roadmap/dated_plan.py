"""A fixed order as a dated roadmap: its steps by day, its waves and quarters, what slipped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assessments.planning.investment.capacity import capacities_of
from assessments.planning.investment.fixed_plan import FixedPlan, fixed_plan
from assessments.planning.investment.order import OrderedStep
from assessments.planning.investment.quarters import Quarter, quarters
from assessments.planning.investment.schedule import Capacities, ScheduledStep, schedule
from assessments.planning.portfolio.basis import PlanningBasis

from .slips import ShownLevels, Slip, slip
from .waves import Wave, waves

NONE = Fraction(0)


@dataclass(frozen=True)
class Roadmap:
    """A fixed plan with its days; `slips` are the rounds since it began, oldest first.

    `expected` are the days on which all would stand if what the newest round does not show were
    done from then on: if all that is unknown stands, and if none of it does. They are None without
    a round, or where that is never.
    """

    plan: FixedPlan
    starts_on: date
    capacities: Capacities
    steps: tuple[ScheduledStep, ...]
    waves: tuple[Wave, ...]
    quarters: tuple[Quarter, ...]
    slips: tuple[Slip, ...]
    expected: tuple[date | None, date | None]

    @property
    def stands_on(self) -> date | None:
        """The day from which all of it is to stand; None where that is never."""
        return self.steps[-1].stands_on if self.steps else self.starts_on

    @property
    def effort(self) -> Fraction:
        """The person-weeks of all steps."""
        return sum((row.move.effort for row in self.steps), NONE)

    @property
    def newest(self) -> Slip | None:
        """The newest round beside the plan."""
        return self.slips[-1] if self.slips else None

    @property
    def open_at_first(self) -> tuple[str, ...]:
        """The use cases that could start before anything is done."""
        return tuple(row.wish.key for row in self.plan.portfolio.unlockings if not row.steps)


def roadmap_start(basis: PlanningBasis) -> date | None:
    """Return the day on which the fixed plan begins; None without one."""
    decisions = basis.decisions
    return decisions.starts_on or decisions.fixed_on


def dated_roadmap(basis: PlanningBasis, shown: Sequence[ShownLevels]) -> Roadmap | None:
    """Return the fixed plan as a roadmap, beside what rounds since showed; None without one."""
    plan, starts_on = fixed_plan(basis), roadmap_start(basis)
    if plan is None or starts_on is None:
        return None
    capacities = capacities_of(basis.decisions)
    steps = schedule(plan.order.moves, capacities, starts_on)
    open_value = plan.portfolio.open_value
    roadmap = Roadmap(
        plan=plan,
        starts_on=starts_on,
        capacities=capacities,
        steps=steps,
        waves=waves(steps, starts_on),
        quarters=quarters(steps, plan.start, open_value, capacities, starts_on),
        slips=tuple(slip(steps, plan.start, at, plan.portfolio.efforts) for at in shown),
        expected=(None, None),
    )
    if not shown:
        return roadmap
    at = shown[-1]
    moves = [row.move for row in steps]
    earliest = _end(roadmap, at, [move for move in moves if at.lacks(move.step)])
    latest = _end(roadmap, at, [move for move in moves if not at.has(move.step)])
    return replace(roadmap, expected=(earliest, latest))


def _end(roadmap: Roadmap, at: ShownLevels, left: Sequence[OrderedStep]) -> date | None:
    """The day on which all stands where these steps, and what is lost, are done after the round."""
    since = max(at.day, roadmap.starts_on)
    unpaid = [
        replace(move, effort=NONE) if move.step in at.free else move
        for move in [*_lost(roadmap), *left]
    ]
    rest = schedule(unpaid, roadmap.capacities, roadmap.starts_on, since=since)
    return rest[-1].stands_on if rest else since


def _lost(roadmap: Roadmap) -> list[OrderedStep]:
    """What stood when the plan was fixed and surely does not in the newest round."""
    efforts = roadmap.plan.portfolio.efforts
    missed = roadmap.newest.late if roadmap.newest else ()
    return [
        OrderedStep(row.step, efforts[row.step], NONE, (), NONE, NONE)
        for row in missed
        if row.planned_on is None
    ]


def opening_steps(roadmap: Roadmap) -> dict[str, ScheduledStep]:
    """Return the step that opens each use case which is not open at first."""
    return {key: row for row in roadmap.steps for key in row.move.opens}
