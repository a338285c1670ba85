"""What grows with each project and each agent: own pipelines, reviews by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.planning.findings.load_page import pipelines_sentences, review_load_shown
from assessments.planning.findings.own_pipelines import OwnPipelines
from assessments.planning.findings.review_load import review_load
from assessments.planning.findings.rules import AreaFacts
from assessments.planning.models import ProjectStage, RunningAgent
from assessments.planning.register import actions as register
from assessments.results.models import Result
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url
from tests.planning.register_rows import a_project


def test_without_own_pipelines_nothing_is_said_of_their_cost() -> None:
    assert pipelines_sentences(None, "EUR") == ()


def test_own_pipelines_are_told_by_teams_and_by_what_somebody_entered() -> None:
    told = pipelines_sentences(OwnPipelines(4, 9, 5, 3, Decimal(12_000)), "EUR")

    assert told == (
        "4 teams maintain pipelines of their own: 9, for 5 projects.",
        "Upkeep entered for 3 of 5 projects: €12,000 a month, €144,000 a year.",
    )


def test_a_cost_of_pipelines_that_nobody_entered_is_not_guessed() -> None:
    told = pipelines_sentences(OwnPipelines(1, 2, 1, 0, None), "EUR")

    assert told[1] == "What they cost nobody has entered."


def test_review_load_is_projected_to_twice_and_five_times_todays_agents() -> None:
    load = review_load(AreaFacts((), agents=2, actions=96, reviewers=Fraction(3)))

    assert load is not None
    assert [(row.agents, row.actions, row.reviewers, row.is_too_much) for row in load.rows] == [
        (2, 96, Fraction(1), False),
        (4, 192, Fraction(2), False),
        (10, 480, Fraction(5), True),
    ]
    assert load.breaks_at == 3


@pytest.mark.parametrize(
    ("reviewers", "said"),
    [
        (None, "Say how many people review"),
        (Fraction(0), "It is broken today"),
        (Fraction(1), "It breaks at more than 1 times today's agents."),
        (Fraction(7, 2), "It breaks at more than 3.5 times today's agents."),
    ],
)
def test_where_reviewing_breaks_is_said_in_a_sentence(
    reviewers: Fraction | None, said: str
) -> None:
    shown = review_load_shown(review_load(AreaFacts((), agents=2, actions=96, reviewers=reviewers)))

    assert shown is not None
    assert shown.breaks_at.startswith(said)


def test_without_an_action_to_review_there_is_no_load() -> None:
    assert review_load(AreaFacts(())) is None
    assert review_load(AreaFacts((), agents=1, actions=0, reviewers=Fraction(1))) is None
    assert review_load_shown(None) is None


def test_findings_sum_own_pipelines_of_projects_at_work(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    a_project(cast.payments, "One", pipelines_own=3, pipelines_cost=Decimal(700))
    a_project(cast.payments, "Two", pipelines_own=1, stage=ProjectStage.PRODUCTION)
    a_project(cast.payments, "Three", pipelines_own=8, stage=ProjectStage.RETIRED)

    page = get(client, cast.lin, url("findings"))

    assert "1 team maintains pipelines of its own: 4, for 2 projects." in page
    assert "Upkeep entered for 1 of 2 projects: $700 a month, $8,400 a year." in page
    assert "five bespoke pipelines, each maintained by a different team. Rebase, no date" in page


def test_findings_show_where_reviewing_breaks_beside_what_a_vendor_says(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    facts = {"unit": cast.payments, "name": "Clerk", "actions_per_day": 48}
    register.add(RunningAgent, facts={**facts, "reviewers": Decimal(1)}, by=cast.lin)

    page = get(client, cast.lin, url("findings"))

    assert "It breaks at more than 2 times today's agents." in page
    assert "5 times today 5 240 2.5 more than can be read" in page
    assert "breaks at ten agents with hundreds of actions a day. Rebase, no date" in page
