"""In which order steps open most value soonest, and the most value for a budget (method.md 5.2).

Exact: a dynamic programme over all consistent levels between start and target, in whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import lcm

from assessments.frameworks.schema import Prerequisite
from assessments.planning.portfolio.level_closure import (
    CapabilityStep,
    highest,
    least_consistent,
    steps_between,
    with_steps,
)
from assessments.planning.portfolio.unlock import Portfolio, open_value
from assessments.results.scoring.backed_levels import Levels

from .optimizer import Edge, Lattice, Prize

CACHE_SIZE = 256


@dataclass(frozen=True)
class OrderedStep:
    """One step in an order; `cumulative` effort includes its own, `open_value` its gain."""

    step: CapabilityStep
    effort: Fraction
    cumulative: Fraction
    opens: tuple[str, ...]
    gain: Fraction
    open_value: Fraction


@dataclass(frozen=True)
class Order:
    """Steps one after the other, and the value lost while they are done (value × person-weeks)."""

    moves: tuple[OrderedStep, ...]
    cost_of_delay: Fraction

    @property
    def steps(self) -> tuple[CapabilityStep, ...]:
        """The steps alone."""
        return tuple(move.step for move in self.moves)


@dataclass(frozen=True)
class ParetoPoint:
    """The most value for an effort, and the levels that open it with the least effort."""

    effort: Fraction
    value: Fraction
    levels: Levels = field(hash=False)


@dataclass(frozen=True)
class Solution:
    """The best order, and every offer that opens more than all cheaper ones, cheapest first."""

    order: Order
    offers: tuple[ParetoPoint, ...]

    def best_for(self, budget: Fraction) -> ParetoPoint:
        """Return the most value for at most this effort."""
        return max(
            (offer for offer in self.offers if offer.effort <= budget),
            key=lambda offer: offer.value,
            default=self.offers[0],
        )


def solve(portfolio: Portfolio, pinned: Iterable[CapabilityStep] = ()) -> Solution:
    """Return the exact order, pinned steps and what they need first.

    Raise TooManyStatesError where there are too many consistent levels to look at all of them.
    """
    question = _question(portfolio, pinned)
    best, offers = _answer(question)
    return Solution(
        order=walk(portfolio, best),
        offers=tuple(_offer(portfolio, steps) for steps in offers),
    )


def walk(portfolio: Portfolio, steps: Iterable[CapabilityStep]) -> Order:
    """Return what an order of steps opens when; it must do each after what it needs."""
    levels, spent, delay = portfolio.start, Fraction(0), Fraction(0)
    opened = {row.wish.key for row in portfolio.unlockings if not row.steps}
    value, moves = portfolio.open_value, list[OrderedStep]()
    for step in steps:
        effort = portfolio.effort_of((step,))
        delay += effort * (portfolio.total_value - value)
        spent += effort
        levels = with_steps(levels, (step,))
        opens = [row.wish for row in portfolio.unlockings if _opens(row.needed, levels)]
        opens = [wish for wish in opens if wish.key not in opened]
        opened |= {wish.key for wish in opens}
        gain = sum((wish.value for wish in opens), Fraction(0))
        value += gain
        moves.append(OrderedStep(step, effort, spent, tuple(w.key for w in opens), gain, value))
    return Order(tuple(moves), delay)


def clear_cache() -> None:
    """Forget all answers, so that the next ones are found anew."""
    _answer.cache_clear()


def _opens(needed: Levels, levels: Levels) -> bool:
    return all(have is None or have >= (needed[key] or 0) for key, have in levels.items())


def _offer(portfolio: Portfolio, steps: Sequence[CapabilityStep]) -> ParetoPoint:
    levels = with_steps(portfolio.start, steps)
    return ParetoPoint(portfolio.effort_of(steps), open_value(levels, portfolio.wishes), levels)


@dataclass(frozen=True)
class _Question:
    """All that the answer depends on, so that it can be remembered by content."""

    steps: tuple[tuple[CapabilityStep, Fraction], ...]
    prerequisites: tuple[Prerequisite, ...]
    prizes: tuple[tuple[tuple[CapabilityStep, ...], Fraction], ...]
    pinned: frozenset[CapabilityStep]
    first: frozenset[CapabilityStep]
    true_already: frozenset[CapabilityStep]


def _question(portfolio: Portfolio, pinned: Iterable[CapabilityStep]) -> _Question:
    steps = frozenset(portfolio.steps)
    wanted = frozenset(pinned) & steps
    raised = highest(portfolio.start, {})
    raised = with_steps(raised, tuple(wanted))
    needed = least_consistent(raised, portfolio.framework.prerequisites)
    return _Question(
        steps=tuple((step, portfolio.effort_of((step,))) for step in portfolio.steps),
        prerequisites=portfolio.framework.prerequisites,
        prizes=tuple((row.steps, row.wish.value) for row in portfolio.unlockings),
        pinned=wanted,
        first=frozenset(steps_between(portfolio.start, needed)),
        true_already=steps & frozenset(portfolio.true_already),
    )


@lru_cache(maxsize=CACHE_SIZE)
def _answer(
    question: _Question,
) -> tuple[tuple[CapabilityStep, ...], tuple[tuple[CapabilityStep, ...], ...]]:
    """Return the best order, and the steps of each offer."""
    bits = {step: 1 << place for place, (step, _) in enumerate(question.steps)}
    step_of = {bit: step for step, bit in bits.items()}
    lattice = _lattice(question, bits)
    order = tuple(step_of[bit] for bit in lattice.best_order())
    offers = tuple(
        tuple(step for step, bit in bits.items() if state & bit) for state in lattice.frontier()
    )
    return order, offers


def _lattice(question: _Question, bits: Mapping[CapabilityStep, int]) -> Lattice:
    efforts = _whole([effort for _, effort in question.steps])
    values = _whole([value for _, value in question.prizes])
    needs = _needs(question.prerequisites, bits)
    columns: dict[str, int] = {}
    for step, bit in bits.items():
        columns[step.capability] = columns.get(step.capability, 0) | bit
    return Lattice(
        edges=[
            Edge(
                bits[step],
                needs[step],
                effort,
                columns[step.capability],
                is_true_already=step in question.true_already,
            )
            for (step, _), effort in zip(question.steps, efforts, strict=True)
        ],
        prizes=[
            Prize(_bits(steps, bits), value)
            for (steps, _), value in zip(question.prizes, values, strict=True)
        ],
        pinned=_bits(question.pinned, bits),
        first=_bits(question.first, bits),
    )


def _needs(
    prerequisites: Iterable[Prerequisite], bits: Mapping[CapabilityStep, int]
) -> dict[CapabilityStep, int]:
    """Return the bits that come right before each step; what is there already has none."""
    needs = {step: bits.get(CapabilityStep(step.capability, step.level - 1), 0) for step in bits}
    for edge in prerequisites:
        step = CapabilityStep(edge.capability, edge.level)
        if step in needs:
            needs[step] |= bits.get(CapabilityStep(edge.needs, edge.level_needed), 0)
    return needs


def _bits(steps: Iterable[CapabilityStep], bits: Mapping[CapabilityStep, int]) -> int:
    return sum(bits[step] for step in steps)


def _whole(numbers: Sequence[Fraction]) -> list[int]:
    """Return the numbers as whole ones in the same proportion."""
    scale = lcm(*(number.denominator for number in numbers))
    # Scaling all alike changes no order; sums of whole numbers are exact, and quick.
    return [int(number * scale) for number in numbers]
