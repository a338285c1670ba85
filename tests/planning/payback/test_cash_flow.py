"""What a path returns, with the numbers worked out by hand (method.md 4.2)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.planning.economics.trajectories import Assumptions, Mechanism
from assessments.planning.economics.upkeep import trajectories
from assessments.planning.payback.cash_flow import CashFlow
from tests.planning.portfolios import steadily

A_HUNDRED_THOUSAND = Fraction(100_000)
SOURCES = Assumptions()


def both(value: Fraction, given: Assumptions = SOURCES) -> tuple[CashFlow, CashFlow]:
    found = trajectories(given)
    return (
        CashFlow(value, given.burn, given.horizon, lambda m: found.after(m).service_bespoke),
        CashFlow(value, given.burn, given.horizon, lambda m: found.after(m).service_shared),
    )


def test_the_sources_programme_at_100_000_a_system_and_month() -> None:
    bespoke, shared = both(A_HUNDRED_THOUSAND)

    # 18 against 45 system-months; both spend 12 · 225,000.
    assert [bespoke.earned, shared.earned] == [1_800_000, 4_500_000]
    assert bespoke.spent == shared.spent == 2_700_000
    assert [bespoke.net, shared.net] == [-900_000, 1_800_000]
    # 100,000 · 0.45 (t − 2)² = 225,000 t, so t² − 9t + 4 = 0: t = 8.53, in the ninth month.
    assert shared.payback_month == 9
    assert bespoke.payback_month is None


def test_every_project_for_itself_pays_back_after_18_months() -> None:
    # 100,000 · t²/8 = 225,000 t, so t = 18: at the end of that month and not before.
    years = replace(SOURCES, horizon=Fraction(36))
    assert both(A_HUNDRED_THOUSAND, years)[0].payback_month == 18
    assert both(A_HUNDRED_THOUSAND, replace(years, horizon=Fraction(17)))[0].payback_month is None


def test_a_horizon_within_a_month_ends_in_that_month() -> None:
    # At 8.6 months 100,000 · 0.45 · 6.6² = 1,960,200 has passed the 1,935,000 spent; at 8.5 not.
    for horizon, month in ((Fraction(86, 10), 9), (Fraction(85, 10), None)):
        flow = both(A_HUNDRED_THOUSAND, replace(SOURCES, horizon=horizon))[1]
        assert flow.payback_month == month


def test_with_upkeep_live_systems_serve_less() -> None:
    # No foundation, no upkeep, w = 2: M = t²/4, and 100,000 · t²/4 = 225,000 t at t = 9.
    given = Assumptions(mechanism=Mechanism.UPKEEP, upkeep_bespoke=Fraction(0))
    assert both(A_HUNDRED_THOUSAND, given)[0].payback_month == 9
    # With μ = 0.266, N never passes 3.76; M(17) = (17 − 2 · 3.368)/0.266 = 38.6 reach 38.25 spent.
    kept = Assumptions(mechanism=Mechanism.UPKEEP, horizon=Fraction(24))
    assert both(A_HUNDRED_THOUSAND, kept)[0].payback_month == 17


def test_without_a_burn_only_the_value_is_told() -> None:
    flow = replace(both(A_HUNDRED_THOUSAND)[0], burn=None)

    assert flow.earned == 1_800_000
    assert (flow.spent, flow.net, flow.payback_month) == (None, None, None)


def test_service_without_limit_pays_back_in_the_month_after_the_foundation() -> None:
    given = replace(SOURCES, plumbing=Fraction(1), removed=Fraction(1))
    flow = both(A_HUNDRED_THOUSAND, given)[1]

    assert (flow.earned, flow.net) == (None, None)
    assert flow.payback_month == 3


def shares(least: int = 0) -> st.SearchStrategy[Fraction]:
    return st.integers(least, 20).map(lambda twentieths: Fraction(twentieths, 20))


programmes = st.builds(
    Assumptions,
    burn=st.integers(0, 500_000).map(Fraction),
    pilot_months=st.integers(1, 24).map(lambda quarters: Fraction(quarters, 4)),
    plumbing=shares(),
    foundation=st.integers(0, 48).map(lambda quarters: Fraction(quarters, 4)),
    removed=shares(),
    yield_bespoke=shares(),
    yield_shared=shares(),
    horizon=st.integers(6, 36).map(Fraction),
    upkeep_bespoke=shares(),
    upkeep_shared=shares(),
    mechanism=st.sampled_from(Mechanism),
)
values = st.integers(1, 400_000).map(Fraction)


@steadily
@given(programmes, values)
def test_the_payback_month_is_the_first_that_has_paid_back(
    given: Assumptions, value: Fraction
) -> None:
    for flow in both(value, given):
        nets = [replace(flow, horizon=Fraction(month)).net for month in range(1, 37)]
        paid = [
            month
            for month, net in enumerate(nets[: int(given.horizon)], start=1)
            if net is None or net >= 0
        ]
        assert flow.payback_month == (paid[0] if paid else None)


@steadily
@given(programmes, values)
def test_all_is_paid_back_within_the_horizon_if_the_net_is_not_below_0(
    given: Assumptions, value: Fraction
) -> None:
    for flow in both(value, given):
        assert (flow.payback_month is not None) == (flow.net is None or flow.net >= 0)


@steadily
@given(programmes, values, st.integers(1, 100_000))
def test_more_value_never_pays_back_later(given: Assumptions, value: Fraction, more: int) -> None:
    for flow in both(value, given):
        assume(flow.payback_month is not None)
        sooner = replace(flow, value=value + more).payback_month
        assert sooner is not None
        assert sooner <= (flow.payback_month or 0)


@steadily
@given(programmes, values)
def test_a_better_yield_never_pays_back_later(given: Assumptions, value: Fraction) -> None:
    given = replace(given, mechanism=Mechanism.YIELD)
    low = replace(given, yield_shared=min(given.yield_bespoke, given.yield_shared))
    months = [both(value, end)[1].payback_month or 99 for end in (low, given)]

    assert months[0] >= months[1]


@pytest.mark.parametrize("month", [Fraction(12), Fraction(25, 2)])
def test_what_costs_nothing_is_paid_back_at_once(month: Fraction) -> None:
    flow = both(A_HUNDRED_THOUSAND, replace(SOURCES, burn=Fraction(0), horizon=month))[0]
    assert flow.payback_month == 1
