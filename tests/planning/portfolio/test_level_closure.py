from hypothesis import given

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.level_closure import (
    highest,
    is_consistent,
    least_consistent,
    steps_between,
    with_steps,
)
from assessments.planning.portfolio.unlock import Portfolio
from assessments.results.scoring.backed_levels import greatest_consistent
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import NOWHERE, a_framework, portfolios, steadily


def closed(**levels: int) -> dict[str, int | None]:
    return least_consistent(highest(NOWHERE, levels), FRAMEWORK.prerequisites)


def test_the_closure_adds_what_has_to_come_first() -> None:
    assert closed(OBS=4) == {
        "RUN": 2, "DEL": 3, "OBS": 4, "FIN": 0, "DAT": 0, "GOV": 2, "REACH": 0, "PLT": 0
    }  # fmt: skip


def test_what_does_not_apply_counts_as_met_and_stays_so() -> None:
    edges = a_framework({"A": 2, "B": 2}, [("A", 2, "B", 1), ("B", 1, "A", 1)]).prerequisites

    assert least_consistent({"A": 2, "B": None}, edges) == {"A": 2, "B": None}
    assert least_consistent({"A": None, "B": 1}, edges) == {"A": None, "B": 1}


@steadily
@given(portfolios())
def test_the_closure_is_consistent_and_the_least_such(portfolio: Portfolio) -> None:
    edges = portfolio.framework.prerequisites
    for row in portfolio.unlockings:
        assert is_consistent(row.needed, edges)
        for key, level in row.needed.items():
            if level and level > max(portfolio.start[key] or 0, row.wish.requires[key]):
                lower = greatest_consistent({**row.needed, key: level - 1}, edges)
                assert any(
                    have is not None and have < max(portfolio.start[k] or 0, row.wish.requires[k])
                    for k, have in lower.items()
                )


@steadily
@given(portfolios())
def test_closing_twice_changes_nothing_more(portfolio: Portfolio) -> None:
    edges: Framework = portfolio.framework
    for row in portfolio.unlockings:
        assert least_consistent(row.needed, edges.prerequisites) == row.needed


@steadily
@given(portfolios())
def test_the_steps_between_two_levels_lead_from_one_to_the_other(portfolio: Portfolio) -> None:
    steps = steps_between(portfolio.start, portfolio.target)

    assert with_steps(portfolio.start, steps) == portfolio.target
