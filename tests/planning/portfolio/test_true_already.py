from hypothesis import given

from assessments.planning.portfolio.level_closure import CapabilityStep, steps_between
from assessments.planning.portfolio.true_already import true_already
from assessments.planning.portfolio.unlock import Portfolio, starting_at
from tests.frameworks.documents import FRAMEWORK
from tests.planning.portfolios import EXAMPLE_LEVELS, portfolios, steadily


def test_a_claimed_level_says_which_levels_it_waits_for() -> None:
    claimed = EXAMPLE_LEVELS | {"OBS": 4}

    found = true_already(starting_at(FRAMEWORK, claimed), claimed, FRAMEWORK.prerequisites)

    assert found == {
        CapabilityStep("OBS", 3): (CapabilityStep("RUN", 2),),
        CapabilityStep("OBS", 4): (
            CapabilityStep("RUN", 2),
            CapabilityStep("DEL", 3),
            CapabilityStep("GOV", 2),
        ),
    }


def test_an_area_pays_for_a_claimed_step_that_lacks_nothing() -> None:
    start, claimed = EXAMPLE_LEVELS, EXAMPLE_LEVELS | {"RUN": 4}

    found = true_already(start, claimed, FRAMEWORK.prerequisites)

    assert found == {CapabilityStep("RUN", 4): (CapabilityStep("OBS", 2),)}


@steadily
@given(portfolios())
def test_everything_that_a_team_claims_above_its_level_is_true_already(
    portfolio: Portfolio,
) -> None:
    framework, claimed = portfolio.framework, portfolio.claimed
    assert claimed is not None
    start = starting_at(framework, claimed)

    found = true_already(start, claimed, framework.prerequisites)

    assert tuple(found) == steps_between(start, claimed)
