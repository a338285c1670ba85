import random
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment import order
from assessments.planning.investment.optimizer import Edge, Lattice, Prize, TooManyStatesError
from assessments.planning.investment.order import Order, clear_cache, solve, walk
from assessments.planning.portfolio.level_closure import CapabilityStep, is_consistent, with_steps
from assessments.planning.portfolio.unlock import Portfolio, Wish
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import (
    EXAMPLE,
    NOWHERE,
    a_framework,
    is_sound,
    levels,
    portfolios,
    steadily,
    takes_at_once_what_is_true,
    waiting_portfolios,
    worth,
)

PRINTED = """
RUN→2, PLT→2 [+8 @ 40]; DAT→2, GOV→2 [+6 @ 80]; OBS→2, FIN→2, FIN→3 [+3 @ 110]; DEL→3 [+6 @ 140];
OBS→3 [+5 @ 170]; DAT→3, GOV→3 [+9 @ 230]; REACH→1, REACH→2 [+8 @ 263]; RUN→3, REACH→3 [+7 @ 323];
DEL→4, OBS→4 [+7 @ 363]; DAT→4, PLT→3 [+10 @ 423]
"""


def printed(best: Order) -> str:
    words = [
        f"{move.step.capability}→{move.step.level}"
        + (f" [+{move.gain} @ {move.cumulative}];" if move.opens else ",")
        for move in best.moves
    ]
    return " ".join(words)


def lattice_of(portfolio: Portfolio) -> Lattice:
    question = order._question(portfolio, ())
    return order._lattice(question, {step: 1 << n for n, (step, _) in enumerate(question.steps)})


def a_random_portfolio(wishes: int, seed: int) -> Portfolio:
    chance = random.Random(seed)
    keys = list(levels(0))
    drawn = [
        {key: chance.randint(1, 4) for key in chance.sample(keys, chance.randint(3, 5))}
        for _ in range(wishes)
    ]
    return Portfolio(
        framework=FRAMEWORK,
        start=NOWHERE,
        wishes=tuple(
            Wish(str(n), requires, Fraction(chance.randint(1, 10)))
            for n, requires in enumerate(drawn)
        ),
        efforts=EXAMPLE.efforts,
    )


def test_the_order_of_the_worked_example_comes_out_as_printed() -> None:
    best = solve(EXAMPLE).order

    assert printed(best).rstrip(";") == " ".join(PRINTED.split())
    assert EXAMPLE.total_effort == best.moves[-1].cumulative == 423
    assert EXAMPLE.open_value == 0
    assert EXAMPLE.total_value == 69
    assert best.cost_of_delay == 16026


@pytest.mark.parametrize(("budget", "value"), [(0, 0), (60, 8), (120, 19), (180, 28), (250, 37)])
def test_the_best_value_for_a_budget_comes_out_as_printed(budget: int, value: int) -> None:
    offer = solve(EXAMPLE).best_for(Fraction(budget))

    assert offer.value == value
    assert offer.effort <= budget


def test_the_graph_has_20958_consistent_vectors_and_the_example_3171_states() -> None:
    everything = replace(EXAMPLE, start=NOWHERE, wishes=(worth(1, **levels(4)),))

    assert len(lattice_of(everything).values) == 20958
    assert len(lattice_of(EXAMPLE).values) == 3171


def test_what_comes_first_in_the_framework_wins_a_tie() -> None:
    framework = a_framework({"B": 1, "A": 1})
    efforts = {CapabilityStep("A", 1): Fraction(2), CapabilityStep("B", 1): Fraction(2)}
    portfolio = Portfolio(framework, {"B": 0, "A": 0}, (worth(1, A=1), worth(1, B=1)), efforts)

    assert solve(portfolio).order.steps == (CapabilityStep("B", 1), CapabilityStep("A", 1))


def test_nothing_to_do_is_an_empty_order() -> None:
    solution = solve(replace(EXAMPLE, wishes=(worth(4, RUN=1),)))

    assert solution.order == Order((), Fraction(0))
    assert solution.best_for(Fraction(0)).value == 4


def test_a_pinned_step_comes_first_with_all_that_it_needs() -> None:
    best = solve(EXAMPLE, pinned=[CapabilityStep("GOV", 3)]).order

    assert set(best.steps[:3]) == {
        CapabilityStep("GOV", 2),
        CapabilityStep("OBS", 2),
        CapabilityStep("GOV", 3),
    }
    assert best.cost_of_delay > solve(EXAMPLE).order.cost_of_delay
    assert set(best.steps) == set(EXAMPLE.steps)


def test_more_states_than_can_be_looked_at_are_refused() -> None:
    tops = {f"C{number}": 4 for number in range(9)}
    framework = a_framework(tops)
    efforts = {CapabilityStep(key, level): Fraction(1) for key in tops for level in range(1, 5)}
    portfolio = Portfolio(framework, dict.fromkeys(tops, 0), (worth(1, **tops),), efforts)

    with pytest.raises(TooManyStatesError):
        solve(portfolio)


def all_orders(
    portfolio: Portfolio, done: tuple[CapabilityStep, ...] = ()
) -> Iterator[tuple[CapabilityStep, ...]]:
    left = [step for step in portfolio.steps if step not in done]
    if not left:
        yield done
    at = with_steps(portfolio.start, done)
    for step in left:
        after = with_steps(at, (step,))
        if at[step.capability] == step.level - 1 and is_consistent(
            after, portfolio.framework.prerequisites
        ):
            yield from all_orders(portfolio, (*done, step))


def small(portfolio: Portfolio) -> bool:
    return len(portfolio.steps) <= 6


@steadily
@given(portfolios().filter(small))
def test_no_other_order_loses_less(portfolio: Portfolio) -> None:
    best = solve(portfolio).order

    delays = [walk(portfolio, steps).cost_of_delay for steps in all_orders(portfolio)]

    assert best.cost_of_delay == min(delays)
    assert best.steps in list(all_orders(portfolio))


@steadily
@given(portfolios().filter(small), st.fractions(0, 60, max_denominator=4))
def test_no_other_levels_open_more_for_the_budget(portfolio: Portfolio, budget: Fraction) -> None:
    offer = solve(portfolio).best_for(budget)

    open_values = [
        move.open_value
        for steps in all_orders(portfolio)
        for move in walk(portfolio, steps).moves
        if move.cumulative <= budget
    ]
    assert offer.value == max([portfolio.open_value, *open_values])
    assert offer.effort <= budget


@steadily
@given(portfolios(), st.integers(0, 3), st.fractions(0, 60, max_denominator=4))
def test_more_value_never_opens_less(portfolio: Portfolio, place: int, budget: Fraction) -> None:
    richer = replace(
        portfolio,
        wishes=tuple(
            replace(wish, value=wish.value + (n == place))
            for n, wish in enumerate(portfolio.wishes)
        ),
    )

    assert solve(richer).best_for(budget).value >= solve(portfolio).best_for(budget).value


@steadily
@given(portfolios(), st.fractions(0, 60, max_denominator=4), st.fractions(0, 60, max_denominator=4))
def test_more_budget_never_opens_less(portfolio: Portfolio, low: Fraction, more: Fraction) -> None:
    solution = solve(portfolio)

    assert solution.best_for(low + more).value >= solution.best_for(low).value


@steadily
@given(portfolios())
def test_an_order_ends_with_everything_open(portfolio: Portfolio) -> None:
    best = solve(portfolio).order

    assert with_steps(portfolio.start, best.steps) == portfolio.target
    assert sum((move.gain for move in best.moves), portfolio.open_value) == portfolio.total_value


def test_what_is_true_already_is_taken_as_soon_as_it_can_be_whatever_is_pinned() -> None:
    for portfolio in waiting_portfolios():
        for pins in [(), *((step,) for step in portfolio.steps)]:
            steps = solve(portfolio, pins).order.steps

            assert is_sound(portfolio, steps)
            assert takes_at_once_what_is_true(portfolio, steps)


@steadily
@given(portfolios())
def test_an_order_charges_all_but_what_is_true_already(portfolio: Portfolio) -> None:
    best = solve(portfolio).order

    charged = [step for step in portfolio.steps if step not in portfolio.true_already]
    assert sum(portfolio.efforts[step] for step in charged) == portfolio.total_effort
    assert not any(move.effort for move in best.moves if move.step in portfolio.true_already)
    assert [move.cumulative for move in best.moves][-1:] in ([], [portfolio.total_effort])


@steadily
@given(portfolios())
def test_a_plan_that_costs_nothing_is_ordered(portfolio: Portfolio) -> None:
    free = replace(portfolio, efforts=dict.fromkeys(portfolio.efforts, Fraction(0)))
    solution = solve(free)

    assert is_sound(free, solution.order.steps)
    assert free.total_effort == 0
    assert solution.order.cost_of_delay == 0
    assert solution.best_for(Fraction(0)).value == free.total_value


def test_a_lattice_of_true_steps_alone_has_an_order() -> None:
    edges = [Edge(1, 0, 0, 3, True), Edge(2, 1, 0, 3, True), Edge(4, 2, 0, 4, True)]
    lattice = Lattice(edges, [Prize(6, 5)])

    assert lattice.best_order() == [1, 2, 4]
    assert lattice.frontier() == [7]


def test_a_pinned_step_lets_what_is_true_already_pass() -> None:
    framework = a_framework({"A": 1, "B": 2, "C": 1}, [("C", 1, "B", 1)])
    efforts = dict.fromkeys(
        [
            CapabilityStep(key, level)
            for key, top in {"A": 1, "B": 2, "C": 1}.items()
            for level in range(1, top + 1)
        ],
        Fraction(1),
    )
    nothing = {"A": 0, "B": 0, "C": 0}
    wishes = (worth(9, A=1), worth(1, B=2, C=1))
    portfolio = Portfolio(framework, nothing, wishes, efforts, claimed=nothing | {"C": 1})

    best = solve(portfolio, pinned=[CapabilityStep("B", 2)]).order

    assert [(move.step, int(move.effort)) for move in best.moves] == [
        (CapabilityStep("B", 1), 1),
        (CapabilityStep("C", 1), 0),
        (CapabilityStep("B", 2), 1),
        (CapabilityStep("A", 1), 1),
    ]


@pytest.mark.parametrize(("wishes", "limit"), [(12, 1.5), (60, 4.0)])
def test_an_order_is_quick_and_remembered(wishes: int, limit: float) -> None:
    portfolio = a_random_portfolio(wishes, seed=7)
    clear_cache()

    started = time.process_time()
    cold = solve(portfolio)
    between = time.process_time()
    warm = solve(replace(portfolio))

    assert between - started < limit
    assert time.process_time() - between < 0.1
    assert warm == cold
