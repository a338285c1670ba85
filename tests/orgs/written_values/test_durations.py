"""Lengths of time as trackers and people write them."""

import contextlib
from decimal import Decimal
from typing import Literal

import pytest
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from orgs.written_values.durations import (
    DurationReading,
    UnknownUnitError,
    UnreadableDurationError,
    parse_hours,
    unit_in_name,
)
from orgs.written_values.numbers import AmbiguousNumberError
from orgs.written_values.words import LOCALES, TimeUnit

AS_WRITTEN = DurationReading()
FORMS = (
    "{h}:{m:02}:{s:02}",
    "{h:02}:{m:02}:{s:02}",
    "{h}h {m}m {s}s",
    "{h}h{m}m{s}s",
    "{h} h, {m} min, {s} sec",
    "{h} hours, {m} minutes and {s} seconds",
    "PT{h}H{m}M{s}S",
    "pt{h}h{m}m{s}s",
    "{h} Std. {m} Min. {s} Sek.",
    "{all} s",
    "{all}s",
)


@given(st.integers(0, 999), st.integers(0, 59), st.integers(0, 59), st.sampled_from(FORMS))
def test_a_length_of_time_is_the_same_in_every_form(h: int, m: int, s: int, form: str) -> None:
    seconds = h * 3600 + m * 60 + s
    word = form.format(h=h, m=m, s=s, all=seconds)

    assert round(parse_hours(word, AS_WRITTEN) * 3600, 6) == seconds


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("length", ["long", "short"])
@pytest.mark.parametrize(
    ("unit", "hours"), [("week", 80), ("day", 16), ("hour", 2), ("minute", 1), ("second", 1)]
)
def test_units_are_read_in_the_languages_of_files(
    locale: str, length: Literal["long", "short"], unit: str, hours: int
) -> None:
    number = {"minute": 60, "second": 3600}.get(unit, 2)
    word = format_unit(number, f"duration-{unit}", length=length, locale=locale, format="0")

    assert round(parse_hours(word, AS_WRITTEN), 6) == hours


@pytest.mark.parametrize(
    ("word", "hours"),
    [
        ("1h 30m", "1.5"),
        ("1h30", "1.5"),
        ("90m", "1.5"),
        ("1:30 h", "1.5"),
        ("1:30", "1.5"),
        ("1,5 h", "1.5"),
        ("1w 2d 3h", "59"),
        ("2 PT", "16"),
        ("1\N{NO-BREAK SPACE}234,5 min", "20.575"),
        ("0:00:00", "0"),
    ],
)
def test_a_unit_beside_the_number_says_what_it_counts(word: str, hours: str) -> None:
    assert parse_hours(word, AS_WRITTEN) == Decimal(hours)
    # Whatever the column is said to count.
    assert parse_hours(word, DurationReading(TimeUnit.HOURS)) == Decimal(hours)


def test_days_are_of_the_hours_that_are_worked() -> None:
    assert parse_hours("1w 1d", DurationReading(hours_per_day=Decimal("7.5"))) == Decimal(45)


@pytest.mark.parametrize(("unit", "hours"), [("days", 8), ("hours", 1), ("weeks", 40)])
def test_a_plain_number_counts_what_its_column_does(unit: str, hours: int) -> None:
    assert parse_hours("1", DurationReading(TimeUnit(unit))) == hours


def test_a_plain_number_of_which_nobody_says_the_unit_is_a_question() -> None:
    with pytest.raises(UnknownUnitError):
        parse_hours("5400", AS_WRITTEN)


def test_a_clock_in_a_column_of_minutes_is_a_question() -> None:
    with pytest.raises(UnknownUnitError):
        parse_hours("1:30", DurationReading(TimeUnit.MINUTES))


def test_a_number_with_a_unit_can_be_ambiguous_too() -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_hours("1.234 h", AS_WRITTEN)


@pytest.mark.parametrize(
    "word",
    ["", "½", "eight", "1:75", "1:30 AM", "1d 01:00:00", "P1D", "1h 2h", "1m 2h", "1h -5m", "3 T"],
)
def test_what_is_no_length_of_time_is_none(word: str) -> None:
    with pytest.raises(UnreadableDurationError):
        parse_hours(word, AS_WRITTEN)


@given(st.text(max_size=30), st.sampled_from(TimeUnit))
def test_any_text_is_a_length_of_time_a_question_or_none(word: str, unit: TimeUnit) -> None:
    with contextlib.suppress(UnreadableDurationError, UnknownUnitError, AmbiguousNumberError):
        assert parse_hours(word, DurationReading(unit)).is_finite()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Time Spent (seconds)", "seconds"),
        ("timeSpentSeconds", "seconds"),
        ("Duration (h)", "hours"),
        ("Logged hours", "hours"),
        ("Stunden", "hours"),
        ("Aufwand (PT)", "days"),
        ("Days", "days"),
        ("Time Spent", "written"),
        ("Minutes per day", "written"),
        ("h", "written"),
    ],
)
def test_the_name_of_a_column_says_what_it_counts(name: str, unit: str) -> None:
    assert unit_in_name(name) is TimeUnit(unit)
