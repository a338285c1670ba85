"""A roadmap as a picture: its waves, steps and rounds by day, in the words of its page."""

import re
from datetime import date

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.planning.investment.schedule import quarter_start

from .dated_plan import Roadmap
from .page import RoadmapPage, StepRow, WaveShown
from .timeline_geometry import DayMark, DaySpan, Timeline, TimelineRow, TimelineWords, timeline
from .wording import STATES, day_text

# What a document of XML cannot hold, wherever a name has it from.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def timeline_svg(page: RoadmapPage, unit: str) -> str:
    """Return the roadmap on its timeline as SVG that stands alone, on white, under a title."""
    return draw(timeline(roadmap_words(page, unit), is_sheet=True))


def draw(picture: Timeline) -> str:
    """Return a timeline as SVG."""
    svg = render_to_string("pictures/timeline.svg", {"picture": picture})
    return NOT_IN_XML.sub("", svg).strip()


def roadmap_words(page: RoadmapPage, unit: str) -> TimelineWords:
    """Return what the timeline of a roadmap says."""
    rows = [row for wave in page.waves for row in (_head(wave), *map(_row, wave.steps))]
    return TimelineWords(
        title=_("Roadmap"),
        subtitle=unit,
        description=_description(page),
        rows=[*rows, _all(page), *_rounds(page)],
        ticks=ticks(page.roadmap.starts_on, len(page.quarters)),
        today=page.today,
        today_text=_("today, %s") % day_text(page.today),
        legend=_legend(page),
        origin=page.basis_text,
    )


def ticks(starts_on: date, quarters: int) -> list[tuple[date, str]]:
    """Return the first day of each quarter, of one more too, with the month's name."""
    days = [quarter_start(starts_on, number) for number in range(1, quarters + 2)]
    return [(day, month_text(day)) for day in days]


def month_text(day: date) -> str:
    """Return a month as an axis names it."""
    return date_format(day, "M Y")


def _description(page: RoadmapPage) -> str:
    waves = (
        _("%(wave)s: %(starts)s to %(stands)s; opens %(opens)s.")
        % {
            "wave": wave.title,
            "starts": wave.starts,
            "stands": wave.stands,
            "opens": ", ".join(wave.opens) or _("nothing yet"),
        }
        for wave in page.waves
    )
    return " ".join(filter(None, (*waves, page.expectation)))


def _head(wave: WaveShown) -> TimelineRow:
    opens = ", ".join(wave.opens)
    return TimelineRow(
        name=f"{wave.title}: {opens}" if opens else wave.title,
        is_head=True,
        spans=_spans(wave.wave.starts_on, wave.wave.stands_on, "wave"),
        marks=tuple(
            DayMark(row.stands_on, "opens")
            for row in wave.wave.steps
            if row.move.opens and row.stands_on
        ),
    )


def _row(row: StepRow) -> TimelineRow:
    scheduled = row.scheduled
    return TimelineRow(
        name=row.name,
        aside=row.owner.name,
        spans=_spans(scheduled.starts_on, scheduled.stands_on, row.state),
    )


def _spans(starts_on: date | None, stands_on: date | None, state: str) -> tuple[DaySpan, ...]:
    return (DaySpan(starts_on, stands_on, state),) if starts_on and stands_on else ()


def _all(page: RoadmapPage) -> TimelineRow:
    return TimelineRow(name=_("All stands"), is_head=True, marks=end_marks(page.roadmap))


def end_marks(roadmap: Roadmap) -> tuple[DayMark, ...]:
    """Return the marks of the day on which all stands, as planned and as expected."""
    days = [(roadmap.stands_on, "opens"), *((day, "expected") for day in set(roadmap.expected))]
    return tuple(DayMark(day, shape) for day, shape in days if day)


def _rounds(page: RoadmapPage) -> list[TimelineRow]:
    if not page.slips:
        return []
    names = ", ".join(row.slip.at.round for row in page.slips)
    marks = tuple(DayMark(row.slip.at.day, "round") for row in page.slips)
    return [TimelineRow(name=_("Results: %s") % names, marks=marks)]


def _legend(page: RoadmapPage) -> list[tuple[str, str]]:
    states = {row.state for row in page.steps}
    shown = [(state, str(words)) for state, words in STATES.items() if state in states]
    marks = [("opens", _("use cases can start"))]
    if page.slips:
        marks += [("expected", _("expected after the newest results")), ("round", _("results"))]
    return shown + marks
