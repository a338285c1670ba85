"""Tables of units as CSV and XLSX files."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

COLUMNS = ("code", "name", "parent", "weight", "tags", "archived")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in which no text is a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_quoted(_text(cell)) for cell in row] for row in rows)
    # With the mark, without which Excel does not take a CSV file for UTF-8.
    return file.getvalue().encode("utf-8-sig")


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


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _quoted(text: str) -> str:
    # An apostrophe gets one too, so that an import takes off just what an export put on.
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unquoted(text: str) -> str:
    """Return the text without the apostrophe that an export put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text
