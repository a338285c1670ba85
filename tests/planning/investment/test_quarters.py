from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment.order import solve
from assessments.planning.investment.quarters import months_later, quarter_of, quarters
from tests.planning.portfolios import EXAMPLE

NEW_YEAR = date(2026, 1, 1)


def plan(capacity: int) -> tuple[object, ...]:
    order = solve(EXAMPLE).order
    return quarters(order, EXAMPLE.start, Fraction(0), Fraction(capacity), NEW_YEAR)


def test_steps_end_in_the_quarter_whose_capacity_they_use() -> None:
    rows = quarters(solve(EXAMPLE).order, EXAMPLE.start, Fraction(0), Fraction(100), NEW_YEAR)

    assert [row.open_value for row in rows] == [14, 28, 45, 59, 69]
    assert [row.starts_on.month for row in rows] == [1, 4, 7, 10, 1]
    assert rows[-1].levels == EXAMPLE.target
    assert sum(len(row.moves) for row in rows) == len(EXAMPLE.steps)


def test_a_step_longer_than_a_quarter_leaves_quarters_without_an_end() -> None:
    rows = quarters(solve(EXAMPLE).order, EXAMPLE.start, Fraction(0), Fraction(20), NEW_YEAR)

    assert rows[0].moves == ()
    assert rows[0].levels == EXAMPLE.start


def test_without_capacity_there_is_no_plan() -> None:
    assert plan(0) == ()


def test_days_lie_in_quarters() -> None:
    assert [quarter_of(NEW_YEAR, date(2026, month, 15)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert quarter_of(NEW_YEAR, date(2025, 12, 31)) == 0
    assert quarter_of(date(2026, 1, 31), date(2026, 4, 30)) == 1


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = months_later(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    assert later.day == day.day or later.day >= 28
