"""The lists that percentages are of."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.frameworks.denominators import denominator_of, denominators, marks
from tests.frameworks.documents import FRAMEWORK


def test_every_capability_of_the_built_in_framework_counts_by_exactly_one_list() -> None:
    named = [key for row in denominators(FRAMEWORK) for key in row.capabilities]

    assert sorted(named) == sorted(FRAMEWORK.capabilities_by_key)
    assert all(denominator_of(FRAMEWORK, key) for key in FRAMEWORK.capabilities_by_key)


@given(st.integers(1, 100_000))
def test_the_marks_are_the_smallest_numbers_that_reach_the_thresholds(count: int) -> None:
    found = marks(count)

    for mark, percent in ((found.half, 50), (found.most, 80), (found.nearly_all, 90)):
        assert 100 * mark >= percent * count
        assert 100 * (mark - 1) < percent * count
