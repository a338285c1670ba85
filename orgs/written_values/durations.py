"""Lengths of time as people and programs write them; pure.

Hours are what all of them have in common: a clock's 1:30, ISO's PT1H30M, 1h 30m, 90 minutes. Days
and weeks are days of work, of as many hours as whoever asks says.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from .numbers import (
    NumberMarks,
    UnreadableNumberError,
    WrittenNumber,
    parse_number,
    plain_signs,
    written_number,
)
from .words import TimeUnit, folded, units

DAYS_PER_WEEK = 5  # of work, as trackers count
CLOCK = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?")
ISO = re.compile(
    "PT" + "".join(rf"(?:(\d+(?:[.,]\d+)?){letter})?" for letter in "HMS"), re.IGNORECASE
)
# A number with a word behind it; the word's full stop, and what joins it to the next.
PART = re.compile(r"([-+]?\d[\d ',.]*?|[-+]?[.,]\d+)\s*([^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)?)\.?")
BETWEEN = re.compile(r"^\s*(?:[,+&]|\b(?:and|und|et|y|e|en|i)\b)?\s*")
FINEST_FIRST = (TimeUnit.SECONDS, TimeUnit.MINUTES, TimeUnit.HOURS, TimeUnit.DAYS, TimeUnit.WEEKS)
LONGEST = 60  # letters of a cell that can be a length of time


class UnreadableDurationError(ValueError):
    """The text is no length of time."""


class UnknownUnitError(ValueError):
    """The text is a number, and nothing says what it counts."""


@dataclass(frozen=True)
class DurationReading:
    """How lengths of time are read: what plain numbers count, their marks, the hours of a day."""

    unit: TimeUnit = TimeUnit.WRITTEN
    marks: NumberMarks = field(default_factory=NumberMarks)
    hours_per_day: Decimal = Decimal(8)

    def hours(self, number: Decimal, unit: TimeUnit) -> Decimal:
        """Return so many of the unit in hours."""
        if unit in (TimeUnit.DAYS, TimeUnit.WEEKS):
            days = number * DAYS_PER_WEEK if unit is TimeUnit.WEEKS else number
            return days * self.hours_per_day
        return number / {TimeUnit.HOURS: 1, TimeUnit.MINUTES: 60, TimeUnit.SECONDS: 3600}[unit]


def parse_hours(word: str, reading: DurationReading) -> Decimal:
    """Return the length of time in hours.

    Raise UnreadableDurationError, AmbiguousNumberError by these marks, or UnknownUnitError.
    """
    if len(word) > LONGEST:
        raise UnreadableDurationError(word)
    text = plain_signs(word)
    if parts := _clock(text, reading.unit) or _iso(text):
        return sum((reading.hours(number, unit) for unit, number in parts.items()), Decimal(0))
    try:
        return _counted(text, reading)
    except UnreadableNumberError:
        raise UnreadableDurationError(word) from None


def _counted(text: str, reading: DurationReading) -> Decimal:
    """Return the hours of a plain number, or of numbers with their units behind them."""
    if _is_number(text):
        if reading.unit is TimeUnit.WRITTEN:
            raise UnknownUnitError(text)
        return reading.hours(parse_number(text, reading.marks), reading.unit)
    return sum(
        (reading.hours(parse_number(part, reading.marks), unit) for unit, part in _parted(text)),
        Decimal(0),
    )


def numbers_in(word: str) -> list[WrittenNumber]:
    """Return the numbers whose marks say how those of the column are read; none in a clock's."""
    text = plain_signs(word[:LONGEST])
    try:
        if _is_number(text):
            return [written_number(text)]
        return [written_number(part) for _unit_of_part, part in _parted(text)]
    except (UnreadableNumberError, UnreadableDurationError):
        return []


def unit_in_name(name: str) -> TimeUnit:
    """Return the unit that a column's name says, such as Time spent (seconds)."""
    words = [word for word in re.split(r"[^\w-]+|_", name) if word]
    bare = {word for word in words if len(word) > 1} | set(re.findall(r"\(\s*(\w)\s*\)", name))
    found = {unit for word in bare if (unit := _unit(word))}
    # Programs write names in one: timeSpentSeconds.
    found |= {unit for unit in TimeUnit if folded(name).endswith(unit.value)}
    return found.pop() if len(found) == 1 else TimeUnit.WRITTEN


def _clock(text: str, unit: TimeUnit) -> dict[TimeUnit, Decimal]:
    """Return hours, minutes and seconds of 1:30:00 or 1:30 h; nothing where it is no clock."""
    time, _blank, behind = text.partition(" ")
    found = CLOCK.fullmatch(time)
    if not found or (behind and _unit(behind) is not TimeUnit.HOURS):
        return {}
    if unit in (TimeUnit.MINUTES, TimeUnit.SECONDS) and not found[3] and not behind:
        # Minutes and seconds as likely as hours and minutes.
        raise UnknownUnitError(text)
    numbers = (Decimal((part or "0").replace(",", ".")) for part in found.groups())
    return dict(zip((TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS), numbers, strict=True))


def _iso(text: str) -> dict[TimeUnit, Decimal]:
    """Return the parts of PT1H30M; its days are of 24 hours to some and of work to others."""
    found = ISO.fullmatch(text)
    if not found or not any(found.groups()):
        return {}
    numbers = (Decimal((part or "0").replace(",", ".")) for part in found.groups())
    return dict(zip((TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.SECONDS), numbers, strict=True))


def _is_number(text: str) -> bool:
    try:
        written_number(text)
    except UnreadableNumberError:
        return False
    return True


def _parted(text: str) -> list[tuple[TimeUnit, str]]:
    """Return the units and their written numbers, as in 1w 2d 3h or 1h30.

    Raise UnreadableDurationError where there are none, they repeat, or do not grow smaller.
    """
    parts: list[tuple[TimeUnit, str]] = []
    rest = text
    while found := PART.match(rest):
        unit = _unit(found[2])
        if unit is None or (parts and not _follows(unit, found[1], parts[-1][0])):
            raise UnreadableDurationError(text)
        parts.append((unit, found[1]))
        rest = BETWEEN.sub("", rest[found.end() :], count=1)
    if rest and parts and parts[-1][0] is TimeUnit.HOURS and re.fullmatch(r"[0-5]\d", rest):
        return [*parts, (TimeUnit.MINUTES, rest)]
    if rest or not parts:
        raise UnreadableDurationError(text)
    return parts


def _follows(unit: TimeUnit, number: str, former: TimeUnit) -> bool:
    return FINEST_FIRST.index(unit) < FINEST_FIRST.index(former) and not number.startswith("-")


def _unit(word: str) -> TimeUnit | None:
    return units().get(folded(word))
