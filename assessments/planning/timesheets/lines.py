"""Lines of a time sheet as engineering days of projects by kind of work; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from assessments.planning.work_kinds import WorkKind

from .dates import DateOrder, UnreadableDateError, parse_day

MOST_DAYS = Decimal(1000)


class TimeUnit(StrEnum):
    """What the numbers of a time sheet count."""

    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


class Fault(StrEnum):
    """Why a line cannot be taken."""

    NO_PROJECT = "no_project"
    UNKNOWN_PROJECT = "unknown_project"
    UNKNOWN_KIND = "unknown_kind"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    BAD_DATE = "bad_date"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"


LEFT_OUT = "-"


@dataclass(frozen=True)
class ColumnMapping:
    """Which column of a time sheet says what.

    The columns are named as in the sheet's first row; `until`, `kind` and `reference` may be empty.
    `kinds` and `projects` say what the sheet's words mean (compared without case): a kind, the key
    of a project, or "-" for lines to leave out. Without a column of kinds all are of `one_kind`.
    """

    project: str
    time: str
    day: str
    until: str = ""
    kind: str = ""
    reference: str = ""
    unit: TimeUnit = TimeUnit.HOURS
    hours_per_day: Decimal = Decimal(8)
    order: DateOrder = DateOrder.YEAR_FIRST
    one_kind: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the sheet must have."""
        named = (self.project, self.time, self.day, self.until, self.kind, self.reference)
        return tuple(name for name in named if name)


@dataclass(frozen=True)
class EffortLine:
    """What one line says: days of one kind of work on one project in a period, both ends in it."""

    line: int
    project: str
    kind: WorkKind
    days: Decimal
    begins: date
    ends: date
    reference: str


@dataclass(frozen=True)
class FaultyLine:
    """A line that cannot be taken, why, and the word that is at fault."""

    line: int
    fault: Fault
    word: str


class LineError(Exception):
    """A cell cannot be understood."""

    def __init__(self, fault: Fault, word: str) -> None:
        super().__init__(fault, word)
        self.fault = fault
        self.word = word


def parse_lines(
    rows: Iterable[Sequence[str]], header: Sequence[str], mapping: ColumnMapping
) -> Iterator[EffortLine | FaultyLine | None]:
    """Yield what each row says, the first one being line 2; None for lines that are left out."""
    places = {name: header.index(name) for name in mapping.columns}
    for line, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            yield None
            continue
        cells = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        try:
            yield _line(line, cells, mapping)
        except LineError as error:
            yield FaultyLine(line, error.fault, error.word)


def _line(line: int, cells: Mapping[str, str], mapping: ColumnMapping) -> EffortLine | None:
    project = _project(cells[mapping.project], mapping)
    if project == LEFT_OUT:
        return None
    kind = _kind(cells.get(mapping.kind, ""), mapping)
    if kind == LEFT_OUT:
        return None
    days = _days(cells[mapping.time], mapping)
    begins = _day(cells[mapping.day], mapping.order)
    until = cells.get(mapping.until, "")
    ends = _day(until, mapping.order) if until else begins
    if ends < begins:
        raise LineError(Fault.ENDS_BEFORE_IT_BEGINS, until)
    reference = cells.get(mapping.reference, "")
    return EffortLine(line, project, WorkKind(kind), days, begins, ends, reference)


def _project(word: str, mapping: ColumnMapping) -> str:
    if not word:
        raise LineError(Fault.NO_PROJECT, "")
    meant = mapping.projects.get(word.casefold())
    if not meant:
        raise LineError(Fault.UNKNOWN_PROJECT, word)
    return meant


def _kind(word: str, mapping: ColumnMapping) -> str:
    meant = mapping.kinds.get(word.casefold()) if mapping.kind else mapping.one_kind
    if not meant:
        raise LineError(Fault.UNKNOWN_KIND, word)
    return meant


def _days(word: str, mapping: ColumnMapping) -> Decimal:
    if not word:
        raise LineError(Fault.NO_TIME, "")
    try:
        amount = Decimal(plain_number(word))
    except InvalidOperation:
        raise LineError(Fault.BAD_TIME, word) from None
    # Decimal reads "NaN" and "Infinity" as numbers.
    days = _in_days(amount, mapping) if amount.is_finite() else Decimal(-1)
    if not 0 < days <= MOST_DAYS:
        raise LineError(Fault.BAD_TIME, word)
    return days


def _in_days(amount: Decimal, mapping: ColumnMapping) -> Decimal:
    hours = {
        TimeUnit.DAYS: amount * mapping.hours_per_day,
        TimeUnit.HOURS: amount,
        TimeUnit.MINUTES: amount / 60,
        TimeUnit.SECONDS: amount / 3600,
    }[mapping.unit]
    return (hours / mapping.hours_per_day).quantize(Decimal("0.0001"))


def _day(word: str, order: DateOrder) -> date:
    try:
        return parse_day(word, order)
    except UnreadableDateError:
        raise LineError(Fault.BAD_DATE, word) from None


def plain_number(word: str) -> str:
    """Return a number as Python reads it: the last of "." and "," is the decimal mark."""
    # Marks between thousands: spaces, also those that do not break, and Switzerland's apostrophe.
    word = word.replace("\u00a0", "").replace(" ", "").replace("'", "")
    if "," in word and "." in word:
        thousands = "," if word.rfind(".") > word.rfind(",") else "."
        word = word.replace(thousands, "")
    return word.replace(",", ".")
