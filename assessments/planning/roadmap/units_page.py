"""The roadmaps of the units below a unit, one row each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.investment.schedule import MONTHS, months_later
from assessments.planning.number_text import number_text
from assessments.results.files.table import Line

from .dated_plan import Roadmap
from .timeline_geometry import DaySpan, TimelineRow, TimelineWords
from .timeline_picture import end_marks, month_text
from .wording import day_text, expected_text

MOST_TICKS = 41


@dataclass(frozen=True)
class UnitRow:
    """A unit's roadmap in one row; None where its plan was fixed under another framework."""

    unit_id: int
    name: str
    fixed_on: date | None
    roadmap: Roadmap | None

    @property
    def starts(self) -> str:
        """The day on which the plan begins."""
        return day_text(self.roadmap.starts_on) if self.roadmap else "–"

    @property
    def foundation_on(self) -> date | None:
        """The day from which its foundation stands."""
        waves = self.roadmap.waves if self.roadmap else ()
        return waves[0].stands_on if waves else None

    @property
    def foundation(self) -> str:
        """The day from which its foundation stands, as people read it."""
        return day_text(self.foundation_on) if self.roadmap and self.roadmap.waves else "–"

    @property
    def stands(self) -> str:
        """The day from which all of it is to stand."""
        return day_text(self.roadmap.stands_on) if self.roadmap else "–"

    @property
    def expected(self) -> str:
        """When all would stand after the newest round."""
        newest = self.roadmap.newest if self.roadmap else None
        return expected_text(self.roadmap) if self.roadmap and newest else "–"

    @property
    def behind(self) -> str:
        """The person-weeks of what is late."""
        newest = self.roadmap.newest if self.roadmap else None
        return number_text(newest.behind) if newest else "–"

    @property
    def line(self) -> Line:
        """The row as files hold it."""
        roadmap = self.roadmap
        if roadmap is None:
            return (self.name, self.fixed_on, *(None,) * 12)
        newest = roadmap.newest
        rounds: Line = (None,) * 5
        if newest:
            late = ", ".join(f"{row.step.capability}@{row.step.level}" for row in newest.late)
            rounds = (newest.at.round, newest.planned, newest.shown, late, newest.behind)
        return (
            *(self.name, self.fixed_on, roadmap.starts_on, self.foundation_on),
            *(roadmap.stands_on, *roadmap.expected, len(roadmap.steps), roadmap.effort),
            *rounds,
        )


def units_words(rows: Sequence[UnitRow], unit: str, today: date) -> TimelineWords | None:
    """Return what the timeline of the units says; None where nothing has a day."""
    dated = [(row, row.roadmap) for row in rows if row.roadmap and row.roadmap.stands_on]
    if not dated:
        return None
    first = min(roadmap.starts_on for _row, roadmap in dated)
    last = max(max(filter(None, (roadmap.stands_on, *roadmap.expected))) for _row, roadmap in dated)
    return TimelineWords(
        title=_("Roadmaps of the units below"),
        subtitle=unit,
        description=" ".join(_sentence(row) for row, _roadmap in dated),
        rows=[_timeline_row(row, roadmap) for row, roadmap in dated],
        ticks=_ticks(first, last),
        today=today,
        today_text=_("today, %s") % day_text(today),
        legend=[
            ("stands", _("foundation")),
            ("planned", _("waves after it")),
            ("opens", _("all stands")),
            ("expected", _("expected after the newest results")),
        ],
        origin="",
    )


def _sentence(row: UnitRow) -> str:
    words = {"unit": row.name, "starts": row.starts, "stands": row.stands}
    return _("%(unit)s: %(starts)s to %(stands)s.") % words


def _timeline_row(row: UnitRow, roadmap: Roadmap) -> TimelineRow:
    first = row.foundation_on or roadmap.starts_on
    end = roadmap.stands_on or first
    return TimelineRow(
        name=row.name,
        spans=(DaySpan(roadmap.starts_on, first, "stands"), DaySpan(first, end, "planned")),
        marks=end_marks(roadmap),
    )


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    days = [months_later(first, MONTHS * number) for number in range(MOST_TICKS)]
    return [(day, month_text(day)) for day in days if day <= last]
