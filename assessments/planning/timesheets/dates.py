"""Days as time sheets write them; pure."""

import re
from datetime import date
from enum import StrEnum

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = re.compile(r"\s*(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{4}|\d{1,2})(?!\d)")


class DateOrder(StrEnum):
    """The order of a day's parts."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class UnreadableDateError(ValueError):
    """The text is no day."""


def parse_day(word: str, order: DateOrder) -> date:
    """Return the day that the text begins with; a time behind it is left aside.

    A month that is a word and a year of four digits in front need no order. Raise
    UnreadableDateError.
    """
    parts = PARTS.match(word)
    if not parts:
        raise UnreadableDateError(word)
    try:
        year, month, day = _in_order(parts[1], parts[2], parts[3], order)
        return date(_full(year), month, day)
    except ValueError:
        raise UnreadableDateError(word) from None


def _in_order(first: str, second: str, third: str, order: DateOrder) -> tuple[str, int, int]:
    """Return year, month and day; raise ValueError."""
    if len(first) == 4:
        return first, _month(second), int(third)
    if order is DateOrder.MONTH_FIRST and second.isdigit():
        return third, int(first), int(second)
    # Two digits in front could be a day as well as a month: guessing would move work by months.
    if order is DateOrder.YEAR_FIRST and second.isdigit():
        raise ValueError(order)
    return third, _month(second), int(first)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def _full(year: str) -> int:
    if len(year) not in (2, 4):
        raise ValueError(year)
    return int(year) + 2000 if len(year) == 2 else int(year)
