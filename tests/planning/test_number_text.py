from fractions import Fraction

import pytest

from assessments.planning.number_text import times_text


@pytest.mark.parametrize(
    ("times", "text"),
    [
        (Fraction(1), "1"),
        (Fraction(73, 74), "0.99"),
        (Fraction(996, 1000), "0.996"),
        (Fraction(1014, 1000), "1.01"),
        (Fraction(16, 10), "1.6"),
        (Fraction(114, 100), "1.1"),
        (Fraction(0), "0"),
        (None, "–"),
    ],
)
def test_what_is_not_as_many_does_not_read_as_many(times: Fraction | None, text: str) -> None:
    assert times_text(times) == text
