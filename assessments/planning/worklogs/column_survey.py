"""What all words of a sheet's columns show together: how numbers and days are written; pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from orgs.written_values.date_forms import DateOrder
from orgs.written_values.dates import fitting_orders, parse_period
from orgs.written_values.durations import DurationReading, numbers_in, parse_hours, unit_in_name
from orgs.written_values.numbers import CHOSEN, DecimalMark, NumberMarks, marks_in
from orgs.written_values.words import TimeUnit

from .lines import ColumnMapping, ColumnReading

A_YEAR = timedelta(days=366)
MOST_FORMS, LONGEST_SHOWN = 8, 40
HUNDREDTH = Decimal("0.01")


@dataclass
class ColumnSurvey:
    """The different words of a sheet's times and days."""

    times: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def take(
        self, rows: Iterable[Sequence[str]], header: Sequence[str], mapping: ColumnMapping
    ) -> None:
        """Note the words of these rows."""
        time = header.index(mapping.time)
        days = [header.index(name) for name in (mapping.day, mapping.until) if name]
        for row in rows:
            self.times.update(_cells(row, [time]))
            self.days.update(_cells(row, days))

    def reading(self, mapping: ColumnMapping, today: date) -> ColumnReading:
        """Return how the columns are read; a time sheet knows no day that is years ahead."""
        unit = unit_in_name(mapping.time) if mapping.unit is TimeUnit.WRITTEN else mapping.unit
        marks = CHOSEN[mapping.decimals]
        if mapping.decimals is DecimalMark.FOUND:
            marks = marks_in(number for word in self.times for number in numbers_in(word))
        return ColumnReading(
            durations=DurationReading(unit, marks, mapping.hours_per_day),
            order=mapping.order,
            fitting=fitting_orders(self.days, today + A_YEAR),
        )

    def examples(self, reading: ColumnReading) -> dict[str, list[list[str]]]:
        """Return how words were read, one of each form: times in hours, days as first and last."""
        return {
            "times": _examples(self.times, lambda word: [_hours(word, reading)]),
            "days": _examples(self.days, lambda word: _period(word, reading)),
        }


def _examples(words: Iterable[str], read: Callable[[str], list[str]]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        form = re.sub(r"[^\W\d]+", "a", re.sub(r"\d+", "9", word))
        if form not in found and len(word) <= LONGEST_SHOWN:
            try:
                found[form] = [word, *read(word)]
            except (ValueError, ArithmeticError):
                continue
        if len(found) == MOST_FORMS:
            break
    return list(found.values())


def _hours(word: str, reading: ColumnReading) -> str:
    hours = parse_hours(word, reading.durations)
    if hours < 0:
        raise ValueError(word)
    return f"{hours.quantize(HUNDREDTH).normalize():f}"


def _period(word: str, reading: ColumnReading) -> list[str]:
    period = parse_period(word, reading.order, reading.fitting)
    return [period.first.isoformat(), period.last.isoformat()]


def _cells(row: Sequence[str], places: Iterable[int]) -> Iterator[str]:
    return (word for place in places if place < len(row) and (word := row[place].strip()))


def reading_to_json(reading: ColumnReading) -> dict[str, Any]:
    """Return the reading as JSON holds it, beside the mapping that it was made for."""
    marks = reading.durations.marks
    return {
        "unit": reading.durations.unit.value,
        "decimal": sorted(marks.decimal),
        "grouping": sorted(marks.grouping),
        "fitting": sorted(reading.fitting),
    }


def reading_from_json(given: Mapping[str, Any], mapping: ColumnMapping) -> ColumnReading:
    """Return the reading that was stored for the mapping."""
    marks = NumberMarks(frozenset(given["decimal"]), frozenset(given["grouping"]))
    return ColumnReading(
        durations=DurationReading(TimeUnit(given["unit"]), marks, mapping.hours_per_day),
        order=mapping.order,
        fitting=frozenset(map(DateOrder, given["fitting"])),
    )
