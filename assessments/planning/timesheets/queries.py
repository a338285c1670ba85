"""What a time sheet would add, in words and sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.planning.models import EffortBatch, Project
from assessments.rounds.context.work_kinds import WorkKind

from .lines import Fault

NOTHING = Decimal(0)
FAULTS: dict[Fault, str | Promise] = {
    Fault.NO_PROJECT: _("names no project"),
    Fault.UNKNOWN_PROJECT: _("names a project that is not in the register: %s"),
    Fault.UNKNOWN_KIND: _("names a kind of work that means nothing yet: %s"),
    Fault.NO_TIME: _("says no time"),
    Fault.BAD_TIME: _("says a time that is no number of days above 0: %s"),
    Fault.BAD_DATE: _("says a day that does not look as chosen: %s"),
    Fault.ENDS_BEFORE_IT_BEGINS: _("ends before it begins, on %s"),
}


@dataclass(frozen=True)
class FaultShown:
    """A line that cannot be taken, and why."""

    line: int
    says: str


@dataclass(frozen=True)
class TimesheetPreview:
    """What a time sheet would add: days by project and kind, and the lines at fault."""

    rows: tuple[tuple[str, tuple[Decimal, ...], Decimal], ...]
    faults: tuple[FaultShown, ...]
    more_faults: int
    begins: date | None
    ends: date | None


def preview(batch: EffortBatch) -> TimesheetPreview:
    """Return what the check found."""
    summary = batch.found
    by_project: dict[str, dict[str, Decimal]] = {}
    for project, kind, days in summary["days"]:
        by_project.setdefault(project, {})[kind] = Decimal(days)
    names = dict(Project.objects.filter(pk__in=by_project).values_list("pk", "name"))
    rows = [
        (
            names.get(int(project), "–"),
            tuple(days.get(kind.value, NOTHING) for kind in WorkKind),
            sum(days.values(), NOTHING),
        )
        for project, days in by_project.items()
    ]
    faults = tuple(_shown(row) for row in batch.faults)
    return TimesheetPreview(
        rows=tuple(sorted(rows)),
        faults=faults,
        more_faults=batch.faulty - len(faults),
        begins=_day(summary["begins"]),
        ends=_day(summary["ends"]),
    )


def _shown(row: dict[str, str]) -> FaultShown:
    text = str(FAULTS[Fault(row["fault"])])
    says = text % f"“{row['word']}”" if "%s" in text else text
    return FaultShown(int(row["line"]), says)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
