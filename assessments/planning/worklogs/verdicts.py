"""What becomes of a line: added, known already, corrected, left out or refused; pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import tee

from .earlier_fingerprints import earlier_fingerprints
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
    """A line with its person and its fingerprints, the one of earlier versions empty without."""

    says: TimesheetLine
    person: str
    fingerprint: str
    earlier: str


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


KnownLines = Mapping[str, KnownLine]


class Verdict(StrEnum):
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

    def marked_lines(self) -> Iterator[MarkedLine]:
        """Yield all lines with what tells them apart."""
        said, persons, prints, earlier = tee(self.rows(), 4)
        identity = LineIdentity(self.header)
        columns = zip(
            parse_lines(said, self.header, self.mapping, self.reading),
            map(identity.person, persons),
            identity.fingerprints(prints),
            earlier_fingerprints(earlier, self.header, self.mapping, self.reading),
            strict=True,
        )
        return (MarkedLine(*marks) for marks in columns)

    def people_and_lines(self) -> Iterator[tuple[TimesheetLine, str]]:
        """Yield all lines with their persons."""
        said, persons = tee(self.rows())
        identity = LineIdentity(self.header)
        lines = parse_lines(said, self.header, self.mapping, self.reading)
        return zip(lines, map(identity.person, persons), strict=True)


def known_line(line: MarkedLine, known: KnownLines) -> KnownLine | None:
    """Return what the register has of the line, by either fingerprint."""
    return known.get(line.fingerprint) or known.get(line.earlier)


def verdict(says: TimesheetLine, known: KnownLine | None) -> Verdict:
    """Return what becomes of a line of which the register knows this."""
    if isinstance(says, FaultyLine):
        return Verdict.REFUSE
    if isinstance(says, LeftOutLine):
        is_taken_back = says.absence is Absence.CHOSEN and known and known.may_change
        return Verdict.REMOVE if is_taken_back else Verdict.LEAVE_OUT
    if known is None:
        return Verdict.ADD
    return Verdict.CORRECT if known.may_change and _differs(says, known) else Verdict.KNOWN


def _differs(says: EffortLine, known: KnownLine) -> bool:
    now = (says.project, says.kind.value, says.days, says.begins, says.ends)
    return now != (known.project, known.kind, known.days, known.begins, known.ends)
