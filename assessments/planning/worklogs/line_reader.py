"""Reads the rows of a time sheet as lines, by the mapping and by how its columns are read; pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from assessments.rounds.context.work_kinds import WorkKind
from orgs.names.folding import fold
from orgs.written_values.dates import (
    AmbiguousDateError,
    Period,
    UnreadableDateError,
    parse_period,
)
from orgs.written_values.durations import UnknownUnitError, UnreadableDurationError, parse_hours
from orgs.written_values.numbers import AmbiguousNumberError
from orgs.written_values.words import folded

from .lines import (
    LEFT_OUT,
    Absence,
    ColumnMapping,
    ColumnReading,
    EffortLine,
    Fault,
    FaultyLine,
    LeftOutLine,
    TimesheetLine,
)

MOST_DAYS = Decimal(1000)
FINEST = Decimal("0.0001")
TOTALS = frozenset(
    folded(word)
    for word in (
        *("total", "totals", "grand total", "subtotal", "sum", "overall"),
        *("summe", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "total général"),
        *("sous-total", "totale", "totale generale", "subtotale", "somma", "totaal", "eindtotaal"),
        *("subtotaal", "suma", "suma total", "total general", "total geral", "soma", "razem"),
    )
)
Said = TypeVar("Said")


class LineError(Exception):
    """A cell cannot be understood."""

    def __init__(self, fault: Fault, word: str) -> None:
        super().__init__(fault, word)
        self.fault = fault
        self.word = word


def parse_lines(
    rows: Iterable[Sequence[str]],
    header: Sequence[str],
    mapping: ColumnMapping,
    reading: ColumnReading,
) -> Iterator[TimesheetLine]:
    """Yield what each row says, the first one being line 2."""
    places = {name: header.index(name) for name in mapping.columns}
    reader = _LineReader(mapping, reading)
    for line, row in enumerate(rows, start=2):
        cells = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        try:
            yield reader.line(line, cells, row)
        except LineError as error:
            yield FaultyLine(line, error.fault, error.word)


class _LineReader:
    """Reads the cells of lines, each word once."""

    def __init__(self, mapping: ColumnMapping, reading: ColumnReading) -> None:
        self._mapping = mapping
        self._reading = reading
        self._days_by_word: dict[str, Decimal | LineError] = {}
        self._periods_by_word: dict[str, Period | LineError] = {}

    def line(self, line: int, cells: Mapping[str, str], row: Sequence[str]) -> TimesheetLine:
        """Return what the cells say; raise LineError."""
        if absence := self._absence(cells, row):
            return LeftOutLine(line, absence)
        project = self._project(cells[self._mapping.project])
        kind = LEFT_OUT if project == LEFT_OUT else self._kind(cells.get(self._mapping.kind, ""))
        if kind == LEFT_OUT:
            return LeftOutLine(line, Absence.CHOSEN)
        days = self._days(cells[self._mapping.time])
        period = self._period(cells[self._mapping.day])
        until = cells.get(self._mapping.until, "")
        ends = self._period(until).last if until else period.last
        if ends < period.first:
            raise LineError(Fault.ENDS_BEFORE_IT_BEGINS, until)
        reference = cells.get(self._mapping.reference, "")
        return EffortLine(line, project, WorkKind(kind), days, period.first, ends, reference)

    def _absence(self, cells: Mapping[str, str], row: Sequence[str]) -> Absence | None:
        if not any(cell.strip() for cell in row):
            return Absence.BLANK
        if self._is_total(cells[self._mapping.day], row):
            return Absence.TOTAL
        try:
            word = cells[self._mapping.time]
            return None if word and self._days(word) else Absence.NO_TIME
        except LineError:
            return None

    def _is_total(self, day: str, row: Sequence[str]) -> bool:
        """Return whether a line sums up others: it names no day, and has a word for that."""
        try:
            self._period(day)
        except LineError:
            return any(folded(cell.strip().rstrip(":")) in TOTALS for cell in row if cell)
        return False

    def _project(self, word: str) -> str:
        if not word:
            raise LineError(Fault.NO_PROJECT, "")
        meant = self._mapping.projects.get(fold(word))
        if not meant:
            raise LineError(Fault.UNKNOWN_PROJECT, word)
        return meant

    def _kind(self, word: str) -> str:
        meant = self._mapping.kinds.get(fold(word)) if self._mapping.kind else ""
        meant = meant or ("" if word else self._mapping.one_kind)
        if not meant:
            raise LineError(Fault.UNKNOWN_KIND, word)
        return meant

    def _days(self, word: str) -> Decimal:
        return _once(self._days_by_word, word, self._read_days)

    def _period(self, word: str) -> Period:
        return _once(self._periods_by_word, word, self._read_period)

    def _read_days(self, word: str) -> Decimal:
        try:
            hours = parse_hours(word, self._reading.durations)
        except UnreadableDurationError:
            raise LineError(Fault.BAD_TIME, word) from None
        except UnknownUnitError:
            raise LineError(Fault.NO_UNIT, word) from None
        except AmbiguousNumberError:
            raise LineError(Fault.AMBIGUOUS_TIME, word) from None
        days = hours / self._reading.durations.hours_per_day
        if not 0 <= days <= MOST_DAYS:
            raise LineError(Fault.BAD_TIME, word)
        return days.quantize(FINEST)

    def _read_period(self, word: str) -> Period:
        try:
            return parse_period(word, self._reading.order, self._reading.fitting)
        except UnreadableDateError:
            raise LineError(Fault.BAD_DATE, word) from None
        except AmbiguousDateError:
            raise LineError(Fault.AMBIGUOUS_DATE, word) from None


def _once(known: dict[str, Said | LineError], word: str, read: Callable[[str], Said]) -> Said:
    """Return what the word says, read where it is new; raise the error that it was read with."""
    if word not in known:
        try:
            known[word] = read(word)
        except LineError as error:
            known[word] = error
    found = known[word]
    if isinstance(found, LineError):
        raise LineError(found.fault, found.word)
    return found
