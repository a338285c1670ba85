from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import product
from operator import ge, le
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.ladder import Answer, Answers, condition_values
from assessments.frameworks.schema import Prerequisite
from assessments.results.scoring.backed_levels import greatest_consistent
from assessments.results.scoring.score import holding_capabilities, stage_value
from tests.frameworks.documents import FRAMEWORK
from tests.results.cases import EDGES, KEYS, aims, judged, picked, scored, supported

LEVELS = st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, 4)))
GAPPED = st.fixed_dictionaries(dict.fromkeys(KEYS, st.none() | st.integers(0, 4)))
TARGETS = LEVELS
WEIGHTS = st.dictionaries(st.sampled_from(KEYS), st.fractions(0, 1000, max_denominator=100))
SMALL = ("A", "B", "C")
SMALL_EDGES = st.lists(
    st.builds(
        lambda pair, level, needed: Prerequisite(pair[0], level, pair[1], needed, "x"),
        st.permutations(SMALL),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    max_size=12,
)


def is_consistent(levels: Mapping[str, Any], edges: Iterable[Prerequisite] = EDGES) -> bool:
    return all(
        levels[edge.capability] is None
        or levels[edge.capability] < edge.level
        or levels[edge.needs] is None
        or levels[edge.needs] >= edge.level_needed
        for edge in edges
    )


def compare(
    relation: Callable[[int, int], bool], one: Mapping[str, Any], other: Mapping[str, Any]
) -> bool:
    return all(relation(one[key], other[key]) for key in one if one[key] is not None)


@given(SMALL_EDGES, st.tuples(*[st.integers(0, 4)] * 3))
def test_supported_levels_are_the_greatest_consistent_ones(
    edges: list[Prerequisite], levels: tuple[int, ...]
) -> None:
    below = product(*(range(level + 1) for level in levels))
    every = [dict(zip(SMALL, point, strict=True)) for point in below]
    consistent = [point for point in every if is_consistent(point, edges)]

    found = greatest_consistent(dict(zip(SMALL, levels, strict=True)), edges)

    assert found in consistent
    assert all(compare(ge, found, point) for point in consistent)


@given(GAPPED, st.randoms(use_true_random=False))
def test_supported_levels_are_below_the_claims_consistent_and_the_same_in_any_order(
    levels: dict[str, int | None], chance: Random
) -> None:
    shuffled = list(EDGES)
    chance.shuffle(shuffled)

    backed = greatest_consistent(levels, EDGES)

    assert is_consistent(backed)
    assert compare(le, backed, levels)
    assert [backed[key] is None for key in KEYS] == [levels[key] is None for key in KEYS]
    assert greatest_consistent(backed, EDGES) == backed
    assert greatest_consistent(levels, shuffled) == backed


@given(LEVELS, LEVELS)
def test_higher_claims_never_lower_what_is_supported(
    one: dict[str, int], other: dict[str, int]
) -> None:
    higher = {key: max(one[key], other[key]) for key in KEYS}

    assert compare(le, greatest_consistent(one, EDGES), greatest_consistent(higher, EDGES))


@given(LEVELS, LEVELS)
def test_consistent_levels_stay_consistent_under_maximum_and_minimum(
    one: dict[str, int], other: dict[str, int]
) -> None:
    first: dict[str, Any] = greatest_consistent(one, EDGES)
    second: dict[str, Any] = greatest_consistent(other, EDGES)

    assert is_consistent({key: max(first[key], second[key]) for key in KEYS})
    assert is_consistent({key: min(first[key], second[key]) for key in KEYS})


@given(LEVELS)
def test_every_unbacked_level_has_a_reason_and_every_reason_is_true(levels: dict[str, int]) -> None:
    outcome = scored(levels)
    for row in outcome.capabilities:
        assert bool(row.unsupported) == (row.supported < row.claimed)
        for reason in row.unsupported:
            assert row.supported < reason.level <= row.claimed
            assert reason.level_have == supported(outcome)[reason.needs] < reason.level_needed


@given(LEVELS, TARGETS, WEIGHTS)
def test_percentages_lie_between_0_and_100_and_support_never_exceeds_claims(
    levels: dict[str, int], target: dict[str, int], weights: dict[str, Fraction]
) -> None:
    percent = judged(picked(levels), target, weights).percent_to_target

    if any(target[key] * weights.get(key, 1) for key in KEYS):
        assert 0 <= percent.low == percent.supported <= percent.claimed <= 100
        assert percent.high <= 100
        assert (percent.claimed == 100) == all(
            levels[key] >= target[key] or weights.get(key, 1) == 0 for key in KEYS
        )
    else:
        assert percent.claimed is percent.supported is percent.low is percent.high is None


@given(LEVELS, TARGETS)
def test_the_stage_is_as_defined(levels: dict[str, int], target: dict[str, int]) -> None:
    goal = aims(target)
    top = max(target.values())
    reached = [n for n in range(top + 1) if all(levels[key] >= min(n, target[key]) for key in KEYS)]

    stage = stage_value(levels, goal)

    assert stage == max(reached)
    assert reached == list(range(stage + 1))
    assert holding_capabilities(levels, goal) == tuple(
        key for key in KEYS if levels[key] < min(stage + 1, target[key])
    )
    assert bool(holding_capabilities(levels, goal)) == (stage < top)


CONDITIONS = [
    (capability.key, condition.key)
    for capability in FRAMEWORK.capabilities
    for condition in capability.conditions
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([Answer.YES] * 6 + list(Answer)), min_size=107, max_size=107),
    st.lists(st.sampled_from([Answer.YES] * 3 + [Answer.NO]), min_size=107, max_size=107),
    TARGETS,
)
def test_bounds_enclose_every_completion_of_the_unknowns(
    given_answers: list[Answer], rest: list[Answer], target: dict[str, int]
) -> None:
    partial = by_capability(given_answers)
    whole = by_capability(
        [rest[n] if a is Answer.DONT_KNOW else a for n, a in enumerate(given_answers)]
    )

    before = judged(partial, target)
    after = judged(whole, target)

    assert before.stage.low <= after.stage.value <= before.stage.high
    for row in after.capabilities:
        span = before.capabilities_by_key[row.capability]
        assert span.low <= row.claimed <= span.high
        assert span.supported <= row.supported
    if any(target.values()):
        percent = before.percent_to_target
        assert percent.low <= after.percent_to_target.supported <= percent.high


def by_capability(answers: list[Answer]) -> dict[str, Answers]:
    """Return answers to all conditions, in the framework's order, by capability."""
    said = {condition: answer for (_, condition), answer in zip(CONDITIONS, answers, strict=True)}
    return {
        capability.key: Answers(
            conditions=condition_values(capability, Answers(conditions=said)),
        )
        for capability in FRAMEWORK.capabilities
    }


@pytest.mark.parametrize("anchor", range(5))
def test_a_picked_level_is_known(anchor: int) -> None:
    rows = scored(dict.fromkeys(KEYS, anchor)).capabilities

    assert all(row.claimed == row.low == row.high == anchor and row.known for row in rows)
