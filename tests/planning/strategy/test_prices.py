from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.economics.own_economics import Origin
from assessments.planning.portfolio.basis import Mark, PlanningBasis
from assessments.planning.strategy.assumptions import elements
from assessments.planning.strategy.presumption import Presumption
from assessments.planning.strategy.prices import Rates, UnfundedWork
from assessments.planning.strategy.wording import cost_words, step_words, total_words
from tests.planning.portfolios import EXAMPLE_LEVELS, levels, steadily
from tests.planning.strategy.bases import a_basis

GOVERNANCE = frozenset({"governance-at-scale"})  # OBS 2, GOV 3, DEL 2
KEYS = [row.key for row in elements()]


def presumed(basis: PlanningBasis, rates: Rates | None = None, *ticked: str) -> Presumption:
    return Presumption(basis, frozenset(ticked) or GOVERNANCE, rates or Rates())


def test_the_missing_steps_cost_what_the_plan_says_of_each() -> None:
    found = presumed(a_basis())

    assert [(*row.step, int(row.effort)) for row in found.total.steps] == [
        ("OBS", 2, 10),
        ("GOV", 2, 10),
        ("GOV", 3, 30),
    ]
    assert found.work_of("GOV").effort == 40
    assert found.work_of("DEL").steps == ()
    assert total_words(found) == (
        "Your strategy presumes 50 person-weeks of foundation that no budget line names."
    )


def test_a_level_that_is_claimed_and_only_waits_costs_nothing() -> None:
    found = presumed(a_basis(EXAMPLE_LEVELS | {"GOV": 3}))

    assert found.total.effort == 10
    assert [step_words(row) for row in found.work_of("GOV").steps] == [
        "→ 3: true already, waits for OBS 2"
    ]


def test_what_is_funded_is_named_by_a_budget() -> None:
    marks = {"GOV@2": Mark.FUNDED, "OBS@2": Mark.EXCLUDED}
    found = presumed(a_basis(marks=marks))

    assert found.total.effort == 40
    assert found.total.funded == 10
    assert [step_words(row) for row in found.total.steps][:2] == [
        "→ 2: 10 person-weeks, left out of the order",
        "→ 2: 10 person-weeks, funded",
    ]


def test_nothing_is_left_where_all_is_true_already_or_funded() -> None:
    claimed = a_basis(EXAMPLE_LEVELS | {"GOV": 3}, marks={"OBS@2": Mark.FUNDED})

    assert "no person-week is left without a budget" in total_words(presumed(claimed))
    assert total_words(presumed(a_basis(levels(4)))) == "All that your strategy presumes stands."


def test_calendar_and_money_follow_from_the_rates() -> None:
    usual = presumed(a_basis()).total
    own = presumed(a_basis(), Rates(capacity=Fraction(20), burn=Fraction(60_000))).total

    assert usual.weeks == 50 / Fraction("66.5") * Fraction(52, 12)
    assert usual.money == 50 * 225_000 / Fraction("66.5")
    assert own.weeks == Fraction(50, 20) * Fraction(52, 12)
    assert own.money == 50 * 3000


def test_a_person_week_costs_as_much_at_another_capacity_until_a_burn_is_given() -> None:
    assert (
        presumed(a_basis(), Rates(capacity=Fraction(20))).total.money
        == presumed(a_basis()).total.money
    )


def test_in_another_currency_a_burn_has_to_be_entered() -> None:
    francs = Rates(currency="CHF")

    assert presumed(a_basis(), francs).total.money is None
    assert cost_words(francs) == "In CHF there is no usual burn: enter what a month costs."
    assert presumed(a_basis(), Rates(burn=Fraction(0), currency="CHF")).total.money == 0


@pytest.mark.parametrize(
    ("efforts", "rates", "marks"),
    [
        ({}, Rates(), ("default", "default", "default")),
        ({"GOV@2": 4, "GOV@3": 5}, Rates(Fraction(20), Fraction(9)), ("default",) * 3),
        ({"OBS@2": 1, "GOV@2": 4, "GOV@3": 5}, Rates(), ("measured", "default", "default")),
        (
            {"OBS@2": 1, "GOV@2": 4, "GOV@3": 5},
            Rates(Fraction(20), Fraction(9)),
            ("measured", "measured", "assumed"),
        ),
    ],
)
def test_a_number_is_marked_by_its_weakest_input(
    efforts: dict[str, int], rates: Rates, marks: tuple[str, str, str]
) -> None:
    work = presumed(a_basis(efforts=efforts), rates).total

    assert (work.effort_origin, work.weeks_origin, work.money_origin) == tuple(map(Origin, marks))


def test_without_a_result_nothing_is_counted() -> None:
    found = presumed(a_basis(is_known=False))

    assert found.rows
    assert (found.total.steps, total_words(found)) == ((), "")


def test_what_does_not_apply_needs_nothing_and_costs_nothing() -> None:
    basis = a_basis(levels(1) | {"RUN": 2, "OBS": 2, "REACH": None})
    found = presumed(basis, None, "across-departments")

    reach = next(row for row in found.rows if row.capability == "REACH")
    assert (reach.presumed, reach.have, reach.missing) == (2, None, 0)
    assert found.total.steps == ()


def test_use_cases_run_once_the_presumed_levels_stand() -> None:
    found = presumed(a_basis(), None, "stage-operational")
    named = {*found.runs_now, *found.runs_then, *found.needs_more}

    assert not found.runs_now
    assert found.runs_then
    assert found.needs_more
    assert named == set(found.basis.every.wishes)
    assert not presumed(a_basis(), None, "7s-strategy").needs_more


@steadily
@given(
    ticked=st.frozensets(st.sampled_from(KEYS), min_size=1),
    claimed=st.fixed_dictionaries(dict.fromkeys(EXAMPLE_LEVELS, st.none() | st.integers(0, 4))),
)
def test_what_the_capabilities_take_adds_up_to_the_total(
    ticked: frozenset[str], claimed: dict[str, int | None]
) -> None:
    found = Presumption(a_basis(claimed), ticked)
    works: list[UnfundedWork] = [found.work_of(row.capability) for row in found.rows]

    assert sum((work.effort for work in works), Fraction(0)) == found.total.effort
    assert all(bool(found.work_of(row.capability).steps) == bool(row.missing) for row in found.rows)
