"""Workbooks as tables: what stands in their cells, and what is refused before it costs much."""

import io
import resource
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import starmap

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgs.spreadsheets.columns import WantedColumns
from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError
from orgs.spreadsheets.outline import NO_CHOICE, ReadingChoice
from orgs.spreadsheets.rows import CellNote, SheetRow
from orgs.spreadsheets.table import OLD_PACKAGE, opened_table
from tests.orgs.spreadsheets.workbooks import (
    ATTACKS,
    large_table,
    ods,
    ods_row,
    ods_text,
    packed,
    xlsx,
    xlsx_row,
)

HEADER = ["Name", "Parent"]
WANTED = WantedColumns(known=frozenset({"name", "parent"}), needed=("name", "parent"))
LIMITS = TableLimits(
    most_bytes=40_000_000, most_rows=250_000, most_cells=2_500_000, most_unpacked=400_000_000
)
# What XML can hold.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
)
TABLES = st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=6)
MANIFEST, LOCKED = "META-INF/manifest.xml", "<a><manifest:encryption-data/></a>"
BINARY = '<a><b Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></a>'
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
COMMENTED = """<office:annotation><text:p>no</text:p></office:annotation><text:p>a<text:s
    text:c="2"/>b</text:p><text:p>c</text:p>"""
RICH = "<r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh>"
IN_CHILDREN = settings(max_examples=8, deadline=None)  # each example starts a process


def rows(content: bytes, choice: ReadingChoice = NO_CHOICE) -> list[SheetRow]:
    """Return the row that names the columns and those below."""
    with opened_table(content, wanted=WANTED, limits=LIMITS, choice=choice) as table:
        return [table.header, *table.rows()]


def texts(content: bytes) -> list[list[str]]:
    return [list(row.cells) for row in rows(content)]


def refused(content: bytes) -> UnreadableTableError:
    with pytest.raises(UnreadableTableError) as error:
        rows(content)
    return error.value


def first_cell(cell: str, *formats: str) -> tuple[str, CellNote | None]:
    """Return what the reader makes of a cell below the name, and its note."""
    content = xlsx(
        xlsx_row(1, HEADER) + f'<row r="2">{cell}<c t="str"><v>.</v></c></row>', formats=formats
    )
    row = rows(content)[1]
    return row.cells[0], row.notes.get(0)


def kept(table: Iterable[list[str]]) -> list[list[str]]:
    found = [[cell if cell.strip() else "" for cell in row] for row in table]
    for row in found:
        while row and not row[-1]:
            row.pop()
    return [row for row in found if row]


@IN_CHILDREN
@given(table=TABLES)
def test_an_xlsx_table_is_read_as_it_was_written(table: list[list[str]]) -> None:
    written = [HEADER, *table]
    content = xlsx("".join(starmap(xlsx_row, enumerate(written, start=1))))

    assert texts(content) == kept(written)


@IN_CHILDREN
@given(table=TABLES)
def test_an_ods_table_is_read_as_it_was_written(table: list[list[str]]) -> None:
    written = [HEADER, *table]

    assert texts(ods("".join(map(ods_row, written)))) == kept(written)


@IN_CHILDREN
@given(
    numbers=st.lists(st.decimals(-(10**9), 10**9, places=4, allow_nan=False), max_size=20),
    days=st.lists(st.dates(date(1900, 3, 1), date(9999, 12, 31)), max_size=5),
    moments=st.lists(
        st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2200-01-01")),
        max_size=5,
    ),
)
def test_what_a_spreadsheet_writes_is_read_as_meant(
    numbers: list[object], days: list[date], moments: list[datetime]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    moments = [moment.replace(microsecond=0) for moment in moments]
    for value in (*numbers, *days, *moments):
        sheet.append([value, "."])
    file = io.BytesIO()
    book.save(file)

    found = [row.cells[0] for row in rows(file.getvalue())[1:]]

    plain = [f"{number.normalize() + 0:f}" for number in numbers]  # type: ignore[attr-defined]
    times = [moment.isoformat().removesuffix("T00:00:00") for moment in moments]
    assert found == [*plain, *(day.isoformat() for day in days), *times]


@pytest.mark.parametrize(
    ("cell", "formats", "text", "note"),
    [
        ("<c><v>0.30000000000000004</v></c>", (), "0.3", None),
        ("<c><v>1E-3</v></c>", (), "0.001", None),
        ("<c><v>12345678901234</v></c>", (), "12345678901234", None),
        ('<c s="1"><v>7</v></c>', ("000",), "007", None),
        ('<c s="1"><v>12345</v></c>', ("000",), "12345", None),
        ('<c s="1"><v>7</v></c>', ('"AT-"000',), "AT-007", None),
        ('<c s="1"><v>1234</v></c>', ("00-000",), "01-234", None),
        ('<c s="1"><v>7.5</v></c>', ("0.00",), "7.5", None),
        ('<c s="1"><v>0.5</v></c>', ("0%",), "0.5", None),
        ('<c s="1"><v>1200</v></c>', ("0.00E+00",), "1200", None),
        ('<c s="1"><v>1200</v></c>', ('#,##0.00" Days"',), "1200", None),
        ('<c s="1"><v>46082</v></c>', ("[$-407]d. mmmm yyyy;@",), "2026-03-01", CellNote.DATE),
        ('<c s="1"><v>46082.395833333336</v></c>', ("m/d/yy h:mm",), "2026-03-01T09:30:00", "date"),
        ('<c s="1"><v>0.0625</v></c>', ("h:mm:ss",), "01:30:00", CellNote.TIME),
        ('<c s="1"><v>1.3125</v></c>', ("[h]:mm",), "31:30:00", CellNote.TIME),
        ('<c t="d"><v>2026-03-01T00:00:00</v></c>', (), "2026-03-01", CellNote.DATE),
        ('<c t="e"><v>#REF!</v></c>', (), "#REF!", CellNote.ERROR),
        ('<c t="b"><v>1</v></c>', (), "TRUE", None),
        ("<c><f>A1+1</f><v></v></c>", (), "=A1+1", CellNote.NO_VALUE),
        ("<c><f>A1+1</f></c>", (), "=A1+1", CellNote.NO_VALUE),
        ("<c><f>A1+1</f><v>3</v></c>", (), "3", None),
        ('<c t="str"><f>A1&amp;""</f><v>x</v></c>', (), "x", None),
        (f'<c t="inlineStr"><is>{RICH}</is></c>', (), "ab", None),
        ('<c t="str"><v>a_x000D_b_x005F_x000D_</v></c>', (), "a\rb_x000D_", None),
        ('<c t="str"><v>_xD83D__xDE00_</v></c>', (), "😀", None),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_a_spreadsheet_shows_it(
    cell: str, formats: tuple[str, ...], text: str, note: CellNote | None
) -> None:
    assert first_cell(cell, *formats) == (text, note)


@pytest.mark.parametrize("escaped", ["_x0000_", "_xD800_", "a_xDC00_b"])
def test_characters_that_nobody_can_store_are_refused_by_cell(escaped: str) -> None:
    error = refused(xlsx(xlsx_row(1, HEADER) + xlsx_row(2, ["x", escaped])))

    assert (error.reason, error.place) == (Unreadable.UNSTORABLE, "B2")


def test_ods_cells_are_read_as_they_are_shown() -> None:
    value = 'office:value-type="float" office:value='
    cells = [
        f'<table:table-cell {value}"7"><text:p>007</text:p></table:table-cell>',
        f'<table:table-cell {value}"0.30000000000000004"><text:p>0,3</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2026-03-01"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT31H30M00S"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        ods_text("#REF!", 'calcext:value-type="error"'),
        '<table:table-cell table:formula="of:=[.A1]+1"/>',
        f"<table:table-cell>{COMMENTED}</table:table-cell>",
        ods_text("d", 'table:number-columns-repeated="2"'),
    ]
    row = rows(ods(ods_row(HEADER) + f"<table:table-row>{''.join(cells)}</table:table-row>"))[1]

    assert row.cells == [
        *("007", "0.3", "2026-03-01", "31:30:00", "TRUE", "#REF!", "=[.A1]+1", "a  b\nc", "d", "d")
    ]
    assert row.notes == {
        2: CellNote.DATE,
        3: CellNote.TIME,
        5: CellNote.ERROR,
        6: CellNote.NO_VALUE,
    }


def test_merged_cells_hold_the_text_of_their_range_in_rows_that_hold_something() -> None:
    merged = '<mergeCells><mergeCell ref="B2:B9"/></mergeCells>'
    table = [HEADER, ["a", "Group"], ["b"], [""], ["c"]]
    content = xlsx("".join(starmap(xlsx_row, enumerate(table, start=1))), after=merged)
    over = 'table:number-rows-spanned="3"'
    spanned = ods(
        ods_row(HEADER)
        + f"<table:table-row>{ods_text('a')}"
        + f"{ods_text('Group', over)}</table:table-row>"
        + f"<table:table-row>{ods_text('b')}<table:covered-table-cell/></table:table-row>" * 2
    )

    assert texts(content)[1:] == [["a", "Group"], ["b", "Group"], ["c", "Group"]]
    assert [row.number for row in rows(content)] == [1, 2, 3, 5]
    assert texts(spanned)[1:] == [["a", "Group"], ["b", "Group"], ["b", "Group"]]


def test_the_first_visible_sheet_with_the_wanted_columns_is_read_unless_one_is_chosen() -> None:
    notes, units = xlsx_row(1, ["Fill in the other sheet"]), xlsx_row(1, HEADER)
    content = xlsx(notes, units + xlsx_row(2, ["first", "x"]), units + xlsx_row(2, ["last", "x"]))

    assert texts(content)[1] == ["first", "x"]
    assert rows(content, ReadingChoice(sheet="S3"))[1].cells == ["last", "x"]
    with pytest.raises(UnreadableTableError):
        rows(content, ReadingChoice(sheet="S4"))


def test_a_hidden_sheet_is_read_only_where_no_other_fits() -> None:
    display = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta1">{display}</style:style>'
    table = ods_row(HEADER) + ods_row(["hidden", "x"])
    shown = ods_row(HEADER) + ods_row(["shown", "x"])

    assert texts(ods(table, shown, styles=hidden))[1] == ["shown", "x"]
    assert texts(ods(table, ods_row(["Nothing here"]), styles=hidden))[0] == ["Nothing here"]


def test_a_sheet_that_nobody_chooses_may_be_too_wide() -> None:
    wide = '<row r="1"><c r="ZZ1" t="str"><v>x</v></c></row>'
    content = xlsx(wide, xlsx_row(1, HEADER))

    assert texts(content) == [HEADER]
    with pytest.raises(UnreadableTableError, match="too_many_columns"):
        rows(content, ReadingChoice(sheet="S1"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest", Unreadable.BROKEN_WORKBOOK),
        (packed({"a.txt": "x"}), Unreadable.OTHER_KIND),
        (packed({"content.xml": "<a"}), Unreadable.BROKEN_WORKBOOK),
        (packed({"content.xml": "<a/>"}), Unreadable.NO_SHEET),
        (packed({"content.xml": ENTITY}), Unreadable.BROKEN_WORKBOOK),
        (packed({MANIFEST: LOCKED, "content.xml": "?"}), Unreadable.LOCKED_WORKBOOK),
        (OLD_PACKAGE + "EncryptedPackage".encode("utf-16-le"), Unreadable.LOCKED_WORKBOOK),
        (packed({"_rels/.rels": BINARY}), Unreadable.BINARY_WORKBOOK),
        (xlsx(), Unreadable.NO_SHEET),
        (xlsx(""), Unreadable.EMPTY),
        (xlsx('<row r="2"/><row r="x"/>'), Unreadable.BROKEN_WORKBOOK),
        (xlsx(xlsx_row(2, HEADER) + xlsx_row(1, HEADER)), Unreadable.BROKEN_WORKBOOK),
        (xlsx(xlsx_row(2**40, HEADER)), Unreadable.BROKEN_WORKBOOK),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_says_why(content: bytes, reason: Unreadable) -> None:
    assert refused(content).reason is reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"seconds": 1}, Unreadable.TOO_SLOW),
        ({"memory_bytes": 20 * 2**20}, Unreadable.TOO_MUCH_MEMORY),
        ({"most_unpacked": 2**20}, Unreadable.TOO_LARGE_UNPACKED),
        ({"most_rows": 10_000}, Unreadable.TOO_MANY_ROWS),
    ],
)
def test_whatever_a_workbook_takes_too_much_of_is_told(
    limits: dict[str, int], reason: Unreadable
) -> None:
    texts = "".join(f"<si><t>text {number}</t></si>" for number in range(400_000))
    numbers = ("<row>" + '<c t="s"><v>7</v></c>' * 4 + "</row>" for _row in range(100_000))
    content = xlsx(numbers, strings=texts)
    narrow = TableLimits(**{**LIMITS.__dict__, "seconds": 60, **limits})

    with (
        pytest.raises(UnreadableTableError) as error,
        opened_table(content, wanted=WANTED, limits=narrow) as table,
    ):
        list(table.rows())

    assert error.value.reason is reason


def test_a_reader_that_nobody_waits_for_any_more_is_ended() -> None:
    class GoneError(Exception):
        pass

    def gone(_percent: int) -> None:
        raise GoneError

    content = xlsx(starmap(xlsx_row, enumerate(large_table(20_000), start=1)))

    began = time.perf_counter()
    with (
        pytest.raises(GoneError),
        opened_table(content, wanted=WANTED, limits=LIMITS, told=gone),
    ):
        pass

    assert time.perf_counter() - began < 5


@IN_CHILDREN
@given(
    written=st.sampled_from([xlsx, ods]),
    place=st.floats(0, 1),
    bits=st.integers(1, 255),
    cut=st.floats(0.5, 1),
)
def test_a_damaged_workbook_is_read_or_refused(
    written: Callable[[str], bytes], place: float, bits: int, cut: float
) -> None:
    table = [HEADER, ["a", "b"]]
    lines = map(ods_row, table) if written is ods else starmap(xlsx_row, enumerate(table, start=1))
    content = bytearray(written("".join(lines)))
    content[int(place * (len(content) - 1))] ^= bits
    damaged = bytes(content[: max(4, int(len(content) * cut))])

    try:
        found = rows(damaged)
    except UnreadableTableError:
        return
    assert found


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_workbook_that_would_take_everything_is_refused_soon(
    attack: Callable[[], bytes],
) -> None:
    content = attack()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    began = time.perf_counter()
    error = refused(content)
    took = time.perf_counter() - began

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert worked < 2, took  # a busy machine takes longer
    assert error.reason in {
        Unreadable.TOO_MANY_CELLS,
        Unreadable.TOO_MANY_COLUMNS,
        Unreadable.LONG_CELL,
        Unreadable.BROKEN_WORKBOOK,
    }


def test_a_good_workbook_of_a_hundred_thousand_rows_is_read_in_little_memory() -> None:
    limits = TableLimits(**{**LIMITS.__dict__, "seconds": 60})
    content = xlsx(starmap(xlsx_row, enumerate(large_table(), start=1)))
    told: list[int] = []

    with opened_table(content, wanted=WANTED, limits=limits, told=told.append) as table:
        assert sum(1 for _row in table.rows()) == 99_999

    assert told == sorted(told)
    assert len(told) > 50
