"""A list of people as one types or pastes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgs.people.typed_list import written_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("ana@example.com", [(1, "ana@example.com", "contributor", "")]),
        ("\n ana@example.com , Payments \n", [(2, "ana@example.com", "contributor", "Payments")]),
        (
            "ana@example.com; Payments; Facilitator",
            [(1, "ana@example.com", "Facilitator", "Payments")],
        ),
        (
            "ana@example.com\tPayments, Cards\tViewer",
            [(1, "ana@example.com", "Viewer", "Payments, Cards")],
        ),
        (
            'ana@example.com, "Payments, Cards", Viewer',
            [(1, "ana@example.com", "Viewer", "Payments, Cards")],
        ),
        (
            "Ana Ruiz <ana@example.com>, Payments",
            [(1, "ana@example.com", "contributor", "Payments")],
        ),
        (
            '"Ruiz, Ana" <ana@example.com>; Payments',
            [(1, "ana@example.com", "contributor", "Payments")],
        ),
        (
            "email,unit,role\nana@example.com,Payments,",
            [(2, "ana@example.com", "contributor", "Payments")],
        ),
        (
            "ana@example.com, ben@example.com, Payments",
            [
                (1, "ana@example.com", "contributor", "Payments"),
                (1, "ben@example.com", "contributor", "Payments"),
            ],
        ),
        ("Payments", [(1, "Payments", "contributor", "")]),
        ("ana@example.com,,Owner", [(1, "ana@example.com", "Owner", "")]),
        ("", []),
    ],
)
def test_a_line_says_who_answers_for_what(text: str, rows: list[tuple[int, str, str, str]]) -> None:
    assert [(row.number, row.email, row.role, row.unit) for row in written_rows(text)] == rows


@given(st.text(max_size=200))
def test_a_row_tells_the_line_that_it_stands_in(
    text: str,
) -> None:
    lines = text.splitlines()
    for row in written_rows(text):
        assert lines[row.number - 1].strip()
