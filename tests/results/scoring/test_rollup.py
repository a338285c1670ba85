"""The 80 % rule of method.md 3.5, 7, against its words and a brute-force oracle."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.results.scoring.rollup import Tally, Team, reached_level, sum_tallies, tally

WEIGHTS = st.integers(0, 1_000_000)
TEAMS = st.lists(
    st.builds(Team, weight=WEIGHTS, level=st.integers(0, 4), is_met=st.booleans())
    | st.builds(Team, weight=WEIGHTS)
    | st.builds(Team, weight=WEIGHTS, applies=st.just(False))
    | st.builds(Team, weight=WEIGHTS, is_missing=st.just(True)),
    max_size=12,
)


def rolled(teams: Sequence[Team]) -> Tally:
    return sum_tallies(tally(team) for team in teams)


def at(*levels: int) -> Tally:
    return rolled([Team(1000, level) for level in levels])


def by_the_words(teams: Sequence[Team]) -> int | None:
    """Try every level: is it reached by at least 80 % of those who know, weighted?"""
    known = [team for team in teams if team.level is not None]
    whole = Fraction(sum(team.weight for team in known))
    if not whole:
        return None
    return max(
        level
        for level in range(5)
        if sum(Fraction(team.weight) for team in known if (team.level or 0) >= level) / whole
        >= Fraction(80, 100)
    )


def test_four_of_five_teams_carry_a_level_and_three_of_four_do_not() -> None:
    assert at(2, 2, 2, 2, 0).level == 2
    assert at(2, 2, 2, 0).level == 0
    assert at(3, 3, 2, 2, 1).level == 2
    assert at(4, 4, 4, 4, 4, 4, 4, 1, 1).level == 1


def test_levels_are_not_averaged() -> None:
    assert at(0, 3, 3).level == 0
    assert at(0, 3, 3).counts == (1, 0, 0, 2, 0)


def test_a_weight_is_exact_at_the_edge() -> None:
    edge = [Team(100, 1), Team(300, 1), Team(100, 0)]

    assert rolled(edge).level == 1
    assert rolled([*edge[:2], Team(101, 0)]).level == 0


def test_not_applicable_leaves_numerator_and_denominator() -> None:
    with_one = rolled([Team(1000, 2), Team(9000, applies=False)])

    assert (with_one.level, with_one.not_applicable) == (2, 1)
    assert with_one.coverage == 1
    assert rolled([Team(1000, applies=False)]).level is None
    assert rolled([Team(1000, applies=False)]).coverage is None


def test_unknown_and_missing_teams_are_coverage_and_never_a_level() -> None:
    group = rolled([Team(1000, 3), Team(1000), Team(2000, is_missing=True)])

    assert group.level == 3
    assert group.counts == (0, 0, 0, 1, 0)
    assert group.coverage == Fraction(1, 4)
    assert (group.low, group.high) == (0, 3)
    assert (group.known, group.unknown, group.missing, group.applicable) == (1, 1, 1, 3)
    assert rolled([Team(1000, is_missing=True)]).level is None


def test_a_team_without_weight_is_counted_and_moves_nothing() -> None:
    group = rolled([Team(1000, 3), Team(0, 0)])

    assert (group.level, group.counts) == (3, (1, 0, 0, 1, 0))
    assert rolled([Team(0, 4)]).level is None


def test_a_group_is_at_target_when_most_of_its_weight_is() -> None:
    met = [Team(1000, 3, is_met=True)] * 4

    assert rolled([*met, Team(1000, 1)]).is_met
    assert not rolled([*met, Team(1001, 1)]).is_met
    assert not Tally().is_met


@given(TEAMS)
def test_the_rule_is_what_its_words_say(teams: list[Team]) -> None:
    assert rolled(teams).level == by_the_words(teams)


@given(TEAMS, st.integers(0, 12), st.randoms())
def test_the_order_and_the_grouping_of_teams_change_nothing(
    teams: list[Team], cut: int, chance: Random
) -> None:
    shuffled = chance.sample(teams, len(teams))

    assert rolled(shuffled) == rolled(teams)
    assert sum_tallies([rolled(teams[:cut]), rolled(teams[cut:])]) == rolled(teams)


@given(TEAMS, st.integers(1, 1000))
def test_the_unit_of_weight_changes_nothing(teams: list[Team], times: int) -> None:
    heavier = [replace(team, weight=team.weight * times) for team in teams]

    assert rolled(heavier).level == rolled(teams).level
    assert rolled(heavier).coverage == rolled(teams).coverage


@given(TEAMS.filter(bool), st.data())
def test_a_team_that_rises_never_lowers_the_group(teams: list[Team], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(teams) - 1))
    level = teams[place].level
    risen = list(teams)
    if level is not None:
        risen[place] = replace(teams[place], level=data.draw(st.integers(level, 4)))

    before, after = rolled(teams).level, rolled(risen).level
    assert before == after or (before or 0) < (after or 0)


@given(TEAMS, st.data())
def test_the_bounds_hold_whatever_the_unknown_turn_out_to_be(
    teams: list[Team], data: st.DataObject
) -> None:
    settled = [
        replace(team, level=data.draw(st.integers(0, 4)), is_missing=False)
        if team.applies and team.level is None
        else team
        for team in teams
    ]
    group, level = rolled(teams), rolled(settled).level
    if level is not None:
        assert group.low is not None
        assert group.high is not None
        assert group.low <= level <= group.high


@pytest.mark.parametrize(("weights", "level"), [((0, 0, 0, 0, 0), None), ((1, 0, 0, 0, 4), 4)])
def test_the_weight_by_level_is_enough(weights: tuple[int, ...], level: int | None) -> None:
    assert reached_level(weights) == level
