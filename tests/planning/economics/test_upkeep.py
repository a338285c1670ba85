"""Live systems that eat capacity, beside pilots that fail (method.md 4.3)."""

from dataclasses import replace
from fractions import Fraction
from math import exp, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.economics.break_even_claims import claims, variations
from assessments.planning.economics.trajectories import (
    Assumptions,
    Mechanism,
    Trajectories,
    with_symbol,
)
from assessments.planning.economics.upkeep import Path, first_ahead, pilots_worth, trajectories
from tests.planning.portfolios import steadily

UPKEEP = Assumptions(mechanism=Mechanism.UPKEEP)


def changed(symbol: str, number: str) -> Trajectories:
    return trajectories(with_symbol(UPKEEP, symbol, Fraction(number)))


@pytest.mark.parametrize(
    ("pilot_months", "upkeep", "systems"),
    [
        (2, 0.266, "3.00"),
        (2, 0.27, "2.97"),
        (2, 0.30, "2.78"),
        (1.56, 0.30, "3.00"),
        (4, 0, "3.00"),
    ],
)
def test_three_systems_a_year_come_out_with_the_printed_numbers(
    pilot_months: float, upkeep: float, systems: str
) -> None:
    assert f"{Path(0, pilot_months, upkeep).live(12):.2f}" == systems


def test_the_defaults_of_upkeep_reproduce_three_systems_and_eight_to_twelve() -> None:
    found = trajectories(UPKEEP)

    assert float(found.systems_bespoke) == pytest.approx(3, abs=0.005)
    assert 8 <= float(found.systems_shared or 0) <= 12
    assert found.pilots_shared == found.systems_shared
    assert found.cost_of_building == 1_800_000
    assert found.cost_shared == pytest.approx(1_400_000)


def test_without_a_word_about_it_a_share_of_pilots_fails() -> None:
    assert trajectories(Assumptions()) == Trajectories(Assumptions())
    assert trajectories(Assumptions()).systems_bespoke == 3


def test_upkeep_turns_no_number_of_the_usual_mechanism() -> None:
    other = replace(Assumptions(), upkeep_bespoke=Fraction(1), upkeep_shared=Fraction(1))

    assert trajectories(other).by_symbol() == trajectories(Assumptions()).by_symbol()


def test_without_any_upkeep_every_pilot_counts() -> None:
    none = replace(UPKEEP, upkeep_bespoke=Fraction(0))
    all_succeed = Assumptions(yield_bespoke=Fraction(1), yield_shared=Fraction(1))

    found, usual = trajectories(none).by_symbol(), trajectories(all_succeed).by_symbol()
    assert {key: float(number or 0) for key, number in found.items()} == pytest.approx(
        {key: float(number or 0) for key, number in usual.items()}
    )


def test_equal_upkeep_leaves_the_break_evens_of_pilots() -> None:
    found = changed("mu_I", "0.266")

    assert float(found.horizon_in_systems or 0) == pytest.approx(2 / (17 / 36))
    assert float(found.least_plumbing or 0) == pytest.approx(2 / (17 / 18 * 12))


def test_where_the_foundation_spares_all_upkeep_it_wins_at_any_share_of_plumbing() -> None:
    share = trajectories(UPKEEP).least_plumbing

    assert share is not None
    assert share < 0
    assert {row.key: row.holds for row in claims(UPKEEP)}["enough_plumbing"]


def test_systems_that_need_all_capacity_are_never_more_than_one() -> None:
    assert float(changed("mu_I", "1").systems_shared or 0) == pytest.approx(1, abs=0.001)
    assert changed("mu_I", "1").horizon_in_systems is None
    assert changed("mu_I", "1").longest_foundation is None
    assert changed("mu_I", "1").least_plumbing is None


def test_what_no_number_answers_is_none() -> None:
    at_once = replace(UPKEEP, plumbing=Fraction(1), removed=Fraction(1))
    assert trajectories(at_once).systems_shared is None
    assert trajectories(at_once).service_shared is None
    assert trajectories(at_once).horizon_in_systems == at_once.foundation
    kept = trajectories(replace(at_once, upkeep_shared=Fraction(1, 4)))
    assert kept.systems_shared == 4
    assert kept.service_shared == 40
    assert pilots_worth(4, 0.25) is None


def test_a_path_that_falls_back_again_was_ahead_from_its_first_crossing_on() -> None:
    quick, slow = Path(2, 1, 0.3), Path(0, 2, 0.2)

    month = first_ahead(quick, slow)

    assert month is not None
    assert quick.live(month) == pytest.approx(slow.live(month))
    assert quick.live(month + 0.1) > slow.live(month + 0.1)
    assert quick.live(60) < slow.live(60)
    assert first_ahead(Path(2, 1, 0.9), slow) is None
    assert first_ahead(Path(2, 0, 1), Path(0, 1, 0)) is None


def test_variations_are_of_the_chosen_mechanism() -> None:
    usual = {row.symbol for row in variations(Assumptions())}
    upkeep = {row.symbol for row in variations(UPKEEP)}

    assert usual - upkeep == {"pi_S", "pi_I"}
    assert upkeep - usual == {"mu_S", "mu_I"}


months = st.floats(0, 120)
pilots = st.floats(0.1, 24)
upkeeps = st.floats(0, 1)


@steadily
@given(months, pilots)
def test_a_vanishing_upkeep_leads_to_the_months_over_those_of_a_pilot(
    passed: float, each: float
) -> None:
    assert Path(0, each, 0).live(passed) == passed / each
    assert Path(0, each, 1e-9).live(passed) == pytest.approx(passed / each, rel=1e-5)


@steadily
@given(months, pilots, st.floats(0.001, 1))
def test_live_systems_are_as_the_formula_says_and_take_no_more_than_all(
    passed: float, each: float, upkeep: float
) -> None:
    live = Path(0, each, upkeep).live(passed)

    assert live == pytest.approx((1 - exp(-upkeep * passed / each)) / upkeep, abs=1e-9)
    assert live <= min(1 / upkeep, passed / each) * (1 + 1e-12)


@steadily
@given(st.floats(0, 24), pilots, upkeeps, upkeeps)
def test_more_upkeep_never_leaves_more_systems(
    passed: float, each: float, little: float, more: float
) -> None:
    less, most = sorted((little, more))

    assert Path(0, each, most).live(passed) <= Path(0, each, less).live(passed) + 1e-9


@steadily
@given(st.floats(1, 60), pilots, upkeeps)
def test_the_service_is_the_sum_of_live_systems(passed: float, each: float, upkeep: float) -> None:
    path, steps = Path(0, each, upkeep), 400
    width = passed / steps
    summed = sum(path.live((step + 0.5) * width) for step in range(steps)) * width

    assert path.service(passed) == pytest.approx(summed, rel=1e-2)


@steadily
@given(st.floats(0, 24), pilots, upkeeps)
def test_capacity_worth_some_pilots_leads_back_to_the_systems(
    passed: float, each: float, upkeep: float
) -> None:
    systems = Path(0, each, upkeep).live(passed)
    worth = pilots_worth(systems, upkeep)

    if worth is not None and upkeep * systems < 0.999:
        assert worth == pytest.approx(passed / each, rel=1e-6, abs=1e-9)


@steadily
@given(
    st.fractions(0, 1, max_denominator=20),
    st.fractions(0, 1, max_denominator=20),
    st.fractions(0, 1, max_denominator=20),
    st.fractions(0, 6, max_denominator=4),
)
def test_the_longest_foundation_and_the_first_month_agree_with_the_paths(
    plumbing: Fraction, bespoke: Fraction, shared: Fraction, foundation: Fraction
) -> None:
    found = trajectories(
        replace(
            UPKEEP,
            plumbing=plumbing,
            upkeep_bespoke=bespoke,
            upkeep_shared=shared,
            foundation=foundation,
        )
    )
    longest, first = found.longest_foundation, found.horizon_in_systems

    if longest is not None and 0 < longest < 12:
        then = trajectories(replace(found.given, foundation=longest))
        assert float(then.systems_shared or inf) == pytest.approx(float(then.systems_bespoke))
    if first is not None and first > foundation:
        then = found.after(first)
        assert float(then.systems_shared or 0) == pytest.approx(float(then.systems_bespoke))
