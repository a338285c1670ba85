from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment.order import solve
from assessments.planning.investment.schedule import Capacities, ScheduledStep, schedule
from assessments.planning.portfolio.level_closure import step_text
from assessments.planning.portfolio.unlock import Portfolio
from assessments.planning.roadmap.waves import FOUNDATION, waves
from tests.planning.portfolios import EXAMPLE, portfolios, steadily

NEW_YEAR = date(2026, 1, 1)
AMOUNTS = st.fractions(0, 40, max_denominator=4)


def steps(portfolio: Portfolio, capacity: Fraction | int) -> tuple[ScheduledStep, ...]:
    moves = solve(portfolio).order.moves
    return schedule(moves, Capacities(Fraction(capacity)), NEW_YEAR)


def test_the_foundation_of_the_worked_example_takes_about_eight_weeks() -> None:
    first, second, *_others = waves(steps(EXAMPLE, 60), NEW_YEAR)

    assert [step_text(row.move.step) for row in first.steps] == ["RUN@2", "PLT@2"]
    assert first.stands_on == date(2026, 3, 2)
    assert first.effort == 40
    assert first.is_foundation
    assert [step_text(row.move.step) for row in second.steps] == ["DAT@2", "GOV@2"]
    assert not second.is_foundation


def test_a_first_step_that_takes_longer_is_a_foundation_of_its_own() -> None:
    first, *_others = waves(steps(EXAMPLE, 10), NEW_YEAR)

    assert [step_text(row.move.step) for row in first.steps] == ["RUN@2"]


def test_all_that_stands_within_eight_weeks_is_foundation() -> None:
    (only,) = waves(steps(EXAMPLE, 10_000), NEW_YEAR)

    assert len(only.steps) == len(EXAMPLE.steps)


def test_without_steps_there_are_no_waves() -> None:
    assert waves((), NEW_YEAR) == ()


@steadily
@given(portfolios(), AMOUNTS)
def test_waves_hold_every_step_once_in_its_order(portfolio: Portfolio, capacity: Fraction) -> None:
    rows = steps(portfolio, capacity)
    found = waves(rows, NEW_YEAR)

    assert tuple(row for wave in found for row in wave.steps) == rows
    assert [wave.number for wave in found] == list(range(1, len(found) + 1))
    assert all(wave.steps for wave in found)


@steadily
@given(portfolios(), AMOUNTS)
def test_each_wave_after_the_foundation_ends_with_what_it_opens(
    portfolio: Portfolio, capacity: Fraction
) -> None:
    for wave in waves(steps(portfolio, capacity), NEW_YEAR)[1:]:
        assert not any(row.move.opens for row in wave.steps[:-1])
        # All steps of a portfolio are needed by some use case, so the last one opens something.
        assert wave.steps[-1].move.opens


@steadily
@given(portfolios(), AMOUNTS)
def test_no_other_cut_is_nearer_to_eight_weeks(portfolio: Portfolio, capacity: Fraction) -> None:
    rows = steps(portfolio, capacity)
    found = waves(rows, NEW_YEAR)
    days = [row.stands_on for row in rows if row.stands_on]
    if not days:
        return
    end = found[0].stands_on
    assert end
    assert abs(end - NEW_YEAR - FOUNDATION) == min(abs(day - NEW_YEAR - FOUNDATION) for day in days)
    later = [row.stands_on for wave in found[1:] for row in wave.steps if row.stands_on]
    assert all(day > end for day in later)
