"""Days, months, quarters and weeks as people and programs write them; pure.

05/10/2026 is one day in Europe and another in America. A written day therefore has a reading for
each order of its parts in which it makes sense; most have one only, or the same in all of them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .date_forms import DAY_FORMS, ORDERS, DateOrder, Parts
from .numbers import plain_signs
from .period_forms import PERIOD_FORMS

LONGEST = 80  # letters of a cell that can be a day
WEEKDAY = re.compile(r"[^\W\d]+(?:-feira)?\.?,?\s(?=[^\W\d]|\d)")
DOTTED = re.compile(r"\d{1,2}\.")
CLOCK = (
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?|\d{4}(?:\d{2})?|\d{1,2}(?=\s?[ap]\.?\s?m\b)"
)
ZONE = r"z|(?:utc|gmt|[a-z]{3,4})?\s?(?:[-+]\d{2}:?(?:\d{2})?)?"
TIME = re.compile(
    rf"(?:\s?\(?[^\W\d]{{1,13}}\.?\)?)?(?:(?:[t\s]|,\s?|\sat\s|\sum\s)(?:{CLOCK})\s?"
    rf"(?:[ap]\.?\s?m\.?|uhr|h)?)?\s?(?:{ZONE})?(?:\s[a-z]{{3,5}})?\s?(?:[\[(][\w\s/+-]+[\])])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Period:
    """A time from its first to its last day, which may be the same."""

    first: date
    last: date


class UnreadableDateError(ValueError):
    """The text is no day, or none in this order."""


class AmbiguousDateError(ValueError):
    """The day is another one in another order, and nothing says which order it is."""


def parse_period(word: str, order: DateOrder, fitting: Collection[DateOrder] = ORDERS) -> Period:
    """Return the days that are written; a time behind them is left aside.

    Where the order is to be found, it is one of those that fit the other days of the column. Raise
    UnreadableDateError or AmbiguousDateError.
    """
    readings = date_readings(word)
    if order is not DateOrder.FOUND:
        if order not in readings:
            raise UnreadableDateError(word)
        return readings[order]
    likely = likely_readings(word)
    possible = {likely[one] for one in fitting if one in likely} or set(likely.values())
    if len(possible) > 1:
        raise AmbiguousDateError(word)
    if not possible:
        raise UnreadableDateError(word)
    return possible.pop()


def fitting_orders(words: Iterable[str], latest: date) -> frozenset[DateOrder]:
    """Return the orders in which every word that is a day is one, and none after the latest.

    Where a word is too late in each order, that tells nothing.
    """
    fitting = frozenset(ORDERS)
    for word in words:
        readings = likely_readings(word)
        if readings:
            timely = {order for order, period in readings.items() if period.first <= latest}
            fitting &= timely or readings.keys()
    return fitting


def likely_readings(word: str) -> Mapping[DateOrder, Period]:
    """Return the readings where nobody has said the order: the day stands before full stops."""
    readings = date_readings(word)
    is_numeric = len(readings) < len(ORDERS)
    if is_numeric and DateOrder.DAY_FIRST in readings and DOTTED.match(plain_signs(word)):
        return {DateOrder.DAY_FIRST: readings[DateOrder.DAY_FIRST]}
    return readings


def date_readings(word: str) -> Mapping[DateOrder, Period]:
    """Return what the text can mean, by the order of its parts; nothing where it is no day."""
    text = plain_signs(word)
    if not text or len(text) > LONGEST:
        return {}
    return _readings(text) or _readings(WEEKDAY.sub("", text, count=1))


def _readings(text: str) -> Mapping[DateOrder, Period]:
    for pattern, parts_in in DAY_FORMS:
        found = pattern.match(text)
        if found and TIME.fullmatch(text[found.end() :]):
            days = {
                order: day for order, parts in parts_in(*found.groups()) if (day := _day(parts))
            }
            if days:
                return {order: Period(day, day) for order, day in days.items()}
    for pattern, span_of in PERIOD_FORMS:
        if found := pattern.fullmatch(text):
            try:
                return dict.fromkeys(ORDERS, Period(*span_of(*found.groups())))
            except ValueError:
                continue
    return {}


def _day(parts: Parts) -> date | None:
    """Return the day; None where the calendar has no such day."""
    try:
        return date(*parts)
    except ValueError:
        return None
