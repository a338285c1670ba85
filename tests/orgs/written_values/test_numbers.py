"""Numbers as people write them: read as they were meant, or asked about."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgs.written_values.numbers import (
    CHOSEN,
    AmbiguousNumberError,
    DecimalMark,
    NumberMarks,
    UnreadableNumberError,
    marks_in,
    parse_number,
    written_number,
)

UNKNOWN = NumberMarks()
BLANKS = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}")
# Decimal mark and mark of thousands, as countries have them.
CONVENTIONS = [
    *((".", mark) for mark in ("", ",", "'", "’", *BLANKS)),
    *((",", mark) for mark in ("", ".", "'", "’", *BLANKS)),
]
amounts = st.decimals(min_value=0, max_value=10**8, places=3, allow_nan=False)


def written(number: Decimal, decimal: str, grouping: str, places: int) -> str:
    """Return the number as a country writes it."""
    return f"{number:,.{places}f}".translate({ord(","): grouping or None, ord("."): decimal})


@given(amounts, st.sampled_from(CONVENTIONS), st.integers(0, 3))
def test_a_number_is_read_as_it_was_meant_or_asked_about(
    number: Decimal, convention: tuple[str, str], places: int
) -> None:
    meant = round(number, places)
    with contextlib.suppress(AmbiguousNumberError):
        assert parse_number(written(meant, *convention, places), UNKNOWN) == meant


@given(st.lists(amounts, min_size=1, max_size=8), st.sampled_from(CONVENTIONS), st.integers(0, 3))
def test_a_column_is_read_as_it_was_meant_or_asked_about(
    numbers: list[Decimal], convention: tuple[str, str], places: int
) -> None:
    meant = [round(number, places) for number in numbers]
    words = [written(number, *convention, places) for number in meant]
    marks = marks_in(map(written_number, words))

    for word, number in zip(words, meant, strict=True):
        with contextlib.suppress(AmbiguousNumberError):
            assert parse_number(word, marks) == number


@given(amounts, st.sampled_from(CONVENTIONS), st.integers(0, 3))
def test_whoever_says_the_decimal_mark_is_asked_nothing(
    number: Decimal, convention: tuple[str, str], places: int
) -> None:
    mark = DecimalMark.POINT if convention[0] == "." else DecimalMark.COMMA
    meant = round(number, places)

    assert parse_number(written(meant, *convention, places), CHOSEN[mark]) == meant


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("1,5", "1.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("12,34,567.8", "1234567.8"),
        ("1e2", "100"),
        ("1,5E+02", "150"),
        ("\N{ARABIC-INDIC DIGIT THREE}", "3"),
        ("\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH FULL STOP}\N{FULLWIDTH DIGIT FIVE}", "1.5"),
        ("\N{MINUS SIGN}2", "-2"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("\N{LEFT-TO-RIGHT MARK}7", "7"),
    ],
)
def test_numbers_that_can_be_read_in_one_way_are_read(word: str, number: str) -> None:
    assert parse_number(word, UNKNOWN) == Decimal(number)


@pytest.mark.parametrize(
    "word", ["", "½", "5²", "1 5", "1_000", "1.2.3", "12,34.5", "NaN", "1,2,3", "1 234 5", "--1"]
)
def test_what_is_no_number_is_none(word: str) -> None:
    with pytest.raises(UnreadableNumberError):
        parse_number(word, UNKNOWN)


@pytest.mark.parametrize("word", ["1,234", "1.234", "999.000", "-1,234"])
def test_a_mark_before_three_digits_is_a_question(word: str) -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_number(word, UNKNOWN)


@pytest.mark.parametrize(
    ("others", "number"), [(["1,5"], "1.234"), (["1,234,567"], "1234"), (["1,234.5"], "1234")]
)
def test_the_other_numbers_of_a_column_answer_it(others: list[str], number: str) -> None:
    assert parse_number("1,234", marks_in(map(written_number, others))) == Decimal(number)


def test_numbers_that_contradict_each_other_answer_nothing() -> None:
    marks = marks_in(map(written_number, ["1,5", "1,234,567"]))

    with pytest.raises(AmbiguousNumberError):
        parse_number("1,234", marks)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(word: str) -> None:
    with contextlib.suppress(UnreadableNumberError, AmbiguousNumberError):
        assert parse_number(word, UNKNOWN).is_finite()
