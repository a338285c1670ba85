"""The three gaps as findings: what makes each present, absent, or not to be told yet."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.findings.rules import (
    AreaFacts,
    AreaLevel,
    GapState,
    Speaks,
    breadth,
    days_until_above,
    days_until_not_above,
    finding,
    occur_together,
)
from assessments.rounds.context.diagnostics import Pilots, ProjectDays, plumbing

BUILT, BY_HAND, SOME = "built-per-project", "controlled-by-hand", "works-for-some"


def standings(is_met: bool | None) -> tuple[AreaLevel, ...]:
    level = {True: 3, False: 1, None: None}[is_met]
    return tuple(
        AreaLevel(key, theme, level, is_met)
        for key, theme in (("DAT", BUILT), ("GOV", BY_HAND), ("RUN", SOME))
    )


def days(*of: tuple[int, int]) -> tuple[ProjectDays, ...]:
    """Projects with these days of plumbing and of agent logic."""
    return tuple(
        ProjectDays(str(place), Fraction(pipes), Fraction(0), Fraction(0), Fraction(agent))
        for place, (pipes, agent) in enumerate(of)
    )


AT_TARGET, BELOW, UNKNOWN = (AreaFacts(standings(is_met)) for is_met in (True, False, None))
FOR: dict[str, dict[str, Any]] = {
    BUILT: {"plumbing": plumbing(days((50, 50), (60, 40)))},
    BY_HAND: {"agents": 1, "actions": 500, "reviewers": Fraction(2)},
    SOME: {"left_out": ("Claims",)},
}
AGAINST: dict[str, dict[str, Any]] = {
    BUILT: {"pilots": Pilots(2, 1, 1)},
    BY_HAND: {"agents": 1, "actions": 90, "reviewers": Fraction(1)},
    SOME: {"left_out": ()},
}


@pytest.mark.parametrize("theme", [BUILT, BY_HAND, SOME])
def test_nothing_known_is_not_told_as_a_gap_nor_as_none(theme: str) -> None:
    assert finding(theme, UNKNOWN).answer is GapState.UNKNOWN
    assert finding(theme, AreaFacts(())).answer is GapState.UNKNOWN


@pytest.mark.parametrize("theme", [BUILT, BY_HAND, SOME])
def test_levels_decide_while_no_fact_speaks_against_them(theme: str) -> None:
    assert finding(theme, BELOW).answer is GapState.PRESENT
    assert finding(theme, AT_TARGET).answer is GapState.ABSENT


@pytest.mark.parametrize("theme", [BUILT, BY_HAND, SOME])
def test_a_fact_shows_a_gap_where_levels_are_unknown(theme: str) -> None:
    assert finding(theme, replace(UNKNOWN, **FOR[theme])).answer is GapState.PRESENT


@pytest.mark.parametrize("theme", [BUILT, BY_HAND, SOME])
def test_facts_that_contradict_the_levels_leave_the_question_open(theme: str) -> None:
    assert finding(theme, replace(AT_TARGET, **FOR[theme])).answer is GapState.UNKNOWN
    assert finding(theme, replace(BELOW, **AGAINST[theme])).answer is GapState.UNKNOWN


def test_facts_alone_never_prove_a_gap_away() -> None:
    assert finding(SOME, replace(UNKNOWN, left_out=())).answer is GapState.UNKNOWN


def test_exactly_what_reviewers_can_review_is_not_too_much() -> None:
    facts = replace(UNKNOWN, agents=1, actions=96, reviewers=Fraction(1))

    assert finding(BY_HAND, facts).evidence[2].speaks is Speaks.AGAINST
    assert finding(BY_HAND, replace(facts, actions=97)).evidence[2].speaks is Speaks.FOR


def test_no_listed_stack_does_not_say_that_there_is_none() -> None:
    assert finding(SOME, UNKNOWN).evidence[2].speaks is Speaks.OPEN


def test_projects_on_both_sides_of_the_mark_decide_nothing() -> None:
    facts = replace(UNKNOWN, plumbing=plumbing(days((50, 50), (10, 90))))

    assert finding(BUILT, facts).evidence[1].speaks is Speaks.OPEN


def test_all_three_together_are_noted_only_when_all_three_are_there() -> None:
    found = tuple(finding(theme, BELOW) for theme in (BUILT, BY_HAND, SOME))

    assert occur_together(found)
    assert not occur_together((*found[:2], finding(SOME, AT_TARGET)))
    assert not occur_together(())


def test_many_pilots_with_two_signs_of_no_foundation_warn_of_breadth_over_depth() -> None:
    many = AreaFacts((), projects=4, pilots_running=3, own_pipelines=5, other_pipelines=1)

    assert breadth(many) is not None
    assert breadth(replace(many, pilots_running=2)) is None
    assert breadth(replace(many, own_pipelines=0, in_production=0)) is None


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5))
def test_the_days_that_would_cross_the_mark_cross_it_and_no_fewer_do(
    of: list[tuple[int, int]],
) -> None:
    projects = days(*of)
    found = plumbing(projects)
    more, fewer = days_until_above(projects), days_until_not_above(projects)

    if found is None:
        assert more is None
        assert fewer is None
    elif more is not None:
        at_mark = plumbing((*projects, ProjectDays("more", more, *[Fraction(0)] * 3)))
        beyond = plumbing(
            (*projects, ProjectDays("more", more + Fraction(1, 9), *[Fraction(0)] * 3))
        )
        assert at_mark is not None
        assert beyond is not None
        assert not at_mark.all_kinds.is_bottleneck
        assert beyond.all_kinds.is_bottleneck
    else:
        assert fewer is not None
        assert fewer > 0
        assert found.all_kinds.is_bottleneck
