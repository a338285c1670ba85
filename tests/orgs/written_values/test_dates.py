"""Days and months as spreadsheets, trackers and people write them."""

import contextlib
from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from orgs.written_values.date_forms import ORDERS, DateOrder
from orgs.written_values.dates import (
    AmbiguousDateError,
    Period,
    UnreadableDateError,
    date_readings,
    fitting_orders,
    parse_period,
)
from orgs.written_values.words import LOCALES

TODAY = date(2026, 11, 30)
days = st.dates(date(2000, 1, 1), TODAY)
PLAIN = ["%Y-%m-%d", "%Y/%m/%d", "%Y. %m. %d.", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%dT09:30:00+01:00"]
BY_ORDER = {
    DateOrder.DAY_FIRST: ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d. %m. %Y", "%d/%m/%Y 9:00 AM"],
    DateOrder.MONTH_FIRST: ["%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m/%d/%Y 09:30"],
    DateOrder.YEAR_FIRST: ["%y/%m/%d", "%y-%m-%d"],
}
FORMS = [(order, form) for order, forms in BY_ORDER.items() for form in forms]


def found(word: str) -> date:
    return parse_period(word, DateOrder.FOUND).first


@given(days, st.sampled_from(PLAIN))
def test_a_day_that_begins_with_its_year_is_read(day: date, form: str) -> None:
    assert found(day.strftime(form)) == day


@given(days, st.sampled_from(FORMS))
def test_a_day_is_read_in_the_order_that_is_said(day: date, row: tuple[DateOrder, str]) -> None:
    order, form = row

    assert parse_period(day.strftime(form), order) == Period(day, day)


@given(days, st.sampled_from(FORMS))
def test_a_day_is_read_as_it_was_meant_or_asked_about(
    day: date, row: tuple[DateOrder, str]
) -> None:
    with contextlib.suppress(AmbiguousDateError):
        assert found(day.strftime(row[1])) == day


@given(st.lists(days, min_size=1, max_size=6), st.sampled_from(FORMS))
def test_a_column_of_days_is_read_as_it_was_meant_or_asked_about(
    column: list[date], row: tuple[DateOrder, str]
) -> None:
    words = [day.strftime(row[1]) for day in column]
    fitting = fitting_orders(words, TODAY)

    for word, day in zip(words, column, strict=True):
        with contextlib.suppress(AmbiguousDateError):
            assert parse_period(word, DateOrder.FOUND, fitting).first == day


@given(
    days, st.sampled_from(LOCALES), st.sampled_from(["d MMMM y", "d. MMM y", "d/MMM/y", "d-MMM-yy"])
)
def test_months_are_read_in_the_languages_of_files(day: date, locale: str, form: str) -> None:
    assert found(format_date(day, form, locale=locale)) == day


@given(days, st.sampled_from(LOCALES), st.sampled_from(["EEEE, d MMMM y", "full", "long"]))
def test_days_are_read_as_languages_write_them_out(day: date, locale: str, form: str) -> None:
    assert found(format_date(day, form, locale=locale)) == day


@given(
    days, st.sampled_from(LOCALES), st.sampled_from(["MMMM y", "LLLL y", "MMM y", "y-MM", "MM/y"])
)
def test_a_month_is_all_of_its_days(day: date, locale: str, form: str) -> None:
    period = parse_period(format_date(day, form, locale=locale), DateOrder.FOUND)

    assert (period.first.day, period.first.month) == (1, day.month)
    assert (period.last + timedelta(days=1)).day == 1
    assert period.first <= day <= period.last


@given(days)
def test_a_spreadsheets_number_of_a_day_is_that_day(day: date) -> None:
    assert found(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("05/Oct/26 9:00 AM", date(2026, 10, 5)),
        ("31/Mär/26 9:00", date(2026, 3, 31)),
        ("5/août/26", date(2026, 8, 5)),
        ("1er août 2026", date(2026, 8, 1)),
        ("5 de octubre de 2026", date(2026, 10, 5)),
        ("October 5th, 2026", date(2026, 10, 5)),
        ("2026년 10월 5일", date(2026, 10, 5)),
        ("2026-10-05T23:30:00.000+0200", date(2026, 10, 5)),
        ("Mon Oct 05 2026 09:00:00 GMT+0200 (Central European Summer Time)", date(2026, 10, 5)),
        ("05.10.2026", date(2026, 10, 5)),
        ("46300.5", date(2026, 10, 5)),
        ("2206-10-05", date(2206, 10, 5)),
        ("0026-10-05", date(26, 10, 5)),
    ],
)
def test_a_day_is_read_as_it_is_written(word: str, day: date) -> None:
    assert found(word) == day


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("Mar-26", date(2026, 3, 1), date(2026, 3, 31)),
        ("202603", date(2026, 3, 1), date(2026, 3, 31)),
        ("Q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-W10", date(2026, 3, 2), date(2026, 3, 8)),
        ("12/2026", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_longer_times_are_read(word: str, first: date, last: date) -> None:
    assert parse_period(word, DateOrder.FOUND) == Period(first, last)


@pytest.mark.parametrize(
    "word",
    [
        *("", "soon", "2026-13-01", "1/2", "99/99/9999", "2026-03-021", "26-Mar", "Mar 26"),
        *("01.03.2026 - 31.03.2026", "5400", "1.30", "2026", "Total"),
    ],
)
def test_what_is_no_day_is_none(word: str) -> None:
    with pytest.raises(UnreadableDateError):
        found(word)


@pytest.mark.parametrize("word", ["05/10/2026", "26/10/05", "05-10-26"])
def test_a_day_that_is_another_in_another_order_is_a_question(word: str) -> None:
    with pytest.raises(AmbiguousDateError):
        found(word)


@pytest.mark.parametrize(
    ("others", "order"),
    [
        (["13/10/2026"], DateOrder.DAY_FIRST),
        (["10/13/2026"], DateOrder.MONTH_FIRST),
        (["2026-10-05", "31/12/2025"], DateOrder.DAY_FIRST),
    ],
)
def test_the_other_days_of_a_column_answer_it(others: list[str], order: DateOrder) -> None:
    assert fitting_orders(["05/10/2026", *others], TODAY) == {order}


def test_years_to_come_are_no_days_of_a_column() -> None:
    assert fitting_orders(["31/10/26"], TODAY) == {DateOrder.DAY_FIRST}


def test_days_that_contradict_each_other_leave_the_question_open() -> None:
    fitting = fitting_orders(["13/10/2026", "10/13/2026"], TODAY)

    with pytest.raises(AmbiguousDateError):
        parse_period("05/10/2026", DateOrder.FOUND, fitting)
    assert parse_period("13/10/2026", DateOrder.FOUND, fitting).first == date(2026, 10, 13)


@given(st.text(max_size=40), st.sampled_from(DateOrder))
def test_any_text_is_a_day_a_question_or_none(word: str, order: DateOrder) -> None:
    with contextlib.suppress(UnreadableDateError, AmbiguousDateError):
        period = parse_period(word, order)
        assert period.first <= period.last


def test_every_month_of_the_languages_is_known() -> None:
    for locale in LOCALES:
        for name in Locale.parse(locale).months["format"]["abbreviated"].values():
            assert date_readings(f"5 {name} 2026").keys() == set(ORDERS), (locale, name)
