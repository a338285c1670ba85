from dataclasses import replace
from fractions import Fraction

from assessments.planning.economics.break_even_claims import claims, variations
from assessments.planning.economics.own_economics import Origin
from assessments.planning.economics.parameters import (
    BY_SYMBOL,
    MeasuredParameter,
    assumptions,
    exact,
    origin,
)
from assessments.planning.economics.trajectories import Assumptions

DEFAULT = Assumptions()


def held(given: Assumptions) -> dict[str, bool]:
    return {row.key: row.holds for row in claims(given)}


def test_at_the_defaults_every_claim_holds() -> None:
    assert all(held(DEFAULT).values())


def test_a_foundation_of_nine_months_loses_the_first_year() -> None:
    assert held(replace(DEFAULT, foundation=Fraction(9))) == {
        "more_systems": False,
        "in_time": False,
        "cheaper": False,
        "cheaper_in_all": True,
        "enough_systems": False,
        "enough_plumbing": False,
    }


def test_two_systems_do_not_pay_for_a_foundation() -> None:
    assert not held(replace(DEFAULT, systems=Fraction(2)))["enough_systems"]


def test_where_nothing_is_saved_nothing_ever_pays() -> None:
    nothing = replace(DEFAULT, removed=Fraction(0), yield_shared=DEFAULT.yield_bespoke)

    assert not any(held(nothing).values()) or held(nothing) == {
        **dict.fromkeys(held(nothing), False),
        "cheaper_in_all": True,
    }


def test_variations_leave_the_present_number_out() -> None:
    numbers = [row.number for row in variations(DEFAULT) if row.symbol == "phi"]
    assert numbers == [Fraction(1, 5), Fraction(3, 10), Fraction(2, 5), Fraction(3, 5)]

    at_forty = replace(DEFAULT, plumbing=Fraction(2, 5))
    assert Fraction(2, 5) not in [r.number for r in variations(at_forty) if r.symbol == "phi"]


def test_a_number_is_measured_assumed_or_default() -> None:
    known = {"phi": MeasuredParameter(Fraction(3, 5), "days")}

    assert origin(BY_SYMBOL["phi"], Fraction(3, 5), known) is Origin.MEASURED
    assert origin(BY_SYMBOL["phi"], Fraction(1, 2), known) is Origin.DEFAULT
    assert origin(BY_SYMBOL["phi"], Fraction(1, 4), known) is Origin.ASSUMED


def test_what_was_rounded_for_a_page_comes_back_exactly() -> None:
    rho = BY_SYMBOL["rho"]

    assert rho.write(rho.default) == "94.444"
    assert exact(rho, Fraction("0.94444"), {}) == Fraction(17, 18)
    assert exact(rho, Fraction("0.95"), {}) == Fraction(95, 100)


def test_assumptions_take_what_is_given_and_the_defaults_elsewhere() -> None:
    assert assumptions({"H": Fraction(6)}) == replace(DEFAULT, horizon=Fraction(6))
