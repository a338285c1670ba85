from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.ladder import Answer, Answers, Bounds, bounds
from assessments.rounds.reveal.agreement import Agreement, Votes, departs_from_majority, majority
from tests.frameworks.documents import FRAMEWORK

YES, NO, DONT_KNOW = Answer.YES, Answer.NO, Answer.DONT_KNOW
RUN = FRAMEWORK.capability("RUN")
DAT = FRAMEWORK.capability("DAT")
NOT_APPLICABLE = Answers(not_applicable=True)


def picked(*anchors: int) -> list[Answers]:
    return [Answers(anchor=anchor) for anchor in anchors]


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([], DONT_KNOW),
        ([DONT_KNOW, DONT_KNOW], DONT_KNOW),
        ([YES, DONT_KNOW, DONT_KNOW], YES),
        ([YES, NO], NO),
        ([YES, YES, NO], YES),
        ([YES, NO, NO, DONT_KNOW], NO),
    ],
)
def test_the_majority_of_the_known_answers_decides_and_a_tie_is_no(
    answers: list[Answer], value: Answer
) -> None:
    assert majority(answers) is value


def probability(raters: int, passes: Callable[[Agreement], bool]) -> float:
    """Return how often raters who vote at random pass, by enumerating their votes."""
    ways = 0.0
    for levels in combinations_with_replacement(range(5), raters):
        if passes(Agreement(levels, 0, 0)):
            ways += factorial(raters) // prod(map(factorial, Counter(levels).values()))
    return 100 * ways / 5.0**raters


@pytest.mark.parametrize(
    ("raters", "deviation", "gate", "r_wg"),
    [
        (2, 52, 52, 52),
        (3, 52, 23, 23),
        (4, 41, 9.8, 9.8),
        (5, 41, 4.0, 5.9),
        (6, 17, 1.6, 4.5),
        (7, 17, 0.7, 2.7),
    ],
)
def test_random_votes_pass_each_rule_as_often_as_the_method_says(
    raters: int, deviation: float, gate: float, r_wg: float
) -> None:
    def uniform(votes: Agreement) -> Fraction:
        return 1 - 2 * (
            1 - (votes.r_wg_star or Fraction(0))
        )  # the same variance over 2 instead of over 4

    found = (
        probability(raters, lambda votes: (votes.mean_deviation or 0) <= Fraction(4, 5)),
        probability(raters, lambda votes: votes.is_within_one_level),
        probability(raters, lambda votes: uniform(votes) >= Fraction(7, 10)),
    )

    assert found[0] == pytest.approx(deviation, abs=0.5)
    assert found[1:] == pytest.approx((gate, r_wg), abs=0.5 if raters < 4 else 0.05)


def test_agreement_is_told_in_levels() -> None:
    votes = Votes(RUN, [*picked(3, 1, 2, 2), Answers()]).agreement

    assert votes == Agreement(levels=(1, 2, 2, 3), not_applicable=0, abstained=1)
    assert (votes.raters, votes.median, votes.range) == (4, 2, 2)
    assert votes.has_enough_raters
    assert votes.is_contested
    assert votes.mean_deviation == Fraction(1, 2)
    assert votes.r_wg_star == 1 - Fraction(2, 3) / 4


def test_votes_within_one_level_agree_but_three_raters_are_too_few() -> None:
    votes = Votes(RUN, picked(2, 2, 1)).agreement

    assert votes.is_within_one_level
    assert not votes.is_contested
    assert not votes.has_enough_raters


def test_a_vote_that_knows_nothing_abstains_and_one_that_knows_little_counts_its_low() -> None:
    unsure = Answers(conditions={"RUN-1a": YES})

    assert Votes(RUN, [*picked(3), Answers(), unsure]).agreement.levels == (0, 3)


def test_without_votes_nothing_is_contested_and_nothing_is_measured() -> None:
    votes = Votes(RUN, []).agreement

    assert not votes.is_contested
    assert (votes.range, votes.median) == (None, None)
    assert (votes.mean_deviation, votes.r_wg_star) == (None, None)


def test_the_median_of_an_even_number_is_the_lower_one() -> None:
    assert Votes(RUN, picked(1, 2, 3, 4)).agreement.median == 2


def test_merged_votes_hold_the_majority_of_every_condition() -> None:
    votes = [
        Answers(anchor=2),
        Answers(anchor=2, conditions={"RUN-3a": YES}),
        Answers(anchor=1, conditions={"RUN-3a": YES, "RUN-4a": DONT_KNOW}),
        Answers(),
    ]

    settled = Votes(RUN, votes).merged

    assert settled.conditions["RUN-2a"] is YES
    assert settled.conditions["RUN-3a"] is YES
    assert settled.conditions["RUN-3b"] is NO
    assert bounds(RUN, settled) == Bounds(2, 2)


def test_merging_no_votes_leaves_everything_unknown() -> None:
    assert set(Votes(RUN, []).merged.conditions.values()) == {DONT_KNOW}


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_the_merger_of_plain_levels_is_their_lower_median(anchors: list[int]) -> None:
    votes = picked(*anchors)

    level = Votes(RUN, votes).agreement.median
    assert level is not None
    assert bounds(RUN, Votes(RUN, votes).merged) == Bounds(level, level)


def test_a_strict_majority_of_speaking_votes_makes_a_capability_not_applicable() -> None:
    assert Votes(DAT, [NOT_APPLICABLE, NOT_APPLICABLE, *picked(1), Answers()]).merged.not_applicable
    assert not Votes(DAT, [NOT_APPLICABLE, *picked(1), Answers()]).merged.not_applicable
    assert not Votes(RUN, [NOT_APPLICABLE, NOT_APPLICABLE]).merged.not_applicable


def test_disagreement_over_applicability_is_contested() -> None:
    assert Votes(DAT, [NOT_APPLICABLE, *picked(1, 1, 1)]).agreement.is_contested
    assert not Votes(DAT, [NOT_APPLICABLE, NOT_APPLICABLE]).agreement.is_contested


def test_split_conditions_got_yes_and_no() -> None:
    votes = [*picked(1, 2), Answers(conditions={"RUN-1a": DONT_KNOW}), NOT_APPLICABLE]

    assert Votes(RUN, votes).split == ("RUN-2a", "RUN-2b", "RUN-2c")


@pytest.mark.parametrize(
    ("settled", "proposed", "departs"),
    [
        (Answers(anchor=2), Answers(anchor=2), False),
        (Answers(anchor=2), Answers(anchor=3), True),
        (Answers(anchor=2, conditions={"DAT-1a": DONT_KNOW}), Answers(anchor=2), True),
        (Answers(anchor=2), Answers(conditions={"DAT-1a": YES}), False),
        (Answers(anchor=2), Answers(), False),
        (NOT_APPLICABLE, NOT_APPLICABLE, False),
        (NOT_APPLICABLE, Answers(anchor=0), True),
        (Answers(anchor=0), NOT_APPLICABLE, True),
    ],
)
def test_a_settled_answer_departs_where_the_majority_said_something_else(
    settled: Answers, proposed: Answers, departs: bool
) -> None:
    assert departs_from_majority(DAT, settled, proposed) is departs


@given(st.lists(st.integers(0, 4), max_size=7))
def test_the_merged_votes_never_depart_from_themselves(anchors: list[int]) -> None:
    proposed = Votes(RUN, picked(*anchors)).merged

    assert not departs_from_majority(RUN, proposed, proposed)
