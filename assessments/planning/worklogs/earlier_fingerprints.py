"""The fingerprints that earlier versions stored, so that what they read is recognised; pure.

They said what was made of a line: project, kind, days and period, as those versions read numbers
and days. That reading is kept here as it was, and is used for nothing else. An organization that
moved to another installation has other keys of projects than its fingerprints were made of; there
the record itself says what was made of the line.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from orgs.names.folding import fold
from orgs.written_values.date_forms import DateOrder
from orgs.written_values.words import TimeUnit

from .lines import LEFT_OUT, ColumnMapping, ColumnReading

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(r"\s*(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{4}|\d{1,2})(?!\d)")
MOST_DAYS = 1000
Said = tuple[str, str, Decimal, date, date, str]
PER_HOUR = {TimeUnit.HOURS: 1, TimeUnit.MINUTES: 60, TimeUnit.SECONDS: 3600}


@dataclass(frozen=True)
class EarlierLine:
    """What earlier versions made of a line, its fingerprint, and the how many-th of that it is."""

    fingerprint: str
    project: str
    kind: str
    days: Decimal
    begins: date
    ends: date
    reference: str
    number: int


def earlier_lines(
    rows: Iterable[Sequence[str]],
    header: Sequence[str],
    mapping: ColumnMapping,
    reading: ColumnReading,
) -> Iterator[EarlierLine | None]:
    """Yield what each row was with these choices; None where it was not taken."""
    places = {name: header.index(name) for name in mapping.columns}
    reader = _EarlierReader(mapping, reading)
    seen: Counter[Said] = Counter()
    for row in rows:
        cells = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        try:
            said = reader.said(cells)
        except (ValueError, ArithmeticError):
            said = None
        if said is None:
            yield None
            continue
        seen[said] += 1
        yield EarlierLine(_fingerprint(said, seen[said]), *said, seen[said])


def _fingerprint(said: Said, number: int) -> str:
    project, kind, days, begins, ends, reference = said
    parts = (project, kind, str(days.normalize()), str(begins), str(ends), reference, str(number))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


class _EarlierReader:
    def __init__(self, mapping: ColumnMapping, reading: ColumnReading) -> None:
        self._mapping = mapping
        self._unit = reading.durations.unit
        self._order = reading.order
        if self._order is DateOrder.FOUND:
            # One order had to be chosen: the one that the days show, else the one that stood there.
            known = reading.fitting - {DateOrder.YEAR_FIRST}
            self._order = min(known) if len(known) == 1 else DateOrder.YEAR_FIRST

    def said(self, cells: Mapping[str, str]) -> Said | None:
        """Return what was made of the line; None or ValueError where it was not taken."""
        mapping = self._mapping
        project = mapping.projects.get(fold(cells[mapping.project]))
        kind = mapping.one_kind
        if mapping.kind:
            kind = mapping.kinds.get(fold(cells[mapping.kind]), "")
        if not project or not kind or LEFT_OUT in (project, kind):
            return None
        days = self._days(cells[mapping.time])
        begins = self._day(cells[mapping.day])
        until = cells.get(mapping.until, "")
        ends = self._day(until) if until else begins
        reference = cells.get(mapping.reference, "")
        return project, kind, days, begins, ends, reference

    def _days(self, word: str) -> Decimal:
        amount = Decimal(_plain_number(word))
        if not amount.is_finite():
            raise ValueError(word)
        if self._unit is TimeUnit.DAYS:
            hours = amount * self._mapping.hours_per_day
        elif self._unit in PER_HOUR:
            hours = amount / PER_HOUR[self._unit]
        else:
            raise ValueError(word)
        days = (hours / self._mapping.hours_per_day).quantize(Decimal("0.0001"))
        if not 0 < days <= MOST_DAYS:
            raise ValueError(word)
        return days

    def _day(self, word: str) -> date:
        parts = DAY.match(word)
        if not parts:
            raise ValueError(word)
        first, second, third = parts.groups()
        if len(first) == 4:
            return date(int(first), _month(second), int(third))
        if self._order is DateOrder.MONTH_FIRST and second.isdigit():
            return date(_year(third), int(first), int(second))
        if self._order is DateOrder.YEAR_FIRST and second.isdigit():
            raise ValueError(word)
        return date(_year(third), _month(second), int(first))


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word[:3].lower()) + 1


def _year(digits: str) -> int:
    if len(digits) not in (2, 4):
        raise ValueError(digits)
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def _plain_number(word: str) -> str:
    word = word.replace("\u00a0", "").replace(" ", "").replace("'", "")
    if "," in word and "." in word:
        word = word.replace("," if word.rfind(".") > word.rfind(",") else ".", "")
    return word.replace(",", ".")
