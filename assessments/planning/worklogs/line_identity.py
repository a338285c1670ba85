"""What makes two lines of time sheets the same: what their files say, whatever is made of it; pure.

A line is known by the number that its product gave it; without one by person, project, issue, kind,
day, start, length and text, taken from the columns whose names say that. Where a file's columns
have other names, everything in the row counts. What somebody chooses while reading (columns, units,
orders, meanings) is no part of it, so that a file that is read again, otherwise, is recognised.

People stay unnamed: a fingerprint is all that is kept of them.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from orgs.written_values.dates import likely_readings
from orgs.written_values.durations import DurationReading, UnknownUnitError, parse_hours
from orgs.written_values.numbers import NumberMarks, parse_number

from .column_names import ColumnRole, columns_of

VERSION = "line 2"
BETWEEN = "\x1f"
# The parts of a line that its product gave no number, in their order.
PARTS = (
    *(ColumnRole.PROJECT, ColumnRole.ISSUE, ColumnRole.KIND, ColumnRole.DAY, ColumnRole.UNTIL),
    *(ColumnRole.START, ColumnRole.TIME, ColumnRole.TEXT),
)
NEEDED = (ColumnRole.PROJECT, ColumnRole.DAY, ColumnRole.TIME)
Places = Mapping[ColumnRole, Sequence[int]]


class LineIdentity:
    """Tells the lines of one file apart, by the names of its columns."""

    def __init__(self, header: Sequence[str]) -> None:
        self._names = [_plain(name) for name in header]
        self._places: Places = {
            role: [header.index(name) for name in columns_of(header, role)] for role in ColumnRole
        }

    def person(self, row: Sequence[str]) -> str:
        """Return who worked, as the row says it; empty where it does not."""
        if word := self._said(row, ColumnRole.PERSON):
            return word
        names = (self._said(row, role) for role in (ColumnRole.FIRST_NAME, ColumnRole.LAST_NAME))
        return " ".join(name for name in names if name)

    def fingerprints(self, rows: Iterable[Sequence[str]]) -> Iterator[str]:
        """Yield each row's fingerprint.

        It says how often the same came before, so that a file counts once while two equal lines in
        it both count.
        """
        seen: Counter[bytes] = Counter()
        for row in rows:
            parts = hashlib.sha256(BETWEEN.join((VERSION, *self._parts(row))).encode())
            digest = parts.digest()
            seen[digest] += 1
            parts.update(f"{BETWEEN}{seen[digest]}".encode())
            yield parts.hexdigest()[:40]

    def _parts(self, row: Sequence[str]) -> Iterator[str]:
        entry = self._said(row, ColumnRole.ENTRY)
        if entry:
            yield from ("entry", entry, self.person(row))
        elif all(self._places[role] for role in NEEDED):
            yield from ("parts", self.person(row))
            yield from (ALIKE.get(role, str)(self._said(row, role)) for role in PARTS)
        else:
            # Trailing columns without a name say nothing of their own.
            cells = zip(self._names, row, strict=False)
            said = sorted((name, _plain(cell)) for name, cell in cells if cell.strip())
            yield from ("row", *(part for pair in said for part in pair))

    def _said(self, row: Sequence[str], role: ColumnRole) -> str:
        """Return what the first column of the role that says something says."""
        words = (_plain(row[place]) for place in self._places[role] if place < len(row))
        return next((word for word in words if word), "")


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return the word without what programs change on the way: case, blanks, composed letters."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


@lru_cache(maxsize=4096)
def _day(word: str) -> str:
    """Return the same for days that are the same whoever reads them."""
    periods = set(likely_readings(word).values())
    # A day with a time says more than a day.
    if len(periods) != 1 or ":" in word:
        return word
    (period,) = periods
    return f"{period.first}..{period.last}"


@lru_cache(maxsize=4096)
def _length(word: str) -> str:
    """Return the same for lengths of time that are the same whoever reads them."""
    try:
        return f"{parse_hours(word, DurationReading()).normalize():f} h"
    except UnknownUnitError:
        return _number(word)
    except ValueError:
        return word


def _number(word: str) -> str:
    try:
        return f"{parse_number(word, NumberMarks()).normalize():f}"
    except ValueError:
        return word


ALIKE = {ColumnRole.DAY: _day, ColumnRole.UNTIL: _day, ColumnRole.TIME: _length}
