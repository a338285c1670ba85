import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment.alternatives import (
    low_and_high,
    repair_order,
    sensitivity,
    weakest_first,
    why_now,
)
from assessments.planning.investment.order import solve, walk
from assessments.planning.portfolio.blockers import chain
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.planning.portfolio.unlock import Portfolio
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import (
    EXAMPLE,
    is_sound,
    portfolios,
    steadily,
    takes_at_once_what_is_true,
    waiting_portfolios,
)


@steadily
@given(portfolios())
def test_weakest_first_is_sound_and_never_better_than_the_best(portfolio: Portfolio) -> None:
    steps = weakest_first(portfolio)

    assert is_sound(portfolio, steps)
    assert walk(portfolio, steps).cost_of_delay >= solve(portfolio).order.cost_of_delay


@steadily
@given(portfolios(), st.randoms(use_true_random=False))
def test_any_own_order_is_mended_into_a_sound_one(portfolio: Portfolio, chance: object) -> None:
    wanted = list(portfolio.steps)
    chance.shuffle(wanted)  # type: ignore[attr-defined]

    assert is_sound(portfolio, repair_order(portfolio, wanted[::2]))


def test_what_is_true_already_is_taken_at_once_in_the_other_orders_too() -> None:
    for portfolio in waiting_portfolios():
        best = solve(portfolio).order.steps
        mended = repair_order(portfolio, reversed(best))

        assert repair_order(portfolio, best) == best
        for steps in (weakest_first(portfolio), mended):
            assert is_sound(portfolio, steps)
            assert takes_at_once_what_is_true(portfolio, steps)


@steadily
@given(portfolios())
def test_a_sound_own_order_stays_as_it_is(portfolio: Portfolio) -> None:
    best = solve(portfolio).order.steps

    assert repair_order(portfolio, best) == best


def test_weakest_first_costs_the_worked_example_more() -> None:
    assert weakest_first(EXAMPLE)[0] == CapabilityStep("REACH", 1)
    assert walk(EXAMPLE, weakest_first(EXAMPLE)).cost_of_delay > 16026


def test_efforts_span_their_sizes_and_edited_ones_keep_their_proportion() -> None:
    edited = {**EXAMPLE.efforts, CapabilityStep("RUN", 2): Fraction(60)}

    low, high = low_and_high(FRAMEWORK, edited)

    assert (low[CapabilityStep("RUN", 1)], high[CapabilityStep("RUN", 1)]) == (
        Fraction(1),
        Fraction(5),
    )
    assert (low[CapabilityStep("RUN", 3)], high[CapabilityStep("RUN", 3)]) == (
        Fraction(15),
        Fraction(45),
    )
    assert (low[CapabilityStep("RUN", 2)], high[CapabilityStep("RUN", 2)]) == (
        Fraction(30),
        Fraction(90),
    )


def test_the_example_begins_alike_at_low_and_high_efforts() -> None:
    found = sensitivity(EXAMPLE)

    assert found.first_in_both == {CapabilityStep("RUN", 2), CapabilityStep("PLT", 2)}


def test_a_chain_explains_a_hidden_blocker() -> None:
    by_key = {row.wish.key: row for row in EXAMPLE.unlockings}

    [edge] = chain(FRAMEWORK, by_key["U1"], EXAMPLE.start, "RUN")
    assert (edge.capability, edge.level, edge.needs, edge.level_needed) == ("PLT", 2, "RUN", 2)


@steadily
@given(portfolios())
def test_every_chain_leads_from_a_requirement_to_the_blocker(portfolio: Portfolio) -> None:
    for row in portfolio.unlockings:
        for key in row.hidden:
            links = chain(portfolio.framework, row, portfolio.start, key)
            assert links[-1].needs == key
            assert row.wish.requires[links[0].capability] >= links[0].level
            for upper, lower in itertools.pairwise(links):
                assert upper.needs == lower.capability


def test_a_step_comes_now_because_of_the_use_case_that_it_opens_next() -> None:
    first, second, *_rest = why_now(EXAMPLE, solve(EXAMPLE).order)

    assert (first.next_use_case, first.after, len(first.waiting)) == ("U1", 1, 9)
    assert (second.next_use_case, second.after) == ("U1", 0)
