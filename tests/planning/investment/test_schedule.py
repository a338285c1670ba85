from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment.order import Order, solve
from assessments.planning.investment.schedule import (
    MOST_QUARTERS,
    Capacities,
    ScheduledStep,
    months_later,
    quarter_of,
    quarter_start,
    schedule,
)
from assessments.planning.portfolio.level_closure import CapabilityStep, missing_prerequisites
from assessments.planning.portfolio.unlock import Portfolio
from tests.planning.portfolios import EXAMPLE, portfolios, steadily

NEW_YEAR = date(2026, 1, 1)
SIXTY = Capacities(Fraction(60))
AMOUNTS = st.fractions(0, 40, max_denominator=4)
CAPACITIES = st.builds(Capacities, AMOUNTS, st.dictionaries(st.integers(1, 12), AMOUNTS))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def example(capacities: Capacities) -> tuple[ScheduledStep, ...]:
    return schedule(solve(EXAMPLE).order.moves, capacities, NEW_YEAR)


def test_the_worked_example_begins_with_a_foundation_of_eight_weeks() -> None:
    first, second, *_others = example(SIXTY)

    assert (first.move.step, first.starts_on, first.stands_on) == (
        CapabilityStep("RUN", 2),
        NEW_YEAR,
        date(2026, 2, 15),
    )
    assert (second.starts_on, second.stands_on) == (date(2026, 2, 15), date(2026, 3, 2))


def test_a_quarter_of_its_own_capacity_moves_what_comes_after() -> None:
    even, uneven = example(SIXTY), example(Capacities(Fraction(60), {1: Fraction(30)}))

    assert even[1].stands_on == date(2026, 3, 2)
    assert uneven[0].stands_on == date(2026, 4, 1)
    assert uneven[1].work == {2: Fraction(10)}
    assert [step.quarter for step in uneven[:2]] == [1, 2]


def test_what_does_not_end_within_the_horizon_has_no_day() -> None:
    rows = example(Capacities(Fraction(1)))

    assert rows[0].stands_on is not None
    assert rows[-1].stands_on is None
    assert rows[-1].quarter == 0


def test_without_capacity_nothing_has_a_day() -> None:
    assert {step.stands_on for step in example(Capacities(Fraction(0)))} == {None}


def test_what_is_left_is_done_from_a_later_day() -> None:
    moves = solve(EXAMPLE).order.moves[1:]

    first = schedule(moves, SIXTY, NEW_YEAR, since=date(2026, 4, 1))[0]

    assert (first.starts_on, first.quarter) == (date(2026, 4, 1), 2)


@steadily
@given(portfolios(), CAPACITIES, DAYS)
def test_nothing_starts_before_what_it_needs_stands(
    portfolio: Portfolio, capacities: Capacities, starts_on: date
) -> None:
    stands: dict[CapabilityStep, date] = {}
    for row in schedule(solve(portfolio).order.moves, capacities, starts_on):
        needed = missing_prerequisites(
            row.move.step, portfolio.start, portfolio.framework.prerequisites
        )
        if row.starts_on is not None:
            assert all(stands[step] <= row.starts_on for step in needed if step in stands)
        if row.stands_on is not None:
            assert all(step in stands for step in needed)
            stands[row.move.step] = row.stands_on


@steadily
@given(portfolios(), CAPACITIES, DAYS)
def test_no_quarter_holds_more_than_its_capacity(
    portfolio: Portfolio, capacities: Capacities, starts_on: date
) -> None:
    rows = schedule(solve(portfolio).order.moves, capacities, starts_on)

    for quarter in range(1, MOST_QUARTERS + 1):
        assert sum(row.work.get(quarter, 0) for row in rows) <= capacities.of(quarter)
    for row in rows:
        if row.stands_on:
            assert sum(row.work.values()) == row.move.effort
            assert max(row.work, default=row.quarter) == row.quarter <= MOST_QUARTERS


@steadily
@given(portfolios(), CAPACITIES, DAYS, st.none() | st.integers(0, 2000))
def test_one_step_follows_on_the_other(
    portfolio: Portfolio, capacities: Capacities, starts_on: date, later: int | None
) -> None:
    since = None if later is None else starts_on + timedelta(later)
    rows = schedule(solve(portfolio).order.moves, capacities, starts_on, since=since)

    ends = [row.stands_on for row in rows]
    assert ends == sorted(filter(None, ends)) + [None] * ends.count(None)
    for row in rows:
        if row.starts_on and row.stands_on:
            assert (since or starts_on) <= row.starts_on <= row.stands_on
    for before, after in pairwise(rows):
        if after.starts_on:
            assert before.stands_on
            assert before.stands_on <= after.starts_on


@steadily
@given(portfolios(), CAPACITIES, DAYS)
def test_what_is_true_already_takes_no_time(
    portfolio: Portfolio, capacities: Capacities, starts_on: date
) -> None:
    for row in schedule(solve(portfolio).order.moves, capacities, starts_on):
        if row.move.step in portfolio.true_already:
            assert row.work == {}
            assert row.starts_on == row.stands_on or row.stands_on is None


@steadily
@given(portfolios(), CAPACITIES, st.integers(1, 12), AMOUNTS, DAYS)
def test_more_capacity_makes_nothing_later(
    portfolio: Portfolio, capacities: Capacities, quarter: int, more: Fraction, starts_on: date
) -> None:
    order: Order = solve(portfolio).order
    raised = {**capacities.entered, quarter: capacities.of(quarter) + more}

    plain = schedule(order.moves, capacities, starts_on)
    richer = schedule(order.moves, Capacities(capacities.usual, raised), starts_on)

    for slow, quick in zip(plain, richer, strict=True):
        if slow.stands_on:
            assert quick.stands_on
            assert quick.stands_on <= slow.stands_on


@given(DAYS, st.integers(1, 40))
def test_a_quarter_holds_the_day_on_which_it_begins(starts_on: date, quarter: int) -> None:
    first = quarter_start(starts_on, quarter)

    assert quarter_of(starts_on, first) == quarter
    assert quarter_of(starts_on, first - timedelta(1)) == quarter - 1


def test_days_lie_in_quarters() -> None:
    assert [quarter_of(NEW_YEAR, date(2026, month, 15)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert quarter_of(NEW_YEAR, date(2025, 12, 31)) == 0
    assert quarter_of(date(2026, 1, 31), date(2026, 4, 30)) == 2


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = months_later(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert later.day == day.day or later.day >= 28
