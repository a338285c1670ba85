"""The verdicts of the three diagnostic questions, in exact numbers (method.md 1.4)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rounds.context.diagnostics import (
    BottleneckVerdict,
    FrameworkAnswer,
    Frameworks,
    Pilots,
    Plumbing,
    ProjectDays,
    diagnostics_from_json,
    plumbing,
)

days = st.integers(0, 400).map(Fraction)
projects = st.lists(
    st.builds(ProjectDays, st.just("p"), days, days, days, days), min_size=1, max_size=5
)


def a_project(*of: int) -> ProjectDays:
    return ProjectDays("A project", *map(Fraction, of))


def found(*of: tuple[int, int, int, int]) -> Plumbing:
    shares = plumbing([a_project(*row) for row in of])
    assert shares is not None
    return shares


def test_the_share_is_pooled_over_the_days_of_all_projects_not_averaged() -> None:
    shares = found((80, 0, 0, 20), (0, 1, 1, 8))

    assert shares.all_kinds.pooled == Fraction(82, 110)
    assert shares.all_kinds.by_project == (Fraction(4, 5), Fraction(1, 5))
    assert shares.integration.pooled == Fraction(80, 110)


@pytest.mark.parametrize(
    ("of", "verdict", "is_bottleneck"),
    [
        (((41, 0, 0, 59),), BottleneckVerdict.ABOVE, True),
        (((40, 0, 0, 60),), BottleneckVerdict.MIXED, False),
        (((39, 0, 0, 61),), BottleneckVerdict.BELOW, False),
        (((90, 0, 0, 10), (10, 0, 0, 90)), BottleneckVerdict.MIXED, True),
        (((50, 0, 0, 50), (60, 0, 0, 40)), BottleneckVerdict.ABOVE, True),
    ],
)
def test_above_and_below_need_every_project_and_exactly_forty_percent_is_neither(
    of: tuple[tuple[int, int, int, int], ...], verdict: BottleneckVerdict, is_bottleneck: bool
) -> None:
    shares = found(*of).all_kinds

    assert (shares.verdict, shares.is_bottleneck) == (verdict, is_bottleneck)


def test_the_two_readings_of_the_source_may_differ() -> None:
    shares = found((20, 15, 15, 50))

    assert (shares.all_kinds.verdict, shares.integration.verdict) == (
        BottleneckVerdict.ABOVE,
        BottleneckVerdict.BELOW,
    )


@pytest.mark.parametrize(
    ("of", "is_mostly_integration"),
    [((30, 20, 10, 40), True), ((20, 20, 10, 50), False), ((10, 10, 30, 50), False)],
)
def test_integration_leads_where_it_is_larger_than_either_other_kind(
    of: tuple[int, int, int, int], is_mostly_integration: bool
) -> None:
    assert found(of).is_mostly_integration is is_mostly_integration


@given(projects)
def test_the_pooled_share_lies_between_the_projects(rows: list[ProjectDays]) -> None:
    shares = plumbing(rows)

    if shares is None:
        assert not any(row.total for row in rows)
    else:
        each = shares.all_kinds.by_project
        assert min(each) <= shares.all_kinds.pooled <= max(each)
        assert shares.integration.pooled <= shares.all_kinds.pooled


@pytest.mark.parametrize(
    ("pilots", "is_repeatable", "rate"),
    [
        (Pilots(5, 1, 2), True, Fraction(2, 5)),
        (Pilots(4, 3, 0), False, Fraction(0)),
        (Pilots(0, 0, 0), None, None),
    ],
)
def test_a_success_repeats_if_one_was_repeated_without_help(
    pilots: Pilots, is_repeatable: bool | None, rate: Fraction | None
) -> None:
    assert (pilots.is_repeatable, pilots.rate) == (is_repeatable, rate)


def named(same: int, other: int, *, raters: int, opened: bool = True) -> Frameworks:
    answers = [FrameworkAnswer("AI policy", "https://x", is_same=True, link_opened=opened)] * same
    return Frameworks(tuple(answers + [FrameworkAnswer("")] * other), raters, is_judged=True)


@pytest.mark.parametrize(
    ("answers", "is_known"),
    [
        (named(4, 2, raters=6), True),
        (named(3, 3, raters=6), False),
        (named(2, 1, raters=3), True),
        (named(4, 0, raters=6), True),
        (named(4, 0, raters=7), False),
        (named(6, 0, raters=6, opened=False), False),
        (Frameworks((FrameworkAnswer("AI policy"),), 1, is_judged=False), None),
    ],
)
def test_two_thirds_of_the_raters_name_the_same_and_its_link_opens(
    answers: Frameworks, is_known: bool | None
) -> None:
    assert answers.is_known is is_known


def test_what_was_not_answered_is_read_as_nothing() -> None:
    answered = diagnostics_from_json({})

    assert answered.is_empty
    assert answered.plumbing is None
