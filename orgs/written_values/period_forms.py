"""The forms in which months, quarters and weeks are written; pure."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from .words import month_number

Span = tuple[date, date]  # the first and the last day

NAME = r"([^\W\d]+)\.?"
OF = r"(?:(?:de|del|of|do)\s)?"
YEAR_AND_MONTH = r"(\d{4})\s?[-/.]\s?(\d{1,2})"
MONTH_AND_YEAR = r"(\d{1,2})\s?[-/.]\s?(\d{4})"
# As accounting writes it; before 2013 it could be a day of six digits as well.
COMPACT_MONTH = r"(20(?:1[3-9]|[2-9]\d))(\d{2})"
IDEOGRAPHIC_MONTH = r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]"
NAME_AND_YEAR = rf"{NAME}(?:\s?[-/.,]\s?|\s)?{OF}(\d{{4}})(?:\s?r\.)?"
NAME_AND_SHORT_YEAR = rf"{NAME}(?:\s?[-/]\s?|\s?')(\d{{2}})"
YEAR_AND_NAME = rf"(\d{{4}})(?:\s?[-/.]\s?|\s)?{NAME}"
QUARTER_AND_YEAR = r"[QT]([1-4])[\s/-]*(\d{4})"
YEAR_AND_QUARTER = r"(\d{4})[\s/-]*[QT]([1-4])"
ISO_WEEK = r"(\d{4})-?W(\d{2})"
WEEK_AND_YEAR = r"(?:KW|CW|W)\s?(\d{1,2})[\s/]+(\d{4})"


def _month(year: str, month: str) -> Span:
    return _months(int(year), int(month), 1)


def _month_first(month: str, year: str) -> Span:
    return _months(int(year), int(month), 1)


def _named(name: str, year: str) -> Span:
    full = int(year) + (2000 if len(year) == 2 else 0)
    return _months(full, month_number(name) or 0, 1)


def _named_last(year: str, name: str) -> Span:
    return _named(name, year)


def _quarter(quarter: str, year: str) -> Span:
    return _months(int(year), 3 * int(quarter) - 2, 3)


def _quarter_last(year: str, quarter: str) -> Span:
    return _quarter(quarter, year)


def _week(year: str, week: str) -> Span:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + timedelta(days=6)


def _week_first(week: str, year: str) -> Span:
    return _week(year, week)


def _months(year: int, month: int, number: int) -> Span:
    """Return the span of so many months; raise ValueError where there is no such month."""
    first = date(year, month, 1)
    behind = year * 12 + month - 1 + number
    return first, date(behind // 12, behind % 12 + 1, 1) - timedelta(days=1)


PERIOD_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Span]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (YEAR_AND_MONTH, _month),
        (MONTH_AND_YEAR, _month_first),
        (COMPACT_MONTH, _month),
        (IDEOGRAPHIC_MONTH, _month),
        (NAME_AND_YEAR, _named),
        (NAME_AND_SHORT_YEAR, _named),
        (YEAR_AND_NAME, _named_last),
        (QUARTER_AND_YEAR, _quarter),
        (YEAR_AND_QUARTER, _quarter_last),
        (ISO_WEEK, _week),
        (WEEK_AND_YEAR, _week_first),
    )
)
