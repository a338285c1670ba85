"""Lines of time sheets: days, kinds, projects, periods, and lines that cannot be taken."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.worklogs.column_survey import ColumnSurvey
from assessments.planning.worklogs.doubts import Plausibility
from assessments.planning.worklogs.line_reader import parse_lines
from assessments.planning.worklogs.lines import (
    LEFT_OUT,
    Absence,
    ColumnMapping,
    EffortLine,
    Fault,
    FaultyLine,
    LeftOutLine,
    TimesheetLine,
)
from assessments.planning.worklogs.verdicts import TimesheetContent
from assessments.rounds.context.work_kinds import WorkKind
from orgs.written_values.numbers import DecimalMark
from orgs.written_values.words import TimeUnit

TODAY = date(2026, 11, 30)
HEADER = ("Project", "Hours", "Date", "Label", "Key")
MAPPING = ColumnMapping(
    project="Project",
    time="Hours",
    day="Date",
    kind="Label",
    reference="Key",
    kinds={"plumbing": WorkKind.INTEGRATION, "agent": WorkKind.AGENT, "holiday": LEFT_OUT},
    projects={"claims": "7", "other": LEFT_OUT},
)


def lines(rows: Sequence[tuple[str, ...]], mapping: ColumnMapping = MAPPING) -> list[TimesheetLine]:
    """Return what the rows say, their columns surveyed first."""
    survey = ColumnSurvey()
    survey.take(rows, HEADER, mapping)
    return list(parse_lines(rows, HEADER, mapping, survey.reading(mapping, TODAY)))


def only(row: tuple[str, ...], mapping: ColumnMapping = MAPPING) -> TimesheetLine:
    (line,) = lines([row], mapping)
    return line


def of_times(*words: str, mapping: ColumnMapping = MAPPING) -> list[TimesheetLine]:
    """Return lines with these times."""
    return lines([("claims", word, "2026-03-02", "agent", "") for word in words], mapping)


def of_days(*words: str) -> list[TimesheetLine]:
    """Return lines of these days."""
    return lines([("claims", "8", word, "agent", "") for word in words])


def hours(found: list[TimesheetLine]) -> list[object]:
    """Return the hours that each line says, or why it says none."""
    return [
        float(line.days * 8)
        if isinstance(line, EffortLine)
        else line.fault
        if isinstance(line, FaultyLine)
        else line.absence
        for line in found
    ]


def test_hours_become_days_of_the_length_that_the_organization_works() -> None:
    line = only(("Claims", "12", "2026-03-02", "Plumbing", "CL-7"))

    assert line == EffortLine(
        2, "7", WorkKind.INTEGRATION, Decimal("1.5"), date(2026, 3, 2), date(2026, 3, 2), "CL-7"
    )


@pytest.mark.parametrize(
    ("unit", "amount"), [("days", "0.5"), ("hours", "4"), ("minutes", "240"), ("seconds", "14400")]
)
def test_half_a_day_is_half_a_day_in_every_unit(unit: str, amount: str) -> None:
    mapping = replace(MAPPING, unit=TimeUnit(unit))

    line = only(("claims", amount, "2026-03-02", "agent", ""), mapping)

    assert isinstance(line, EffortLine)
    assert line.days == Decimal("0.5")


@pytest.mark.parametrize(
    ("row", "fault", "word"),
    [
        (("", "8", "2026-03-02", "agent", ""), Fault.NO_PROJECT, ""),
        (("Clams", "8", "2026-03-02", "agent", ""), Fault.UNKNOWN_PROJECT, "Clams"),
        (("Claims", "8", "2026-03-02", "", ""), Fault.UNKNOWN_KIND, ""),
        (("Claims", "eight", "2026-03-02", "agent", ""), Fault.BAD_TIME, "eight"),
        (("Claims", "-8", "2026-03-02", "agent", ""), Fault.BAD_TIME, "-8"),
        (("Claims", "NaN", "2026-03-02", "agent", ""), Fault.BAD_TIME, "NaN"),
        (("Claims", "8", "2026-02-30", "agent", ""), Fault.BAD_DATE, "2026-02-30"),
        (("Claims", "8", "03/02/2026", "agent", ""), Fault.AMBIGUOUS_DATE, "03/02/2026"),
        (("Claims", "8"), Fault.UNKNOWN_KIND, ""),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(
    row: tuple[str, ...], fault: Fault, word: str
) -> None:
    assert only(row) == FaultyLine(2, fault, word)


def test_lines_that_add_nothing_say_why() -> None:
    rows = [
        ("other", "8", "2026-03-02", "agent", ""),
        ("claims", "8", "2026-03-02", "Holiday", ""),
        ("", " ", "", "", ""),
        ("claims", "0", "2026-03-02", "agent", ""),
        ("claims", "0,00", "2026-03-02", "agent", ""),
        ("nobody knows", "", "2026-03-02", "agent", ""),
        ("Total:", "8", "", "", ""),
        ("", "8", "Summe", "", ""),
    ]

    assert lines(rows) == [
        LeftOutLine(number, absence)
        for number, absence in enumerate(
            [
                *(Absence.CHOSEN, Absence.CHOSEN, Absence.BLANK, Absence.NO_TIME),
                *(Absence.NO_TIME, Absence.NO_TIME, Absence.TOTAL, Absence.TOTAL),
            ],
            start=2,
        )
    ]


def test_a_project_may_be_called_total() -> None:
    mapping = replace(MAPPING, projects={"total": "9"})

    assert isinstance(only(("Total", "8", "2026-03-02", "agent", ""), mapping), EffortLine)


def test_a_line_that_names_no_kind_is_of_the_one_that_was_chosen() -> None:
    mapping = replace(MAPPING, one_kind="operations")
    rows = [("claims", "8", "2026-03-02", word, "") for word in ("", "agent")]

    assert [line.kind for line in lines(rows, mapping) if isinstance(line, EffortLine)] == [
        WorkKind.OPERATIONS,
        WorkKind.AGENT,
    ]


def test_lines_count_from_the_row_below_the_names_of_the_columns() -> None:
    rows = [("claims", "8", "2026-03-02", "agent", ""), ("claims", "?", "2026-03-02", "agent", "")]

    assert [line.line for line in lines(rows)] == [2, 3]


def test_twelve_spellings_of_amounts() -> None:
    words = ["1,5", "1.5", "1 234,5", "1.234", "1,234", "1e2", "٣", "1.30", "0", "0,00", "-2", "½"]

    found = of_times(*words, mapping=replace(MAPPING, unit=TimeUnit.MINUTES))

    assert [line.absence for line in found if isinstance(line, LeftOutLine)] == 2 * [
        Absence.NO_TIME
    ]
    assert [line.word for line in found if isinstance(line, FaultyLine)] == ["-2", "½"]
    days = [line.days for line in found if isinstance(line, EffortLine)]
    assert len(days) == 8
    assert sum(days, Decimal(0)).quantize(Decimal("0.01")) == Decimal("2.80")


def test_a_number_that_can_be_read_in_two_ways_is_asked_about() -> None:
    assert hours(of_times("1,234", "8")) == [Fault.AMBIGUOUS_TIME, 8]
    said = replace(MAPPING, decimals=DecimalMark.POINT)
    assert hours(of_times("1,234", "8", mapping=said)) == [1234, 8]


def test_a_plain_number_needs_a_unit_and_a_written_one_has_it() -> None:
    header = ("Project", "Time Spent", "Date", "Label", "Key")
    mapping = replace(MAPPING, time="Time Spent")
    rows = [("claims", word, "2026-03-02", "agent", "") for word in ("5400", "1h 30m", "1:30:00")]
    survey = ColumnSurvey()
    survey.take(rows, header, mapping)

    found = list(parse_lines(rows, header, mapping, survey.reading(mapping, TODAY)))

    assert hours(found) == [Fault.NO_UNIT, 1.5, 1.5]


def test_the_days_of_a_column_say_their_order_together() -> None:
    assert [
        line.begins if isinstance(line, EffortLine) else line
        for line in of_days("05/10/2026", "13/10/2026", "05 Oct 2026")
    ] == [date(2026, 10, 5), date(2026, 10, 13), date(2026, 10, 5)]


def test_a_month_is_taken_from_its_first_to_its_last_day() -> None:
    for line in of_days("2026-03", "Mar 2026", "March 2026", "03/2026"):
        assert isinstance(line, EffortLine)
        assert (line.begins, line.ends) == (date(2026, 3, 1), date(2026, 3, 31))


@given(st.lists(st.text(max_size=12), min_size=5, max_size=5))
def test_any_row_is_taken_left_out_or_faulty(row: list[str]) -> None:
    assert only(tuple(row)).line == 2


WORDS = st.sampled_from(
    [
        *("1e999", "1e-999", "9" * 70, "1e40", "-0", "1:30", "99999999:59:59", "1,234", "½", "5²"),
        *("PT1H", "1w 2d", "1h -5m", "0", "", "Total", "NaN", "Infinity", "1_000", "1.2.3"),
        *("9999-12-31", "9999-12", "0001-01-01", "0000-00-00", "05/10/2026", "Q4 9999", "99999"),
        *("2026-W53", "2025-W53", "30/Feb/26", "Mar-26", "46300.5", "\u200e5. 10. 2026", "１２"),
    ]
)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from(TimeUnit))
def test_no_odd_number_or_day_breaks_a_sheet(words: list[tuple[str, str]], unit: TimeUnit) -> None:
    rows = [("claims", time, day, "agent", "") for time, day in words]
    mapping = replace(MAPPING, unit=unit)
    survey = ColumnSurvey()
    survey.take(rows, HEADER, mapping)
    reading = survey.reading(mapping, TODAY)

    survey.examples(reading)
    content = TimesheetContent(lambda: iter(rows), HEADER, mapping, reading, has_earlier=True)
    judge = Plausibility(TODAY, mapping.hours_per_day, people=3)
    for marked in content.marked_lines():
        if isinstance(marked.says, EffortLine):
            judge.see(marked.says, marked.person)
            judge.doubt(marked.says, marked.person)
            assert 0 < marked.says.days <= 1000
