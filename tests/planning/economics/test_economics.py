from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.economics.trajectories import (
    SYMBOLS,
    Assumptions,
    Trajectories,
    with_symbol,
)
from tests.planning.portfolios import steadily

DEFAULT = Trajectories(Assumptions())


def changed(symbol: str, number: str) -> Trajectories:
    return Trajectories(with_symbol(Assumptions(), symbol, Fraction(number)))


def digits(number: Fraction | None, places: int = 1) -> str:
    assert number is not None
    return f"{float(number):.{places}f}"


def millions(money: Fraction) -> str:
    return digits(money / 1_000_000, 2)


def test_the_defaults_reproduce_the_source_documents() -> None:
    assert DEFAULT.system_months == Fraction(19, 18)
    assert DEFAULT.cost_of_building == 1_800_000
    assert DEFAULT.months_bespoke == 8
    assert DEFAULT.cost_of_consolidating == 1_200_000
    assert DEFAULT.cost_shared == 1_400_000
    assert digits(DEFAULT.months_shared) == "6.2"
    assert DEFAULT.pilots_bespoke == 6
    assert DEFAULT.systems_bespoke == 3
    assert digits(DEFAULT.pilots_shared, 3) == "9.474"
    assert DEFAULT.systems_shared == 9
    assert DEFAULT.times_as_many == 3
    assert digits(DEFAULT.horizon_in_systems, 2) == "2.77"
    assert DEFAULT.spend_by_horizon == 2_700_000
    assert DEFAULT.service_bespoke == 18
    assert DEFAULT.service_shared == 45
    assert digits(changed("F", "3").systems_shared) == "8.1"


def test_consolidating_is_dearer_than_the_foundation() -> None:
    foundation = DEFAULT.given.foundation * DEFAULT.given.burn

    assert DEFAULT.cost_of_consolidating > foundation == 450_000


def test_a_production_system_costs_a_third() -> None:
    assert DEFAULT.systems_shared is not None
    assert DEFAULT.spend_by_horizon / DEFAULT.systems_bespoke == 900_000
    assert DEFAULT.spend_by_horizon / DEFAULT.systems_shared == 300_000


@pytest.mark.parametrize(("horizon", "percent"), [("12", "17.6"), ("6", "35.3"), ("5.294", "40.0")])
def test_forty_percent_is_the_break_even_of_five_months(horizon: str, percent: str) -> None:
    share = changed("H", horizon).least_plumbing

    assert share is not None
    assert digits(100 * share) == percent


@pytest.mark.parametrize(
    ("symbol", "number", "systems", "ratio", "cost"),
    [
        ("phi", "0.5", "9.0", "3.0", "1.40"),
        ("phi", "0.2", "5.9", "2.0", "1.91"),
        ("phi", "0.3", "6.6", "2.2", "1.74"),
        ("phi", "0.4", "7.6", "2.5", "1.57"),
        ("phi", "0.6", "11.0", "3.7", "1.23"),
        ("rho", "0.5", "6.3", "2.1", "1.80"),
        ("rho", "0.65", "7.0", "2.3", "1.67"),
        ("rho", "0.85", "8.3", "2.8", "1.49"),
        ("rho", "1", "9.5", "3.2", "1.35"),
        ("F", "3", "8.1", "2.7", "1.62"),
        ("F", "4", "7.2", "2.4", "1.85"),
        ("F", "6", "5.4", "1.8", "2.30"),
        ("F", "9", "2.7", "0.9", "2.98"),
        ("F", "12", "0.0", "0.0", "3.65"),
        ("pi_I", "0.7", "6.6", "2.2", "1.40"),
        ("pi_I", "0.8", "7.6", "2.5", "1.40"),
        ("pi_S", "0.67", "9.0", "2.2", "1.40"),
    ],
)
def test_the_table_of_sensitivity_comes_out_as_printed(
    symbol: str, number: str, systems: str, ratio: str, cost: str
) -> None:
    found = changed(symbol, number)

    assert digits(found.systems_shared) == systems
    assert digits(found.times_as_many) == ratio
    assert abs(float(found.cost_shared) / 1e6 - float(cost)) <= 0.0051


def test_the_break_evens_come_out_as_printed() -> None:
    assert digits(DEFAULT.longest_foundation) == "8.7"
    assert digits(DEFAULT.longest_below_building) == "3.8"
    assert digits(DEFAULT.longest_below_total) == "9.1"
    assert digits(DEFAULT.systems_to_pay_building) == "2.1"
    assert digits(DEFAULT.systems_to_pay_total) == "0.9"
    assert digits(changed("pi_S", "0.67").systems_bespoke) == "4.0"


@pytest.mark.parametrize(
    ("systems", "removed", "plumbing"), [(8, "1", "0.69"), (12, "0.85", "0.93")]
)
def test_without_the_yields_plumbing_would_have_to_be_far_above_forty_percent(
    systems: int, removed: str, plumbing: str
) -> None:
    even = Assumptions(
        pilot_months=Fraction(4),
        yield_bespoke=Fraction(1),
        yield_shared=Fraction(1),
        removed=Fraction(removed),
        plumbing=Fraction(plumbing),
    )

    assert Trajectories(even).systems_bespoke == 3
    assert float(Trajectories(even).systems_shared or 0) == pytest.approx(systems, rel=0.01)


def test_what_no_number_answers_is_none() -> None:
    nothing_saved = changed("rho", "0")
    assert nothing_saved.horizon_in_pilots is None
    assert nothing_saved.least_plumbing is None
    assert nothing_saved.systems_to_pay_building is None
    assert changed("pi_I", "0").horizon_in_systems is None
    everything_saved = Trajectories(Assumptions(plumbing=Fraction(1), removed=Fraction(1)))
    assert everything_saved.systems_shared is None
    assert everything_saved.service_shared is None


def test_a_foundation_that_leads_nowhere_never_breaks_even() -> None:
    worse = Trajectories(
        Assumptions(removed=Fraction(0), yield_bespoke=Fraction(1), yield_shared=Fraction(1, 2))
    )

    assert worse.horizon_in_systems is None
    assert worse.longest_foundation == -12


def test_a_foundation_longer_than_the_horizon_has_served_nobody() -> None:
    assert changed("F", "15").service_shared == 0
    assert changed("F", "15").systems_shared == 0


shares = st.fractions(0, 1, max_denominator=20)
positive = st.fractions(Fraction(1, 10), 60, max_denominator=10)


@st.composite
def assumptions(draw: st.DrawFn) -> Assumptions:
    return Assumptions(
        burn=draw(positive),
        pilot_months=draw(positive),
        plumbing=draw(shares),
        foundation=draw(positive),
        removed=draw(shares),
        consolidation=draw(positive),
        yield_bespoke=draw(shares),
        yield_shared=draw(shares),
        horizon=draw(positive),
        systems=draw(positive),
    )


@steadily
@given(assumptions())
def test_at_the_break_even_horizon_both_have_as_many_systems(given_: Assumptions) -> None:
    months = Trajectories(given_).horizon_in_systems
    if months is None:
        return
    then = Trajectories(replace(given_, horizon=months))

    if then.system_months:  # else systems without limit, from that month on
        assert then.systems_shared == then.systems_bespoke


@steadily
@given(assumptions())
def test_at_the_break_even_scope_both_cost_the_same(given_: Assumptions) -> None:
    systems = Trajectories(given_).systems_to_pay_total
    if systems is None:
        return
    then = Trajectories(replace(given_, systems=systems))

    assert then.cost_shared == then.cost_of_building + then.cost_of_consolidating


@steadily
@given(assumptions())
def test_the_longest_foundation_still_wins(given_: Assumptions) -> None:
    longest = Trajectories(given_).longest_foundation
    # It is the whole horizon only where a pilot on it takes no time, so that none is left to count.
    if longest is None or not 0 < longest < given_.horizon:
        return
    then = Trajectories(replace(given_, foundation=longest))

    assert then.systems_shared in {None, then.systems_bespoke}


def test_every_symbol_is_an_assumption() -> None:
    assert {*SYMBOLS.values(), "mechanism"} == {*vars(Assumptions())}
