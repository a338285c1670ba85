"""What a time sheet would add to the register, and what it would change there; pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.planning.worklogs.doubts import DoubtedLine
from assessments.planning.worklogs.lines import Absence, EffortLine, Fault, FaultyLine

MOST_SHOWN = 200
MOST_WORDS = 200
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Correction:
    """A line that the register has already, with other days: those, and what it says now.

    Without `now` the line would be left out now.
    """

    line: int
    before: Decimal
    now: Decimal


@dataclass
class CheckSummary:
    """What was found so far: lines to take and lines at fault, days, words without a meaning.

    `days` is by (project, kind); `unknown_projects` and `unknown_kinds` count lines by word.
    """

    lines: int = 0
    good: int = 0
    known: int = 0
    faulty: int = 0
    doubted: int = 0
    corrected: int = 0
    days_before: Decimal = NOTHING
    days_now: Decimal = NOTHING
    begins: date | None = None
    ends: date | None = None
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    absences: Counter[Absence] = field(default_factory=Counter)
    unknown_projects: Counter[str] = field(default_factory=Counter)
    unknown_kinds: Counter[str] = field(default_factory=Counter)
    faults: list[FaultyLine] = field(default_factory=list)
    doubts: list[DoubtedLine] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)

    def take(self, line: EffortLine) -> None:
        """Count a line that will be added."""
        self.good += 1
        days: Any = self.days  # a Counter counts whatever can be added
        days[line.project, line.kind.value] += line.days
        self.begins = min(self.begins or line.begins, line.begins)
        self.ends = max(self.ends or line.ends, line.ends)

    def suspect(self, doubt: DoubtedLine) -> None:
        """Count a line that is added only if somebody says so; the first ones are kept."""
        self.doubted += 1
        _keep(self.doubts, doubt)

    def correct(self, correction: Correction) -> None:
        """Count a line that the register has with other days; the first ones are kept."""
        self.corrected += 1
        self.days_before += correction.before
        self.days_now += correction.now
        _keep(self.corrections, correction)

    def refuse(self, line: FaultyLine) -> None:
        """Count a line at fault; the first ones are kept, and one word for each question."""
        self.faulty += 1
        _keep(self.faults, line)
        if line.fault is Fault.UNKNOWN_PROJECT:
            self.unknown_projects[line.word] += 1
        elif line.fault is Fault.UNKNOWN_KIND:
            self.unknown_kinds[line.word] += 1
        elif line.fault in QUESTIONS:
            self.questions.setdefault(line.fault.value, line.word)

    def as_stored(self) -> dict[str, Any]:
        """Return the sums and words as JSON holds them."""
        return {
            "begins": self.begins.isoformat() if self.begins else "",
            "ends": self.ends.isoformat() if self.ends else "",
            "days": [
                [project, kind, str(Decimal(days))]
                for (project, kind), days in sorted(self.days.items())
            ],
            "projects": self.unknown_projects.most_common(MOST_WORDS),
            "kinds": self.unknown_kinds.most_common(MOST_WORDS),
            "absences": {absence.value: lines for absence, lines in self.absences.items()},
            "questions": self.questions,
            "doubted": self.doubted,
            "doubts": [asdict(doubt) for doubt in self.doubts],
            "corrected": self.corrected,
            "corrections": _corrections(self.corrections),
            "days_before": str(self.days_before),
            "days_now": str(self.days_now),
        }


# What a person answers once for the whole column.
QUESTIONS = frozenset({Fault.NO_UNIT, Fault.AMBIGUOUS_TIME, Fault.AMBIGUOUS_DATE})


def _keep(rows: list[Any], row: object) -> None:
    if len(rows) < MOST_SHOWN:
        rows.append(row)


def _corrections(rows: Iterable[Correction]) -> list[list[Any]]:
    return [[row.line, str(row.before), str(row.now)] for row in rows]
