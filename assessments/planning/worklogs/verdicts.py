"""What becomes of a line: added, known already, corrected, left out or refused; pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import tee

from .earlier_fingerprints import EarlierLine, earlier_lines
from .line_identity import LineIdentity
from .line_reader import parse_lines
from .lines import (
    Absence,
    ColumnMapping,
    ColumnReading,
    EffortLine,
    FaultyLine,
    LeftOutLine,
    TimesheetLine,
)


@dataclass(frozen=True)
class MarkedLine:
    """A line with its person, its fingerprint, and what earlier versions made of it, if at all."""

    says: TimesheetLine
    person: str
    fingerprint: str
    earlier: EarlierLine | None


@dataclass(frozen=True)
class KnownLine:
    """A line that the register has: its record, what that says, and whether one may change it."""

    record: int
    project: str
    kind: str
    days: Decimal
    begins: date
    ends: date
    may_change: bool


KnownLines = Mapping[str, KnownLine]  # by fingerprint


class LineVerdict(StrEnum):
    """What becomes of a line."""

    ADD = "add"
    KNOWN = "known"
    CORRECT = "correct"
    REMOVE = "remove"
    REFUSE = "refuse"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class TimesheetContent:
    """The rows of a sheet, as often as they are asked for, and how they are read."""

    rows: Callable[[], Iterator[Sequence[str]]]
    header: Sequence[str]
    mapping: ColumnMapping
    reading: ColumnReading
    has_earlier: bool  # whether the register may have lines that an earlier version read

    @property
    def adds_up(self) -> bool:
        """Whether the hours of several lines are judged together."""
        return LineIdentity(self.header).names_people or self.mapping.people is not None

    def marked_lines(self) -> Iterator[MarkedLine]:
        """Yield all lines with what tells them apart."""
        said, marked, earlier = tee(self.rows(), 3)
        marks = LineIdentity(self.header).marks(marked)
        known = self._earlier(earlier)
        for says, (person, fingerprint), former in zip(
            self._lines(said), marks, known, strict=True
        ):
            yield MarkedLine(says, person, fingerprint, former)

    def lines_of_people(self) -> Iterator[tuple[TimesheetLine, str]]:
        """Yield all lines with their persons."""
        said, persons = tee(self.rows())
        return zip(self._lines(said), map(LineIdentity(self.header).person, persons), strict=True)

    def _lines(self, rows: Iterator[Sequence[str]]) -> Iterator[TimesheetLine]:
        return parse_lines(rows, self.header, self.mapping, self.reading)

    def _earlier(self, rows: Iterator[Sequence[str]]) -> Iterator[EarlierLine | None]:
        if self.has_earlier:
            return earlier_lines(rows, self.header, self.mapping, self.reading)
        return (None for _row in rows)


def known_line(line: MarkedLine, known: KnownLines) -> KnownLine | None:
    """Return what the register has of the line, by today's fingerprint or an earlier one."""
    earlier = known.get(line.earlier.fingerprint) if line.earlier else None
    return known.get(line.fingerprint) or earlier


def verdict(says: TimesheetLine, known: KnownLine | None) -> LineVerdict:
    """Return what becomes of a line of which the register knows this."""
    if isinstance(says, FaultyLine):
        return LineVerdict.REFUSE
    if isinstance(says, LeftOutLine):
        is_taken_back = says.absence is Absence.CHOSEN and known and known.may_change
        return LineVerdict.REMOVE if is_taken_back else LineVerdict.LEAVE_OUT
    if known is None:
        return LineVerdict.ADD
    return LineVerdict.CORRECT if known.may_change and _differs(says, known) else LineVerdict.KNOWN


def _differs(says: EffortLine, known: KnownLine) -> bool:
    now = (says.project, says.kind.value, says.days, says.begins, says.ends)
    return now != (known.project, known.kind, known.days, known.begins, known.ends)
