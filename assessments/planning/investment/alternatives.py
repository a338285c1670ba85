"""Orders beside the best one: weakest first, one's own, and the best at low and high efforts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.frameworks.schema import EffortSize, Framework
from assessments.planning.portfolio.level_closure import (
    CapabilityStep,
    is_consistent,
    least_consistent,
    steps_between,
    with_steps,
)
from assessments.planning.portfolio.unlock import Efforts, Portfolio, default_efforts
from assessments.results.scoring.backed_levels import Levels

from .order import Order, solve

LEAST_EFFORT = Fraction(1)


def weakest_first(portfolio: Portfolio) -> tuple[CapabilityStep, ...]:
    """Return the steps in the order that always raises the weakest capability it can.

    What is true already is raised at once, here as in every order.
    """
    free = portfolio.true_already
    levels, left = dict(portfolio.start), list(portfolio.steps)
    order: list[CapabilityStep] = []
    while left:
        step = min(
            (step for step in left if _is_allowed(portfolio, levels, step)),
            key=lambda step: (step not in free, step.level, left.index(step)),
        )
        left.remove(step)
        order.append(step)
        levels[step.capability] = step.level
    return tuple(order)


def repair_order(
    portfolio: Portfolio, wanted: Iterable[CapabilityStep]
) -> tuple[CapabilityStep, ...]:
    """Return all steps in the wanted order, each after what it needs; the rest comes last.

    What is true already comes as soon as it can, wherever it was wanted.
    """
    order = _with_true_already(portfolio, ())
    for step in [*wanted, *portfolio.steps]:
        if step in portfolio.steps:
            order = _up_to(portfolio, order, step)
    return order


@dataclass(frozen=True)
class Sensitivity:
    """The best orders at low and at high efforts, and what comes first in both."""

    low: Order
    high: Order
    first_in_both: frozenset[CapabilityStep]


def sensitivity(portfolio: Portfolio, pinned: Iterable[CapabilityStep] = ()) -> Sensitivity:
    """Return how the order changes at low and at high efforts (method.md 5.2)."""
    pins = tuple(pinned)
    low, high = (
        solve(replace(portfolio, efforts=efforts), pins).order
        for efforts in low_and_high(portfolio.framework, portfolio.efforts)
    )
    return Sensitivity(low, high, frozenset(_opening(low)) & frozenset(_opening(high)))


def low_and_high(framework: Framework, efforts: Efforts) -> tuple[Efforts, Efforts]:
    """Return the efforts at the ends of their sizes' spans.

    A size spans from the next smaller one's largest effort to its own; an edited effort keeps its
    proportion to the size's default.
    """
    spans = _spans(framework.effort_sizes)
    usual = default_efforts(framework)
    sizes = {
        CapabilityStep(row.key, step.level_to): step.effort
        for row in framework.capabilities
        for step in row.steps
    }
    low, high = {}, {}
    for step, effort in efforts.items():
        least, most = spans[sizes[step]]
        low[step] = effort * least / usual[step]
        high[step] = effort * most / usual[step]
    return low, high


def _spans(sizes: Sequence[EffortSize]) -> Mapping[str, tuple[Fraction, Fraction]]:
    spans, least = {}, LEAST_EFFORT
    for size in sorted(sizes, key=lambda size: size.max_person_weeks):
        usual, most = Fraction(size.default_person_weeks), Fraction(size.max_person_weeks)
        spans[size.key] = min(least, usual), most
        least = most
    return spans


def _opening(order: Order) -> Sequence[CapabilityStep]:
    """The steps up to the first that opens something."""
    for place, move in enumerate(order.moves, start=1):
        if move.opens:
            return order.steps[:place]
    return order.steps


def _up_to(
    portfolio: Portfolio, order: tuple[CapabilityStep, ...], step: CapabilityStep
) -> tuple[CapabilityStep, ...]:
    """Return the order, continued with what the step needs and with the step."""
    here = with_steps(portfolio.start, order)
    needed = least_consistent(with_steps(here, (step,)), portfolio.framework.prerequisites)
    missing = set(steps_between(here, needed))
    while following := _next(portfolio, order, missing):
        order = _with_true_already(portfolio, (*order, following))
    return order


def _with_true_already(
    portfolio: Portfolio, order: tuple[CapabilityStep, ...]
) -> tuple[CapabilityStep, ...]:
    """Return the order, continued with what is true already and lacks nothing any more."""
    while following := _next(portfolio, order, portfolio.true_already):
        order = (*order, following)
    return order


def _next(
    portfolio: Portfolio, order: Sequence[CapabilityStep], among: Collection[CapabilityStep]
) -> CapabilityStep | None:
    """The first step of some that can follow on the order; None where there is none."""
    levels = with_steps(portfolio.start, order)
    left = (step for step in portfolio.steps if step in among and step not in order)
    return next((step for step in left if _is_allowed(portfolio, levels, step)), None)


def _is_allowed(portfolio: Portfolio, levels: Levels, step: CapabilityStep) -> bool:
    return levels[step.capability] == step.level - 1 and is_consistent(
        {**levels, step.capability: step.level}, portfolio.framework.prerequisites
    )


@dataclass(frozen=True)
class WhyNow:
    """What a step of an order leads to: the next use case that needs it, and all that do."""

    step: CapabilityStep
    next_use_case: str
    after: int
    waiting: tuple[str, ...]


def why_now(portfolio: Portfolio, order: Order) -> tuple[WhyNow, ...]:
    """Return for each step which use case it opens next, and after how many further steps."""
    needing = {
        step: [row.wish.key for row in portfolio.unlockings if step in row.steps]
        for step in order.steps
    }
    return tuple(_why(order, place, needing[move.step]) for place, move in enumerate(order.moves))


def _why(order: Order, place: int, waiting: Sequence[str]) -> WhyNow:
    for after, move in enumerate(order.moves[place:]):
        if opened := [key for key in move.opens if key in waiting]:
            return WhyNow(order.moves[place].step, opened[0], after, tuple(waiting))
    return WhyNow(order.moves[place].step, "", 0, tuple(waiting))
