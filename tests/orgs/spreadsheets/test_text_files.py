"""Text files as tables: whatever a spreadsheet writes is read back, whatever is lost is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgs.spreadsheets.columns import WantedColumns, column_names
from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError
from orgs.spreadsheets.outline import NO_CHOICE, ReadingChoice
from orgs.spreadsheets.table import opened_table
from orgs.spreadsheets.wording import unreadable_sentence

HEADER = ["Project", "Date", "Hours"]
WANTED = WantedColumns(known=frozenset({"project", "date", "hours"}))
LIMITS = TableLimits(most_bytes=1_000_000, most_rows=100, most_cells=1_000, most_columns=20)
# Letters of many scripts, and what separates, quotes and ends cells.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from(",;|\t\n\r\"' =0123456789"),
    ),
    max_size=12,
)
TABLES = st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=8)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")


def read(content: bytes, choice: ReadingChoice = NO_CHOICE) -> list[list[str]]:
    """Return the names of the columns and the rows below them."""
    with opened_table(content, wanted=WANTED, limits=LIMITS, choice=choice) as table:
        return [list(table.header.cells), *(list(row.cells) for row in table.rows())]


def refused(content: bytes) -> UnreadableTableError:
    with pytest.raises(UnreadableTableError) as error:
        read(content)
    return error.value


def written(table: list[list[str]], separator: str, end: str, *, quotes_all: bool) -> str:
    """Return the table as spreadsheets write it: a cell with a line break in it is quoted."""

    def cell(text: str) -> str:
        if quotes_all or any(sign in text for sign in (separator, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text

    return "".join(separator.join(map(cell, row)) + end for row in table)


def kept(table: list[list[str]]) -> list[list[str]]:
    """Return what a table says: without empty rows, and without empty cells at the end of rows."""
    rows = []
    for row in table:
        cells = list(row)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            rows.append(cells)
    return rows


@given(
    table=TABLES,
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quotes_all=st.booleans(),
    encoding=st.sampled_from(ENCODINGS),
)
def test_a_table_is_read_as_it_was_written(
    table: list[list[str]], separator: str, end: str, quotes_all: bool, encoding: str
) -> None:
    text = written([HEADER, *table], separator, end, quotes_all=quotes_all)

    assert read(text.encode(encoding)) == [HEADER, *kept(table)]


@given(table=TABLES, separator=st.sampled_from(",;\t|:^~"))
def test_a_line_that_names_the_separator_is_believed(
    table: list[list[str]], separator: str
) -> None:
    text = written([HEADER, *table], separator, "\r\n", quotes_all=True)

    assert read(f"sep={separator}\r\n{text}".encode()) == [HEADER, *kept(table)]


@given(above=st.lists(st.sampled_from(["", "Report", "Report of October;;", ";;;"]), max_size=6))
def test_lines_above_the_names_of_the_columns_are_passed_over(above: list[str]) -> None:
    content = "\n".join([*above, "Project;Date;Hours", "Ops;2026-10-05;1,5"])

    with opened_table(content.encode(), wanted=WANTED, limits=LIMITS) as table:
        assert table.header.number == len(above) + 1
        assert [row.number for row in table.rows()] == [len(above) + 2]


@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    try:
        rows = read(content)
    except UnreadableTableError as error:
        rows = [[unreadable_sentence(error)]]

    text = "".join(cell for row in rows for cell in row)
    assert text
    assert "\0" not in text
    assert text.encode()  # no lone surrogates


@pytest.mark.parametrize(
    "header",
    [
        "Project;Date;Hours",
        "\ufeffproject ; DATE;hours",
        "Project *;Date (first day);Hours: net",
        ";;Project;Date;Hours",
        'Client;"Project, by code";Date;Hours',
    ],
)
def test_names_of_columns_are_known_however_they_are_decorated(header: str) -> None:
    content = f"\ufeffReport\n{header}\nOps;2026-10-05;1,5\n".encode()

    with opened_table(content, wanted=WANTED, limits=LIMITS) as table:
        assert table.header.number == 2
        assert {WANTED.name_of(cell) for cell in table.header.cells} >= {"project", "date", "hours"}


def test_several_names_in_one_cell_are_no_name() -> None:
    assert WANTED.name_of("Project;Date") == ""
    assert WANTED.name_of("Date, project") == ""


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["A", "A", "a"], ("A", "A (2)", "a")),
        (["A", "", "A"], ("A", "(B)", "A (2)")),
        (["A (2)", "A", "A"], ("A (2)", "A", "A (3)")),
        (["", "(A)", ""], ("(A 2)", "(A)", "(C)")),
    ],
)
def test_repeated_and_unnamed_columns_get_names_of_their_own(
    header: list[str], names: tuple[str, ...]
) -> None:
    assert column_names(header) == names


@given(st.lists(st.sampled_from(["A", "A (2)", "", "(B)", " a ", "x" * 130]), max_size=9))
def test_names_of_columns_are_all_different(header: list[str]) -> None:
    names = column_names(header, width=10)

    assert len(set(names)) == len(names) == 10
    assert column_names(names) == names


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("project", ["Ops", "项目", "Prüfung"])
def test_utf_16_without_its_mark_is_read(encoding: str, project: str) -> None:
    content = f"Project;Hours\r\n{project};1\r\n".encode(encoding)

    assert read(content) == [["Project", "Hours"], [project, "1"]]


@pytest.mark.parametrize(
    ("encoding", "project"),
    [("cp1252", "Prüfung"), ("cp1250", "Łódź"), ("cp1251", "Проверка"), ("cp932", "試験")],
)
def test_an_old_encoding_is_guessed_and_can_be_chosen(encoding: str, project: str) -> None:
    content = f"Project;Hours\r\n{project};1\r\n".encode(encoding)

    with opened_table(content, wanted=WANTED, limits=LIMITS) as table:
        assert table.is_guessed
        assert table.letters()
    assert read(content, ReadingChoice(encoding=encoding))[1] == [project, "1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Unreadable.EMPTY),
        (b" \r\n;;\r\n", Unreadable.EMPTY),
        (b"\xef\xbb\xbf", Unreadable.EMPTY),
        (b"%PDF-1.7", Unreadable.OTHER_KIND),
        (b"\x89PNG\r\n", Unreadable.OTHER_KIND),
        (b"<html><table>", Unreadable.OTHER_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable.OLD_WORKBOOK),
        (b"\xff\xfe\x00\xd8\x41\x00", Unreadable.ENCODING),
        (b"Pro\0ject,Date\n", Unreadable.UNSTORABLE),
        (b"Project,Date\n" + b"x" * 9_000 + b"\0,1\n", Unreadable.UNSTORABLE),
        (b'Project,Date\nOps,"1\nMore,2\n', Unreadable.OPEN_QUOTE),
        (b"Project,Date\nOps," + b"x" * 40_000, Unreadable.LONG_CELL),
        (b"Project,Date\n" + b"," * 30 + b"x", Unreadable.TOO_MANY_COLUMNS),
        (b"Project\n" + b"x\n" * 101, Unreadable.TOO_MANY_ROWS),
        (b"x" * 1_000_001, Unreadable.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_reason(content: bytes, reason: Unreadable) -> None:
    error = refused(content)

    assert error.reason is reason
    number = "1 MB" if reason is Unreadable.TOO_LARGE else f"{error.number:,}"
    assert not error.number or number in unreadable_sentence(error)


def test_a_record_that_never_ends_is_refused_before_it_fills_the_memory() -> None:
    limits = TableLimits(most_bytes=40_000_000, most_rows=100, most_cells=1_000)
    content = b'Project,Date\n"' + b'","\n' * 2_000_000

    with (
        pytest.raises(UnreadableTableError) as error,
        opened_table(content, wanted=WANTED, limits=limits) as table,
    ):
        list(table.rows())

    assert error.value.reason is Unreadable.LONG_RECORD
