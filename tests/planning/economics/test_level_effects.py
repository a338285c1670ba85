from fractions import Fraction

import pytest

from assessments.planning.economics.level_effects import (
    PlumbingShares,
    foundation_months,
    removed_share,
)
from assessments.planning.economics.trajectories import Assumptions, Trajectories
from assessments.planning.portfolio.level_closure import highest, steps_between
from tests.planning.portfolios import EXAMPLE, levels

CAPACITY = Fraction("66.5")


@pytest.mark.parametrize(("low", "high", "months"), [(1, 2, "2.1"), (0, 2, "2.6"), (1, 3, "5.4")])
def test_the_length_of_a_foundation_comes_out_as_printed(low: int, high: int, months: str) -> None:
    effort = EXAMPLE.effort_of(steps_between(levels(low), levels(high)))

    assert f"{float(foundation_months(effort, CAPACITY) or 0):.1f}" == months


def test_without_capacity_no_foundation_is_ever_built() -> None:
    assert foundation_months(Fraction(10), Fraction(0)) is None


@pytest.mark.parametrize(
    ("level", "removed", "systems"), [(2, "0.65", "7.0"), (3, "0.85", "8.3"), (4, "0.95", "9.05")]
)
def test_what_the_levels_remove_comes_out_as_printed(
    level: int, removed: str, systems: str
) -> None:
    share = removed_share(levels(level))

    assert share == Fraction(removed)
    found = Trajectories(Assumptions(removed=share)).systems_shared
    places = len(systems.partition(".")[2])
    assert f"{float(found or 0):.{places}f}" == systems


def test_the_shares_of_plumbing_weigh_the_levels() -> None:
    only_data = PlumbingShares(Fraction(1), Fraction(0), Fraction(0))

    assert removed_share(levels(0) | {"DAT": 2}, only_data) == Fraction("0.65")
    assert removed_share(levels(0) | {"GOV": 2}, only_data) == 0


def test_what_does_not_apply_is_left_out() -> None:
    assert removed_share({**levels(2), "REACH": None, "DAT": None}) == Fraction("0.65")
    assert removed_share({}) is None
    assert removed_share(highest({"DAT": None, "GOV": None}, {})) is None
