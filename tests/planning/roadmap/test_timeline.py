from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.roadmap.timeline_geometry import (
    NARROW_WIDTH,
    WIDE_WIDTH,
    DayMark,
    DaySpan,
    TimelineRow,
    TimelineWords,
    fitting,
    text_width,
    timeline,
)
from assessments.planning.roadmap.timeline_picture import draw

NEW_YEAR = date(2026, 1, 1)
DAYS = st.integers(0, 4000).map(lambda days: NEW_YEAR + timedelta(days))


def words(*rows: TimelineRow, today: date = NEW_YEAR) -> TimelineWords:
    return TimelineWords(
        title="Roadmap",
        subtitle="Payments",
        description="In words.",
        rows=rows,
        ticks=[(NEW_YEAR, "Jan 2026"), (date(2026, 4, 1), "Apr 2026")],
        today=today,
        today_text="today",
        legend=[("stands", "stands"), ("opens", "use cases can start")],
        origin="Fixed.",
    )


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1), st.booleans(), st.booleans())
def test_all_that_is_drawn_lies_within_the_picture(
    days: list[list[date]], is_narrow: bool, is_sheet: bool
) -> None:
    rows = [
        TimelineRow(
            "A step", "Lin", spans=(DaySpan(first, last, "late"),), marks=(DayMark(last, "opens"),)
        )
        for first, last in days
    ]
    picture = timeline(words(*rows), is_narrow=is_narrow, is_sheet=is_sheet)

    assert picture.width == (NARROW_WIDTH if is_narrow else WIDE_WIDTH)
    for bar in picture.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= picture.width
        assert 0 <= bar.y <= bar.y + bar.height <= picture.height
    for mark in picture.shapes:
        assert 0 <= mark.x <= picture.width
        assert 0 <= mark.y <= picture.height
    assert all(0 <= line.y <= picture.height for line in picture.words)


@given(DAYS, DAYS)
def test_a_later_day_lies_further_right(one: date, other: date) -> None:
    rows = [TimelineRow("A", spans=(DaySpan(NEW_YEAR, day, "planned"),)) for day in (one, other)]

    first, second = timeline(words(*rows)).bars[:2]

    assert (first.width <= second.width) or one > other


def test_today_is_drawn_where_it_lies_within_the_plan() -> None:
    row = TimelineRow("A", spans=(DaySpan(NEW_YEAR, date(2026, 6, 1), "planned"),))

    assert timeline(words(row, today=date(2026, 3, 1))).today
    assert timeline(words(row, today=date(2027, 3, 1))).today is None


@given(st.text(max_size=80), st.integers(20, 400))
def test_a_name_is_cut_to_its_room(name: str, room: int) -> None:
    found = fitting(name, room, 13)

    assert text_width(found, 13) <= room or found == "…"


def test_what_people_wrote_is_escaped() -> None:
    svg = draw(timeline(words(TimelineRow("<script>alert(1)</script>\x00", "<b>")), is_sheet=True))

    assert "<script" not in svg
    assert "<b>" not in svg
    assert "\x00" not in svg
    assert svg.startswith("<svg")
