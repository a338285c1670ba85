"""The one CSV writer: whatever separator a spreadsheet reads it by, no text is a formula."""

import ast
import csv
import unicodedata
from io import StringIO

import pytest
from django.conf import settings as installation
from hypothesis import example, given
from hypothesis import strategies as some

from assessments.results.files import csv_file
from assessments.results.files.table import Table
from orgs.models import Unit
from orgs.spreadsheets.csv_writer import (
    BYTE_ORDER_MARK,
    csv_head,
    csv_lines,
    escape_formula,
    unescape_formula,
)
from tests.cast import Cast
from tests.conftest import OutsideClient

SEPARATORS = ",;\t|^~"
SIGNS = "=+-@"
INVISIBLE = {"Cf", "Zs"}
LETTERS = "=+-@＝＋－＠﹦⁼;,\t|:^~'\" \n\r\u00a0\u200b\ufeffa1"
PLANTED = "Ops;=1+2"
TEXTS = some.text(alphabet=LETTERS, max_size=12)


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet, at its most eager, would calculate the cell."""
    shown = "".join(
        letter
        for letter in cell
        if letter not in '"\n\r\t' and unicodedata.category(letter) not in INVISIBLE
    )
    return unicodedata.normalize("NFKC", shown)[:1] in SIGNS and bool(shown)


def cells(file: str, separator: str) -> list[str]:
    """Return all cells of the file as a program reads them that knows no better separator."""
    lines = file.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True)
    return [cell for row in csv.reader(lines, delimiter=separator) for cell in row]


@given(texts=some.lists(TEXTS, min_size=1, max_size=4), separator=some.sampled_from(SEPARATORS))
@example(texts=["Ops;=1+2"], separator=";")
@example(texts=['x";=1'], separator=";")
@example(texts=["a", "two\n=lines"], separator=";")
@example(texts=["＝1+2"], separator=",")
@example(texts=["\u200b=1"], separator=",")
def test_no_cell_is_a_formula_whatever_the_separator(texts: list[str], separator: str) -> None:
    file = csv_head(texts) + csv_lines([texts, texts])

    assert [cell for cell in cells(file, separator) if is_formula(cell)] == []


@given(text=TEXTS)
@example(text="'=1")
@example(text="a;''=1")
@example(text=";\n=1")
def test_what_is_escaped_comes_back_as_it_was(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text


@given(texts=some.lists(TEXTS, min_size=1, max_size=4))
def test_by_the_comma_each_text_comes_back_as_a_whole(texts: list[str]) -> None:
    (row,) = csv.reader(StringIO(csv_lines([texts]), newline=""))

    assert [unescape_formula(cell) for cell in row] == texts


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zürich", "Zürich"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("R&D - platform", "R&D - platform"),
        ("2026-03-02T12:00:00+00:00", "2026-03-02T12:00:00+00:00"),
        ("a@b.org", "a@b.org"),
        ("Tom: @SUM(A1:A9) is what we use", "Tom: @SUM(A1:A9) is what we use"),
        ("x:=1", "x:'=1"),
        ("=1+2", "'=1+2"),
        (" -3", "' -3"),
        ("Ops;=1+2", "Ops;'=1+2"),
        ("＝1", "'＝1"),
        ("a|＠b\tx\t+c", "a|'＠b\tx\t'+c"),
    ],
)
def test_only_what_may_be_calculated_is_changed(text: str, written: str) -> None:
    assert escape_formula(text) == written


def test_numbers_stay_numbers() -> None:
    assert csv_lines([[-1, -0.5, True, None]]) == "-1,-0.5,True,\r\n"


@pytest.fixture
def planted(cast: Cast) -> Cast:
    """Return the cast, in which a unit's name would be a formula behind a semicolon."""
    Unit.objects.filter(pk=cast.search.pk).update(name=f"Zürich {PLANTED}")
    return cast


@pytest.mark.parametrize("path", ["history/export", "units/export.csv"])
def test_the_files_have_the_mark_and_no_formula(
    planted: Cast, client: OutsideClient, path: str
) -> None:
    answer = client.as_member(planted.ada).get(f"/o/northwind/{path}")

    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode()
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.count(BYTE_ORDER_MARK) == 1
    assert "Zürich" in text
    assert [cell for cell in cells(text, ";") if cell.startswith("=")] == []


def test_the_comparison_has_the_mark_and_no_formula() -> None:
    table = Table("units", "Units", ["unit"], ["Unit"], [[PLANTED], ["＝2"]])

    text = "".join(csv_file.render_csv(table))

    assert text.startswith(BYTE_ORDER_MARK)
    assert [cell for cell in cells(text, ";") if is_formula(cell)] == []


def test_nobody_else_writes_csv() -> None:
    writers = {
        str(file.relative_to(installation.BASE_DIR))
        for room in ("orgs", "assessments", "reports", "config", "demo")
        for file in (installation.BASE_DIR / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"csv.writer", "csv.DictWriter"}
    }

    assert writers == {"orgs/spreadsheets/csv_writer.py"}
