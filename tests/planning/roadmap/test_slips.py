from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.investment.order import solve
from assessments.planning.investment.schedule import Capacities, ScheduledStep, schedule
from assessments.planning.portfolio.level_closure import CapabilityStep, with_steps
from assessments.planning.portfolio.unlock import Portfolio
from assessments.planning.roadmap.slips import ShownLevels, Slip, slip
from assessments.results.scoring.backed_levels import Levels
from tests.planning.portfolios import EXAMPLE, portfolios, steadily

NEW_YEAR = date(2026, 1, 1)
CAPACITY = Capacities(Fraction(60))
RUN_2, PLT_2, DAT_2 = (CapabilityStep(key, 2) for key in ("RUN", "PLT", "DAT"))


def steps(portfolio: Portfolio = EXAMPLE) -> tuple[ScheduledStep, ...]:
    return schedule(solve(portfolio).order.moves, CAPACITY, NEW_YEAR)


def shown(day: date, levels: Levels, highest: Levels | None = None) -> ShownLevels:
    return ShownLevels(day, "Autumn", lowest=levels, highest=highest or levels)


def at(day: date, *done: CapabilityStep, highest: Levels | None = None) -> Slip:
    levels = with_steps(EXAMPLE.start, done)
    return slip(steps(), EXAMPLE.start, shown(day, levels, highest), EXAMPLE.efforts)


def test_what_stands_as_planned_is_no_slip() -> None:
    found = at(date(2026, 3, 2), RUN_2, PLT_2)

    assert (found.planned, found.shown, found.missed) == (2, 2, ())
    assert found.behind == 0
    assert found.weeks == 0


def test_what_was_to_stand_and_does_not_is_late() -> None:
    found = at(date(2026, 3, 16), RUN_2)

    assert [row.step for row in found.late] == [PLT_2]
    assert found.late[0].planned_on == date(2026, 3, 2)
    assert found.behind == 10
    assert found.weeks == 2


def test_on_the_day_before_nothing_is_late() -> None:
    assert at(date(2026, 2, 14)).missed == ()


def test_what_stands_before_its_day_is_early() -> None:
    found = at(date(2026, 3, 2), RUN_2, PLT_2, DAT_2)

    assert found.early == (DAT_2,)
    assert found.shown == 3


def test_what_nobody_knows_is_neither_late_nor_standing() -> None:
    highest = with_steps(EXAMPLE.start, [RUN_2, PLT_2])

    found = at(date(2026, 3, 16), RUN_2, highest=highest)

    assert found.late == ()
    assert [row.step for row in found.unknown] == [PLT_2]
    assert found.behind == 0
    assert found.weeks == 0


def test_what_stood_at_first_and_is_lost_is_late() -> None:
    levels = {**EXAMPLE.start, "DEL": 1}

    found = slip(steps(), EXAMPLE.start, shown(NEW_YEAR, levels), EXAMPLE.efforts)

    assert [(row.step, row.planned_on) for row in found.late] == [(CapabilityStep("DEL", 2), None)]
    assert found.behind == 10


def test_what_is_lost_and_waits_for_others_alone_costs_nothing() -> None:
    levels, lost = {**EXAMPLE.start, "DEL": 1}, frozenset({CapabilityStep("DEL", 2)})

    found = slip(
        steps(), EXAMPLE.start, replace(shown(NEW_YEAR, levels), free=lost), EXAMPLE.efforts
    )

    assert found.late
    assert found.behind == 0


def test_what_waits_for_others_alone_costs_nothing() -> None:
    at_day = ShownLevels(
        date(2026, 3, 16), "Autumn", EXAMPLE.start, EXAMPLE.start, free=frozenset({PLT_2})
    )

    assert slip(steps(), EXAMPLE.start, at_day, EXAMPLE.efforts).behind == 30


def test_a_capability_that_was_not_asked_is_left_out() -> None:
    levels = {key: level for key, level in EXAMPLE.start.items() if key != "PLT"}

    found = slip(steps(), EXAMPLE.start, shown(date(2026, 3, 16), levels), EXAMPLE.efforts)

    assert [row.step for row in found.late] == [RUN_2]


@steadily
@given(portfolios(), st.integers(-100, 2000))
def test_a_plan_that_is_kept_never_slips(portfolio: Portfolio, days: int) -> None:
    rows, day = steps(portfolio), NEW_YEAR + timedelta(days)
    done = [row.move.step for row in rows if row.stands_on and row.stands_on <= day]

    at_day = shown(day, with_steps(portfolio.start, done))
    found = slip(rows, portfolio.start, at_day, portfolio.efforts)

    assert found.missed == ()
    assert found.early == ()
    assert found.planned == found.shown == len(done)


@steadily
@given(portfolios(), st.integers(0, 2000))
def test_where_nothing_was_done_all_that_was_due_is_behind(portfolio: Portfolio, days: int) -> None:
    rows, day = steps(portfolio), NEW_YEAR + timedelta(days)

    found = slip(rows, portfolio.start, shown(day, portfolio.start), portfolio.efforts)

    due = [row for row in rows if row.stands_on and row.stands_on <= day]
    assert {row.step for row in found.late} == {row.move.step for row in due}
    assert found.behind == sum(row.move.effort for row in due)
