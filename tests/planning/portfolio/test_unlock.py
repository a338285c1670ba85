from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.portfolio.level_closure import CapabilityStep, top_levels
from assessments.planning.portfolio.unlock import Portfolio, Status, starting_at
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import EXAMPLE, a_framework, portfolios, steadily, worth

KEYS = ["RUN", "DEL", "OBS", "FIN", "DAT", "GOV", "REACH", "PLT"]


def test_what_waits_for_each_capability_comes_out_as_printed() -> None:
    rows = EXAMPLE.waiting()

    assert [row.capability for row in rows] == KEYS
    assert [len(row.wishes) for row in rows] == [9, 5, 8, 4, 6, 6, 2, 2]
    assert [row.blocked_value for row in rows] == [63, 39, 55, 28, 46, 47, 15, 18]
    blame = [f"{float(row.shared_blame):.1f}" for row in rows]
    assert blame == ["19.0", "6.1", "11.0", "2.6", "14.1", "9.2", "3.7", "3.2"]
    assert sum(row.shared_blame for row in rows) == 69


def test_nine_use_cases_wait_for_what_four_name() -> None:
    naming = [wish for wish in EXAMPLE.wishes if "RUN" in wish.requires]
    hidden = [row for row in EXAMPLE.unlockings if "RUN" in row.hidden]

    assert len(naming) == 4
    assert len(hidden) == 5


def test_a_use_case_is_near_with_at_most_two_missing_steps() -> None:
    by_key = {row.wish.key: row for row in EXAMPLE.unlockings}

    assert by_key["U1"].status is Status.NEAR
    assert by_key["U1"].steps == (CapabilityStep("RUN", 2), CapabilityStep("PLT", 2))
    assert by_key["U1"].direct == ("PLT",)
    assert by_key["U1"].hidden == ("RUN",)
    assert by_key["U1"].effort == 40
    assert by_key["U5"].status is Status.BLOCKED


def test_a_use_case_without_missing_steps_is_open() -> None:
    portfolio = Portfolio(FRAMEWORK, EXAMPLE.start, (worth(3, RUN=1),), EXAMPLE.efforts)

    [row] = portfolio.unlockings
    assert row.status is Status.OPEN
    assert row.effort == 0
    assert portfolio.open_value == 3


def test_levels_are_reduced_to_the_supported_ones_first() -> None:
    assert starting_at(FRAMEWORK, {"OBS": 3}) == dict.fromkeys(KEYS, 0) | {"OBS": 1}


def test_what_does_not_apply_blocks_nothing() -> None:
    framework = a_framework({"A": 2, "B": 2}, [("A", 1, "B", 1)])
    start = starting_at(framework, {"B": None})

    portfolio = Portfolio(
        framework,
        start,
        (worth(1, A=1, B=2),),
        {CapabilityStep("A", n): Fraction(1) for n in (1, 2)},
    )

    [row] = portfolio.unlockings
    assert row.steps == (CapabilityStep("A", 1),)
    assert row.direct == ("A",)


@steadily
@given(portfolios())
def test_blame_is_the_blocked_value_exactly_once(portfolio: Portfolio) -> None:
    blocked = portfolio.total_value - portfolio.open_value

    assert sum(row.shared_blame for row in portfolio.waiting()) == blocked


@steadily
@given(portfolios())
def test_a_use_case_is_open_exactly_where_its_value_counts_as_open(portfolio: Portfolio) -> None:
    opened = [row.wish.value for row in portfolio.unlockings if row.status is Status.OPEN]

    assert portfolio.open_value == sum(opened)


def test_only_steps_that_cost_keep_a_use_case_from_being_near() -> None:
    claimed = {**EXAMPLE.start, "OBS": 1, "GOV": 3, "DAT": 3}
    start = starting_at(FRAMEWORK, claimed)
    wish = worth(3, DAT=3, GOV=3, OBS=2)

    [near] = Portfolio(FRAMEWORK, start, (wish,), EXAMPLE.efforts, claimed=claimed).unlockings
    [blocked] = Portfolio(FRAMEWORK, start, (wish,), EXAMPLE.efforts).unlockings

    assert near.steps == blocked.steps
    assert near.costing == (CapabilityStep("OBS", 2),)
    assert near.status is Status.NEAR
    assert near.effort == 10
    assert blocked.status is Status.BLOCKED
    assert blocked.effort == 70


def test_blame_of_steps_that_cost_nothing_goes_by_their_number() -> None:
    framework = a_framework({"A": 2, "B": 1}, [("A", 1, "B", 1)])
    efforts = {CapabilityStep(*step): Fraction(0) for step in (("A", 1), ("A", 2), ("B", 1))}
    portfolio = Portfolio(
        framework, {"A": 0, "B": 0}, (worth(9, A=2),), efforts, claimed={"A": 2, "B": 0}
    )

    assert [row.shared_blame for row in portfolio.waiting()] == [6, 3]


@steadily
@given(portfolios(), st.data())
def test_a_teams_higher_claim_never_makes_its_plan_cost_more(
    portfolio: Portfolio, data: st.DataObject
) -> None:
    framework, claimed = portfolio.framework, portfolio.claimed
    assert claimed is not None
    key = data.draw(st.sampled_from(sorted(claimed)))
    top = top_levels(framework)[key]
    raised = {
        **claimed,
        key: None if claimed[key] is None else data.draw(st.integers(claimed[key] or 0, top)),
    }

    before = replace(portfolio, start=starting_at(framework, claimed))
    after = replace(portfolio, start=starting_at(framework, raised), claimed=raised)

    assert after.total_effort <= before.total_effort
