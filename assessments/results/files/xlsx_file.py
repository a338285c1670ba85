"""Tables as a workbook: typed cells, a frozen head, the level colours; text is never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

import xlsxwriter

from .table import Cell, LevelCell, Table

LEVEL_COLOURS = ("#f2ead9", "#c9d8bf", "#8fbfa7", "#4a9b8e", "#14665f")
INK, SHEET, LINE = "#12211f", "#ffffff", "#dfe5e2"
LONGEST_TEXT = 32_767  # what a cell of a workbook holds
LONGEST_NAME = 31  # what a workbook allows for the name of a sheet


def write_xlsx(file: IO[bytes], tables: Sequence[Table]) -> None:
    """Write the tables to a file, a sheet each; rows leave the memory as they are written."""
    # A workbook knows no time zones, and the writer refuses moments that have one.
    settings = {"constant_memory": True, "remove_timezone": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, settings) as workbook:
        looks = Looks(workbook)
        for table in tables:
            _write_sheet(workbook.add_worksheet(table.name[:LONGEST_NAME]), table, looks)


@dataclass
class Looks:
    """The formats of a workbook."""

    workbook: Any
    head: Any = field(init=False)
    levels: list[Any] = field(init=False)
    unknown: Any = field(init=False)
    day: Any = field(init=False)
    share: Any = field(init=False)

    def __post_init__(self) -> None:
        add = self.workbook.add_format
        self.head = add({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        self.levels = [
            add(
                {
                    "bg_color": colour,
                    "font_color": SHEET if number == 4 else INK,
                    "align": "center",
                    "border": 1,
                    "border_color": LINE,
                }
            )
            for number, colour in enumerate(LEVEL_COLOURS)
        ]
        self.unknown = add({"pattern": 14, "fg_color": LINE, "align": "center"})
        self.day = add({"num_format": "yyyy-mm-dd"})
        self.share = add({"num_format": "0.##"})


def _write_sheet(sheet: Any, table: Table, looks: Looks) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, max(1, len(table.heads) - 1), 14)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, looks.head)
    for row, line in enumerate(table.lines, start=1):
        for column, cell in enumerate(line):
            _write(sheet, (row, column), cell, looks)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, looks: Looks) -> None:
    if isinstance(cell, LevelCell):
        _write_level(sheet, place, cell, looks)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell[:LONGEST_TEXT])
    elif isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(*place, cell, looks.day)
    elif isinstance(cell, Fraction | Decimal | float):
        sheet.write_number(*place, float(cell), looks.share)
    elif cell is not None:
        sheet.write_number(*place, cell)


def _write_level(sheet: Any, place: tuple[int, int], level: LevelCell, looks: Looks) -> None:
    if level.number is None:
        look = looks.unknown if level.applies else None
        sheet.write_string(*place, str(level.plain), look)
    else:
        sheet.write_number(*place, level.number, looks.levels[level.number])
