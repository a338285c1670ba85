"""Tables of units as CSV and XLSX files: reading what was uploaded, writing what there is."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

import xlsxwriter
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from orgs.csv_writer import csv_head, csv_lines, unescape_formula
from orgs.refusals import NotNowError

COLUMNS = ("code", "name", "parent", "weight", "tags", "archived")
NEEDED = ("name", "parent")
MOST_ROWS = 10_000
MOST_COLUMNS = 50
MOST_BYTES = 2_000_000
MOST_UNPACKED = 50_000_000
LONGEST_CELL = 5_000
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

# A table as it was read: rows of texts, the first one the names of the columns.
Table = list[list[str]]


class UnreadableFileError(NotNowError):
    """The file is no table of units; the text says why."""

    field = "file"


def parse_table(content: bytes) -> Table:
    """Return the table in the content of a CSV or XLSX file; raise UnreadableFileError."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(_("The file is larger than 2 MB. Import it in parts."))
    rows = _xlsx_rows(content) if content.startswith(b"PK\x03\x04") else _csv_rows(content)
    table = [row for row in rows if any(row)] if rows else []
    if len(rows) < 1 or not table:
        raise UnreadableFileError(_("The file is empty."))
    return check_table(rows)


def check_table(rows: Table) -> Table:
    """Return the rows if they have the columns and size of an import; raise UnreadableFileError."""
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if missing := [name for name in NEEDED if name not in header]:
        raise UnreadableFileError(
            _("The first row lacks the column %s. Export the units to see a table as it is read.")
            % ", ".join(missing)
        )
    if doubled := next((name for name in COLUMNS if header.count(name) > 1), ""):
        raise UnreadableFileError(_("The column %s is there twice.") % doubled)
    if len(rows) == 1:
        raise UnreadableFileError(_("The file has no row below the names of the columns."))
    if len(rows) - 1 > MOST_ROWS:
        raise UnreadableFileError(_("The file has more than 10,000 rows. Import it in parts."))
    if any("\0" in cell or len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise UnreadableFileError(_("A cell of the file is too long or holds no text."))
    return [header, *rows[1:]]


def render_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in which no text is a formula."""
    lines = csv_lines([_text(cell) for cell in row] for row in rows)
    return (csv_head(COLUMNS) + lines).encode()


def render_xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file with typed cells; text is written as text, whatever it begins with."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Units")
        for number, row in enumerate([COLUMNS, *rows]):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell)
        sheet.set_column(1, 2, 40)
        sheet.freeze_panes(1, 0)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)


def _csv_rows(content: bytes) -> Table:
    text = _decoded(content)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UnreadableFileError(_("The file cannot be read as CSV: %s.") % error) from error
    return [[unescape_formula(cell).strip() for cell in row] for row in rows]


def _decoded(content: bytes) -> str:
    encoding = next((name for bom, name in BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _("The file is not in UTF-8. Save it as “CSV UTF-8” or as XLSX.")
        ) from error


def _xlsx_rows(content: bytes) -> Table:
    # openpyxl passes on whatever its parts raise over a broken workbook.
    broken = (
        *(zipfile.BadZipFile, ParseError),
        *(KeyError, ValueError, TypeError, AttributeError, OSError),
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise UnreadableFileError(_("The workbook is too large. Import it in parts."))
        return _sheet_rows(content)
    except broken as error:
        raise UnreadableFileError(_("The file cannot be read as a workbook (XLSX).")) from error


def _sheet_rows(content: bytes) -> Table:
    """Return the rows of the first sheet; the reader's 22 MB are loaded for the first workbook."""
    load_workbook = import_string("openpyxl.load_workbook")
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    # A sheet may claim a million rows; one too many is enough to refuse it.
    cells = workbook.worksheets[0].iter_rows(
        max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True
    )
    rows = [[_text(cell).strip() for cell in row] for row in cells]
    # Spreadsheets keep empty rows that something once stood in.
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    # A workbook may hold a code such as 12 as 12.0.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
