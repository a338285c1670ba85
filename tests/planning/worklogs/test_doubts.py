"""Lines that can be read and are hardly true."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.planning.worklogs.doubts import Doubt, Plausibility
from assessments.planning.worklogs.lines import EffortLine
from assessments.rounds.context.work_kinds import WorkKind

TODAY, MONDAY = date(2026, 11, 30), date(2026, 10, 5)
A_DAY = 8


def a_line(hours: float, begins: date = MONDAY, ends: date | None = None) -> EffortLine:
    days = Decimal(hours) / A_DAY
    return EffortLine(2, "7", WorkKind.AGENT, days, begins, ends or begins, "")


def doubts(*lines: tuple[EffortLine, str], people: int | None = None) -> list[Doubt | None]:
    judge = Plausibility(TODAY, Decimal(A_DAY), people)
    for line, person in lines:
        judge.see(line, person)
    found = [judge.doubt(line, person) for line, person in lines]
    return [doubt.doubt if doubt else None for doubt in found]


def test_a_person_can_work_a_long_day() -> None:
    assert doubts((a_line(24), "ana")) == [None]


def test_nobody_works_more_than_a_day_a_day() -> None:
    assert doubts((a_line(25), "ana")) == [Doubt.MORE_THAN_A_PERSON]
    assert doubts((a_line(5400), "")) == [Doubt.MORE_THAN_A_PERSON]


def test_a_persons_lines_of_a_day_are_added_up() -> None:
    lines = [(a_line(13), "ana"), (a_line(13), "ana"), (a_line(13), "ben")]

    assert doubts(*lines) == [Doubt.MORE_THAN_A_PERSON, Doubt.MORE_THAN_A_PERSON, None]


def test_lines_without_a_name_are_not_added_up_while_nobody_says_how_many_people_they_are() -> None:
    assert doubts(*3 * [(a_line(13), "")]) == [None, None, None]


@pytest.mark.parametrize(("people", "doubt"), [(1, Doubt.MORE_THAN_THE_TEAM), (2, None)])
def test_a_team_cannot_work_more_than_its_people(people: int, doubt: Doubt | None) -> None:
    assert doubts(*3 * [(a_line(13), "")], people=people) == 3 * [doubt]


def test_a_month_holds_many_hours_and_not_all_of_them() -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)

    assert doubts((a_line(31 * 16, first, last), "")) == [None]
    assert doubts((a_line(31 * 16 + 1, first, last), "")) == [Doubt.MORE_THAN_A_PERSON]


@pytest.mark.parametrize(
    ("begins", "doubt"),
    [
        (date(26, 10, 5), Doubt.LONG_AGO),
        (date(1999, 12, 31), Doubt.LONG_AGO),
        (date(2000, 1, 1), None),
        (TODAY, None),
        (date(2027, 10, 5), None),
        (date(2206, 10, 5), Doubt.FAR_AHEAD),
    ],
)
def test_days_of_another_age_are_doubted(begins: date, doubt: Doubt | None) -> None:
    assert doubts((a_line(1, begins), "ana")) == [doubt]
