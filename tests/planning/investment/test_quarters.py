from datetime import date
from fractions import Fraction

from assessments.planning.investment.order import solve
from assessments.planning.investment.quarters import Quarter, quarters
from assessments.planning.investment.schedule import Capacities, schedule
from tests.planning.portfolios import EXAMPLE

NEW_YEAR = date(2026, 1, 1)


def plan(capacity: int, entered: dict[int, Fraction] | None = None) -> tuple[Quarter, ...]:
    capacities = Capacities(Fraction(capacity), entered or {})
    steps = schedule(solve(EXAMPLE).order.moves, capacities, NEW_YEAR)
    return quarters(steps, EXAMPLE.start, Fraction(0), capacities, NEW_YEAR)


def test_steps_end_in_the_quarter_whose_capacity_they_use() -> None:
    rows = plan(100)

    assert [row.open_value for row in rows] == [14, 28, 45, 59, 69]
    assert [row.starts_on.month for row in rows] == [1, 4, 7, 10, 1]
    assert rows[-1].levels == EXAMPLE.target
    assert sum(len(row.moves) for row in rows) == len(EXAMPLE.steps)


def test_a_step_longer_than_a_quarter_leaves_quarters_without_an_end() -> None:
    rows = plan(20)

    assert rows[0].moves == ()
    assert rows[0].levels == EXAMPLE.start


def test_a_quarter_says_how_much_of_its_capacity_is_planned() -> None:
    rows = plan(100, {2: Fraction(40)})

    assert [row.work for row in rows[:3]] == [100, 40, 100]
    assert [row.capacity for row in rows[:3]] == [100, 40, 100]
    assert rows[-1].work == 83


def test_without_capacity_there_is_no_plan() -> None:
    assert plan(0) == ()
