"""What a time sheet would add, in words and sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.planning.models import EffortBatch, Project
from assessments.planning.number_text import number_text
from assessments.planning.worklogs.doubts import Doubt
from assessments.planning.worklogs.lines import Absence, Fault
from assessments.planning.worklogs.presets import match_preset
from assessments.rounds.context.work_kinds import WorkKind

from .wording import (
    absence_text,
    correction_text,
    doubt_text,
    fault_text,
    period_text,
    question_text,
)

NOTHING = Decimal(0)


@dataclass(frozen=True)
class LineShown:
    """A line, and what is to be said of it."""

    line: int
    says: str


@dataclass(frozen=True)
class LinesShown:
    """The first lines of a kind, and how many more there are."""

    lines: tuple[LineShown, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class TimesheetPreview:
    """What a time sheet would add: days by project and kind, and the lines to look at.

    `corrections` are lines that the register has with other days; `understood` are examples of how
    words were read, by column.
    """

    rows: tuple[tuple[str, tuple[Decimal, ...], Decimal], ...]
    begins: date | None
    ends: date | None
    faults: LinesShown
    doubts: LinesShown
    corrections: LinesShown
    days_before: str
    days_now: str
    absences: tuple[str, ...]
    questions: tuple[str, ...]
    understood: tuple[tuple[str, str], ...]

    @property
    def has_offer(self) -> bool:
        """Whether there is something that can be added or corrected."""
        return bool(self.rows or self.doubts.count or self.corrections.count)


def preview(batch: EffortBatch) -> TimesheetPreview:
    """Return what the check found; earlier versions found less."""
    found = batch.found
    return TimesheetPreview(
        rows=tuple(sorted(_rows(found["days"]))),
        begins=_day(found["begins"]),
        ends=_day(found["ends"]),
        faults=LinesShown(tuple(map(_fault, batch.faults)), batch.faulty),
        doubts=LinesShown(tuple(map(_doubt, found.get("doubts", []))), found.get("doubted", 0)),
        corrections=LinesShown(
            tuple(map(_correction, found.get("corrections", []))), found.get("corrected", 0)
        ),
        days_before=number_text(Decimal(found.get("days_before", 0))),
        days_now=number_text(Decimal(found.get("days_now", 0))),
        absences=_absences(found.get("absences", {})),
        questions=tuple(
            question_text(Fault(fault), word)
            for fault, word in sorted(found.get("questions", {}).items())
        ),
        understood=_understood(found.get("understood", {})),
    )


def product_of(batch: EffortBatch) -> str:
    """Return the product whose time sheet it is, by its columns; empty where none is known."""
    preset = match_preset(batch.header)
    return preset.product if preset else ""


def _rows(days: Sequence[Sequence[str]]) -> list[tuple[str, tuple[Decimal, ...], Decimal]]:
    by_project: dict[str, dict[str, Decimal]] = {}
    for project, kind, number in days:
        by_project.setdefault(project, {})[kind] = Decimal(number)
    names = dict(Project.objects.filter(pk__in=by_project).values_list("pk", "name"))
    return [
        (
            names.get(int(project), "–"),
            tuple(numbers.get(kind.value, NOTHING) for kind in WorkKind),
            sum(numbers.values(), NOTHING),
        )
        for project, numbers in by_project.items()
    ]


def _fault(row: Mapping[str, Any]) -> LineShown:
    return LineShown(int(row["line"]), fault_text(Fault(row["fault"]), row["word"]))


def _doubt(row: Mapping[str, Any]) -> LineShown:
    return LineShown(int(row["line"]), doubt_text(Doubt(row["doubt"]), row["word"]))


def _correction(row: Sequence[Any]) -> LineShown:
    line, before, now = row
    return LineShown(int(line), correction_text(Decimal(before), Decimal(now)))


def _absences(lines: Mapping[str, int]) -> tuple[str, ...]:
    texts = (absence_text(Absence(absence), count) for absence, count in sorted(lines.items()))
    return tuple(text for text in texts if text)


def _understood(examples: Mapping[str, Sequence[Sequence[str]]]) -> tuple[tuple[str, str], ...]:
    times = [
        (word, _("%s hours") % number_text(Decimal(hours)))
        for word, hours in examples.get("times", [])
    ]
    days = [
        (word, period_text(date.fromisoformat(first), date.fromisoformat(last)))
        for word, first, last in examples.get("days", [])
    ]
    return (*times, *days)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
