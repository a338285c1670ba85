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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from orgs.written_values.dates import likely_readings
from orgs.written_values.durations import DurationReading, UnknownUnitError, parse_hours
from orgs.written_values.numbers import NumberMarks, parse_number

from .column_names import ColumnRole, columns_of

VERSION = "2-"  # how fingerprints begin; those of earlier versions begin with a digit of theirs
LENGTH = 40
BETWEEN = "\x1f"
NEEDED = (ColumnRole.PROJECT, ColumnRole.DAY, ColumnRole.TIME)
NAMED = (ColumnRole.FIRST_NAME, ColumnRole.LAST_NAME)


class LineIdentity:
    """Tells the lines of one file apart, by the names of its columns."""

    def __init__(self, header: Sequence[str]) -> None:
        self._names = [_plain(name) for name in header]
        self._places = {
            role: [header.index(name) for name in columns_of(header, role)] for role in ColumnRole
        }
        self._has_parts = all(self._places[role] for role in NEEDED)

    @property
    def names_people(self) -> bool:
        """Whether a column says who worked."""
        return any(self._places[role] for role in (ColumnRole.PERSON, *NAMED))

    def person(self, row: Sequence[str]) -> str:
        """Return who worked, as the row says it; empty where it does not."""
        if word := self._said(row, ColumnRole.PERSON):
            return word
        names = (self._said(row, role) for role in NAMED)
        return " ".join(name for name in names if name)

    def marks(self, rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield each row's person and fingerprint.

        A fingerprint says how often the same came before, so that a file counts once while two
        equal lines in it both count.
        """
        seen: Counter[bytes] = Counter()
        for row in rows:
            person = self.person(row)
            parts = hashlib.sha256(BETWEEN.join(self._parts(row, person)).encode())
            digest = parts.digest()
            seen[digest] += 1
            parts.update(f"{BETWEEN}{seen[digest]}".encode())
            yield person, f"{VERSION}{parts.hexdigest()}"[:LENGTH]

    def _parts(self, row: Sequence[str], person: str) -> Iterator[str]:
        if entry := self._said(row, ColumnRole.ENTRY):
            yield from ("entry", entry, person)
        elif self._has_parts:
            yield from ("parts", person)
            for role, alike in PARTS.items():
                yield alike(self._said(row, role))
        else:
            cells = zip(self._names, row, strict=False)
            said = sorted((name, _plain(cell)) for name, cell in cells if cell.strip())
            yield from ("row", *(part for pair in said for part in pair))

    def _said(self, row: Sequence[str], role: ColumnRole) -> str:
        """Return what the first column of the role that says something says."""
        for place in self._places[role]:
            if place < len(row) and (word := _plain(row[place])):
                return word
        return ""


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


# The parts of a line that its product gave no number, and what makes each comparable.
PARTS: Mapping[ColumnRole, Callable[[str], str]] = {
    ColumnRole.PROJECT: str,
    ColumnRole.ISSUE: str,
    ColumnRole.KIND: str,
    ColumnRole.DAY: _day,
    ColumnRole.UNTIL: _day,
    ColumnRole.START: str,
    ColumnRole.TIME: _length,
    ColumnRole.TEXT: str,
}
