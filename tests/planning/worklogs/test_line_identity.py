"""The same line of a time sheet is known again by what its file says."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.planning.worklogs.line_identity import LineIdentity

HEADER = ("Issue Key", "Project Key", "Username", "Work date", "Hours")
ROW = ("AT-7", "TENDER", "ana", "2026-10-06", "8")
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)


def prints(header: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    return [mark for _person, mark in LineIdentity(header).marks(rows)]


@pytest.mark.parametrize("column", range(len(HEADER)))
def test_lines_that_differ_in_anything_that_tells_them_apart_are_two(column: int) -> None:
    other = tuple("2026-10-07" if place == column else cell for place, cell in enumerate(ROW))

    assert prints(HEADER, ROW) != prints(HEADER, other)


def test_people_are_told_apart_and_not_named() -> None:
    (ana,) = prints(HEADER, ROW)
    (ben,) = prints(HEADER, ("AT-7", "TENDER", "ben", "2026-10-06", "8"))

    assert ana != ben
    assert "ana" not in ana


def test_two_equal_lines_of_one_file_are_two_and_the_same_two_tomorrow() -> None:
    assert len(set(prints(HEADER, ROW, ROW))) == 2
    assert prints(HEADER, ROW, ROW) == prints(HEADER, ROW, ROW)


@given(st.permutations(range(len(HEADER))))
def test_the_order_of_the_columns_says_nothing(order: list[int]) -> None:
    header = tuple(HEADER[place] for place in order)

    assert prints(header, tuple(ROW[place] for place in order)) == prints(HEADER, ROW)


def test_columns_that_an_export_has_more_of_say_nothing() -> None:
    header, row = (*HEADER, "Invoiced?", "Rate"), (*ROW, "yes", "90")

    assert prints(header, row) == prints(HEADER, ROW)


@pytest.mark.parametrize(
    ("column", "written"),
    [(3, "06.10.2026"), (3, "6 October 2026"), (4, "8.00"), (4, "8,0"), (2, " ANA ")],
)
def test_what_is_written_otherwise_and_means_the_same_is_the_same(
    column: int, written: str
) -> None:
    row = tuple(written if place == column else cell for place, cell in enumerate(ROW))

    assert prints(HEADER, row) == prints(HEADER, ROW)


def test_a_number_of_the_product_is_enough() -> None:
    header = (*HEADER, "Worklog ID")
    before, after = (*ROW, "4711"), ("AT-7", "TENDER", "ana", "2026-10-06", "6", "4711")

    assert prints(header, before) == prints(header, after)
    assert prints(header, before) != prints(header, (*ROW, "4712"))


@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=5), st.randoms())
def test_in_columns_of_unknown_names_every_cell_counts(
    rows: list[list[str]], chance: random.Random
) -> None:
    header = ("Alpha", "Beta", "Gamma")
    told = [tuple(row) for row in rows]
    mixed = chance.sample(told, len(told))

    assert sorted(prints(header, *told)) == sorted(prints(header, *mixed))
    assert len(set(prints(header, *told))) == len(rows)


def test_first_and_last_names_are_a_person() -> None:
    identity = LineIdentity(("First Name", "Last Name", "Hours"))

    assert identity.person(("Aino", "Virta", "7")) == "aino virta"
