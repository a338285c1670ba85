"""Lines of a time sheet as engineering days of projects by kind of work; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assessments.rounds.context.work_kinds import WorkKind
from orgs.written_values.date_forms import ORDERS, DateOrder
from orgs.written_values.durations import DurationReading
from orgs.written_values.numbers import DecimalMark
from orgs.written_values.words import TimeUnit


class Fault(StrEnum):
    """Why a line cannot be taken."""

    NO_PROJECT = "no_project"
    UNKNOWN_PROJECT = "unknown_project"
    UNKNOWN_KIND = "unknown_kind"
    BAD_TIME = "bad_time"
    NO_UNIT = "no_unit"
    AMBIGUOUS_TIME = "ambiguous_time"
    BAD_DATE = "bad_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"


class Absence(StrEnum):
    """Why a line adds nothing, though nothing is wrong with it."""

    BLANK = "blank"
    CHOSEN = "chosen"
    NO_TIME = "no_time"
    TOTAL = "total"


LEFT_OUT = "-"


@dataclass(frozen=True)
class ColumnMapping:
    """Which column of a time sheet says what.

    The columns are named as in the sheet's first row; `until`, `kind` and `reference` may be empty.
    `kinds` and `projects` say what the sheet's words mean (compared without case): a kind, the key
    of a project, or "-" for lines to leave out. Where no kind is named, it is `one_kind`. `people`
    work in it where no column names them, if somebody said how many.
    """

    project: str
    time: str
    day: str
    until: str = ""
    kind: str = ""
    reference: str = ""
    unit: TimeUnit = TimeUnit.WRITTEN
    hours_per_day: Decimal = Decimal(8)
    order: DateOrder = DateOrder.FOUND
    decimals: DecimalMark = DecimalMark.FOUND
    people: int | None = None
    one_kind: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the sheet must have."""
        named = (self.project, self.time, self.day, self.until, self.kind, self.reference)
        return tuple(name for name in named if name)


@dataclass(frozen=True)
class ColumnReading:
    """How the words of a sheet's columns are read: by what was chosen and what all of them show."""

    durations: DurationReading
    order: DateOrder
    fitting: frozenset[DateOrder] = frozenset(ORDERS)


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


@dataclass(frozen=True)
class LeftOutLine:
    """A line that adds nothing, and why."""

    line: int
    absence: Absence


TimesheetLine = EffortLine | FaultyLine | LeftOutLine
