"""Rows as files hold them: texts, with notes about cells that are no plain text; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class CellNote(StrEnum):
    """What a cell of a workbook is where it is neither text, number nor truth value."""

    DATE = "date"
    TIME = "time"
    ERROR = "error"
    NO_VALUE = "no_value"


class SheetRow(NamedTuple):
    """A row: its number as a spreadsheet counts, its texts, notes about cells by their place."""

    number: int
    cells: Sequence[str]
    notes: Mapping[int, CellNote] = {}

    def cell(self, place: int) -> str:
        """Return the text at the place without blanks around it; empty beyond the row's end."""
        return self.cells[place].strip() if 0 <= place < len(self.cells) else ""


class MergedRange(NamedTuple):
    """Cells that are merged into one: first and last row, first and last place, both in it."""

    first_row: int
    last_row: int
    first_place: int
    last_place: int


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls the column at the place, 0 being A."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def fill_merged(rows: Iterable[SheetRow], ranges: Iterable[MergedRange]) -> Iterator[SheetRow]:
    """Yield the rows, each merged cell with the text of its range wherever it is empty.

    Rows that hold nothing but merged cells are not among the rows, so none is made.
    """
    waiting = sorted(ranges, reverse=True)
    if not waiting:
        yield from rows
        return
    # At any row a column lies in one range at most: where the range ends, its text, its note.
    under: dict[int, tuple[int, str, CellNote | None]] = {}
    for row in rows:
        _open_ranges(row, waiting, under)
        yield _filled(row, under) if under else row


def _open_ranges(
    row: SheetRow,
    waiting: list[MergedRange],
    under: dict[int, tuple[int, str, CellNote | None]],
) -> None:
    """Take the ranges that begin up to this row off the waiting ones."""
    while waiting and waiting[-1].first_row <= row.number:
        merged = waiting.pop()
        if merged.first_row < row.number:
            continue  # its first row is empty, so it has no text
        place = merged.first_place
        text = row.cells[place] if place < len(row.cells) else ""
        if text:
            for covered in range(place, merged.last_place + 1):
                under[covered] = (merged.last_row, text, row.notes.get(place))


def _filled(row: SheetRow, under: dict[int, tuple[int, str, CellNote | None]]) -> SheetRow:
    cells, notes = list(row.cells), dict(row.notes)
    for place, (last_row, text, note) in list(under.items()):
        if last_row < row.number:
            del under[place]
            continue
        cells += [""] * (place + 1 - len(cells))
        if not cells[place]:
            cells[place] = text
            if note:
                notes[place] = note
    return SheetRow(row.number, cells, notes)
