"""The forms in which days are written, and what the parts of each may be; pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from .words import month_number


class DateOrder(StrEnum):
    """The order of a day's parts; `FOUND` where the days themselves are to show it."""

    FOUND = "found"
    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


ORDERS = (DateOrder.YEAR_FIRST, DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
Parts = tuple[int, int, int]  # year, month and day, which the calendar need not have
Readings = Iterator[tuple[DateOrder, Parts]]

SPREADSHEET_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # in 1954 and 2119

NAME = r"([^\W\d]+)\.?"
PAUSE = r"(?:\s?[-/.,]\s?|\s)?(?:(?:de|del|of|do)\s)?"
LAST = r"(?![\d/-]|\.\d)"  # nothing more of the day behind it
NUMBERS = rf"(\d{{4}}|\d{{1,2}})(\.\s?|\s?[-/]\s?|\s)(\d{{1,2}})\2(\d{{4}}|\d{{1,2}})\.?{LAST}"
IDEOGRAPHS = r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]"
COMPACT = r"(\d{4})(\d{2})(\d{2})(?!\d)"
SERIAL = r"(\d{5})(?:[.,]\d+)?(?!\d)"
DAY_AND_NAME = (
    rf"(\d{{4}}|\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°)?{PAUSE}{NAME}{PAUSE}(\d{{4}}|\d{{1,2}})"
    rf"{LAST}(?:\s?r\.)?"
)
NAME_AND_DAY = rf"{NAME}{PAUSE}(\d{{1,2}})(?:st|nd|rd|th)?{PAUSE}(\d{{4}}){LAST}"


def _numbers(first: str, mark: str, second: str, third: str) -> Readings:
    if len(first) == 4:
        # Nobody writes year, day, month.
        return _in_any_order(int(first), int(second), int(third))
    return _in_each_order(first, second, third, is_dotted=mark.startswith("."))


def _in_each_order(first: str, second: str, third: str, *, is_dotted: bool) -> Readings:
    if len(third) == 2 and not is_dotted:
        yield DateOrder.YEAR_FIRST, (_year(first), int(second), int(third))
    yield DateOrder.DAY_FIRST, (_year(third), int(second), int(first))
    yield DateOrder.MONTH_FIRST, (_year(third), int(first), int(second))


def _whole(year: str, month: str, day: str) -> Readings:
    return _in_any_order(int(year), int(month), int(day))


def _serial(number: str) -> Readings:
    if FIRST_SERIAL <= int(number) < LAST_SERIAL:
        day = SPREADSHEET_EPOCH + timedelta(days=int(number))
        return _in_any_order(day.year, day.month, day.day)
    return iter(())


def _day_and_name(first: str, name: str, third: str) -> Readings:
    year, day = (first, third) if len(first) == 4 else (third, first)
    return _in_any_order(_year(year), month_number(name) or 0, int(day))


def _name_and_day(name: str, day: str, year: str) -> Readings:
    return _in_any_order(int(year), month_number(name) or 0, int(day))


def _in_any_order(year: int, month: int, day: int) -> Readings:
    return ((order, (year, month, day)) for order in ORDERS)


def _year(digits: str) -> int:
    """Return the year; 0, which no calendar has, where it has neither two digits nor four."""
    century = {2: 2000, 4: 0}
    return int(digits) + century[len(digits)] if len(digits) in century else 0


DAY_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Readings]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (NUMBERS, _numbers),
        (IDEOGRAPHS, _whole),
        (COMPACT, _whole),
        (SERIAL, _serial),
        (DAY_AND_NAME, _day_and_name),
        (NAME_AND_DAY, _name_and_day),
    )
)
