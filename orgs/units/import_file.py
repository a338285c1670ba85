"""Tables of units as CSV and XLSX files."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from orgs.spreadsheets.csv_writer import csv_head, csv_lines

COLUMNS = ("code", "name", "parent", "weight", "tags", "archived")


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


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
