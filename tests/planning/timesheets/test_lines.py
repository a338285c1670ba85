"""Lines of time sheets: days, kinds, projects, periods, and lines that cannot be taken."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.timesheets.dates import DateOrder, UnreadableDateError, parse_day
from assessments.planning.timesheets.lines import (
    LEFT_OUT,
    ColumnMapping,
    EffortLine,
    Fault,
    FaultyLine,
    TimeUnit,
    parse_lines,
)
from assessments.rounds.context.work_kinds import WorkKind

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


def only(row: tuple[str, ...], mapping: ColumnMapping = MAPPING) -> EffortLine | FaultyLine | None:
    (line,) = parse_lines([row], HEADER, mapping)
    return line


def test_hours_become_days_of_the_length_that_the_organization_works() -> None:
    line = only(("Claims", "12", "2026-03-02", "Plumbing", "CL-7"))

    assert line == EffortLine(
        2, "7", WorkKind.INTEGRATION, Decimal("1.5"), date(2026, 3, 2), date(2026, 3, 2), "CL-7"
    )


@pytest.mark.parametrize(
    ("unit", "amount"), [("days", "0.5"), ("hours", "4"), ("minutes", "240"), ("seconds", "14400")]
)
def test_half_a_day_is_half_a_day_in_every_unit(unit: str, amount: str) -> None:
    mapping = ColumnMapping(**{**MAPPING.__dict__, "unit": TimeUnit(unit)})

    line = only(("claims", amount, "2026-03-02", "agent", ""), mapping)

    assert isinstance(line, EffortLine)
    assert line.days == Decimal("0.5")


@pytest.mark.parametrize(
    ("row", "fault", "word"),
    [
        (("", "8", "2026-03-02", "agent", ""), Fault.NO_PROJECT, ""),
        (("Clams", "8", "2026-03-02", "agent", ""), Fault.UNKNOWN_PROJECT, "Clams"),
        (("Claims", "8", "2026-03-02", "", ""), Fault.UNKNOWN_KIND, ""),
        (("Claims", "", "2026-03-02", "agent", ""), Fault.NO_TIME, ""),
        (("Claims", "eight", "2026-03-02", "agent", ""), Fault.BAD_TIME, "eight"),
        (("Claims", "-8", "2026-03-02", "agent", ""), Fault.BAD_TIME, "-8"),
        (("Claims", "NaN", "2026-03-02", "agent", ""), Fault.BAD_TIME, "NaN"),
        (("Claims", "8", "2026-02-30", "agent", ""), Fault.BAD_DATE, "2026-02-30"),
        (("Claims", "8", "03/02/2026", "agent", ""), Fault.BAD_DATE, "03/02/2026"),
        (("Claims",), Fault.UNKNOWN_KIND, ""),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(
    row: tuple[str, ...], fault: Fault, word: str
) -> None:
    assert only(row) == FaultyLine(2, fault, word)


def test_lines_of_a_word_to_leave_out_and_empty_lines_are_left_out() -> None:
    rows = [
        ("other", "x", "x", "x", ""),
        ("", " ", "", "", ""),
        ("claims", "x", "x", "Holiday", ""),
    ]

    assert list(parse_lines(rows, HEADER, MAPPING)) == [None, None, None]


def test_lines_count_from_the_row_below_the_names_of_the_columns() -> None:
    rows = [("claims", "8", "2026-03-02", "agent", ""), ("claims", "?", "2026-03-02", "agent", "")]

    assert [line.line for line in parse_lines(rows, HEADER, MAPPING) if line] == [2, 3]


@pytest.mark.parametrize("word", ["1,234.5", "1.234,5", "1 234,5", "1'234.5"])
def test_both_decimal_marks_are_read(word: str) -> None:
    mapping = ColumnMapping(**{**MAPPING.__dict__, "unit": TimeUnit.MINUTES})

    line = only(("claims", word, "2026-03-02", "agent", ""), mapping)

    assert isinstance(line, EffortLine)
    assert line.days == (Decimal("1234.5") / 480).quantize(Decimal("0.0001"))


@pytest.mark.parametrize(
    ("word", "order"),
    [
        ("2026-03-02", DateOrder.YEAR_FIRST),
        ("2026-03-02T09:30:00+01:00", DateOrder.YEAR_FIRST),
        ("2026/3/2", DateOrder.MONTH_FIRST),
        ("02/Mar/26 9:30 AM", DateOrder.YEAR_FIRST),
        ("2 March 2026", DateOrder.YEAR_FIRST),
        ("02.03.2026", DateOrder.DAY_FIRST),
        ("3/2/26", DateOrder.MONTH_FIRST),
    ],
)
def test_days_are_read_as_time_sheets_write_them(word: str, order: DateOrder) -> None:
    assert parse_day(word, order) == date(2026, 3, 2)


@pytest.mark.parametrize("word", ["", "soon", "2026-13-01", "1/2", "99/99/9999", "2026-03-021"])
def test_what_is_no_day_is_refused(word: str) -> None:
    with pytest.raises(UnreadableDateError):
        parse_day(word, DateOrder.DAY_FIRST)


@given(st.text(max_size=30), st.sampled_from(DateOrder))
def test_any_text_is_a_day_or_refused(word: str, order: DateOrder) -> None:
    with contextlib.suppress(UnreadableDateError):
        assert isinstance(parse_day(word, order), date)


@given(st.lists(st.text(max_size=12), min_size=5, max_size=5))
def test_any_row_is_taken_left_out_or_faulty(row: list[str]) -> None:
    (line,) = parse_lines([row], HEADER, MAPPING)

    assert line is None or line.line == 2
