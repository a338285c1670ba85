"""Where the reader of a workbook puts the rows of a sheet: a file of JSON lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError
from orgs.spreadsheets.rows import CellNote, MergedRange, column_letters

# Rows above the names of the columns and empty ones between do not count against the limit.
SPARE_ROWS = 100
LAST_ROW = 2**20


@dataclass
class WrittenSheet:
    """A sheet that was written: its name, its file, its merged cells, why it is not whole."""

    name: str
    file: str
    is_hidden: bool = False
    merged: list[MergedRange] = field(default_factory=list)
    rows: int = 0
    refusal: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the sheet as the index holds it."""
        return asdict(self)


def refusal_json(error: UnreadableTableError) -> dict[str, Any]:
    """Return why a workbook or a sheet is not read as the index holds it."""
    return {"reason": error.reason, "number": error.number, "place": error.place}


class SheetSink:
    """Writes the rows of one sheet that hold something; raises UnreadableTableError."""

    def __init__(self, sheet: WrittenSheet, folder: Path, limits: TableLimits) -> None:
        self.sheet = sheet
        self._limits = limits
        self.most_columns = limits.most_columns
        self._file = (folder / sheet.file).open("w", encoding="utf-8")
        self._last = 0

    def close(self) -> None:
        """End the file."""
        self._file.close()

    def add(self, number: int, cells: Sequence[str], notes: Mapping[int, CellNote]) -> None:
        """Write a row; its cells end with one that holds something."""
        if not self._last < number <= LAST_ROW:
            raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
        self._last = number
        self.sheet.rows += 1
        if self.sheet.rows > self._limits.most_rows + SPARE_ROWS:
            most = self._limits.most_rows
            raise UnreadableTableError(Unreadable.TOO_MANY_ROWS, number=most, place=str(number))
        # dumps is written in C, dump is not.
        row = [number, cells, notes] if notes else [number, cells]
        self._file.write(json.dumps(row) + "\n")

    def address(self, place: int, number: int) -> str:
        """Return what a spreadsheet calls a cell."""
        return f"{column_letters(place)}{number}"

    def check_place(self, place: int, number: int) -> None:
        """Refuse a column that is too far to the right."""
        if place >= self.most_columns:
            raise UnreadableTableError(
                Unreadable.TOO_MANY_COLUMNS,
                number=self.most_columns,
                place=self.address(place, number),
            )
