"""The rows of a text file, read a record at a time; pure."""

import csv
import io
from collections.abc import Iterator

from .dialects import separator_line
from .limits import LONGEST_CELL, TableLimits, Unreadable, UnreadableTableError
from .rows import SheetRow, column_letters

LONGEST_RECORD = 2_000_000
END = "end"
SAMPLE = 64_000


def beginning(content: bytes, encoding: str) -> str:
    """Return the text with which the content begins, whole lines where it has any."""
    file = io.TextIOWrapper(io.BytesIO(content), encoding, newline="", errors="replace")
    text = file.read(SAMPLE)
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if len(text) == SAMPLE and end > 0 else text


def csv_rows(
    content: bytes, *, encoding: str, separator: str, limits: TableLimits
) -> Iterator[SheetRow]:
    """Yield the rows that hold something; raise UnreadableTableError.

    The line that names the separator is no row, as in a spreadsheet. NUL, which no database holds,
    is refused, and so is a quotation mark that is never closed: it would swallow the rest.
    """
    lines = _Lines(content, encoding)
    reader = csv.reader(lines, delimiter=separator)
    for number, cells in enumerate(_records(reader, lines), start=1):
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        while not cells[-1].strip():
            cells.pop()
        if len(cells) > limits.most_columns:
            place = f"{column_letters(len(cells) - 1)}{number}"
            raise UnreadableTableError(
                Unreadable.TOO_MANY_COLUMNS, number=limits.most_columns, place=place
            )
        # Only a row that is long itself can hold a long cell.
        if lines.longest > LONGEST_CELL and max(map(len, cells)) > LONGEST_CELL:
            raise _long_cell(number)
        yield SheetRow(number, cells)


def _records(reader: Iterator[list[str]], lines: "_Lines") -> Iterator[list[str]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise _long_cell(number) from None
        if lines.is_ended:
            if cells != [END]:
                raise UnreadableTableError(Unreadable.OPEN_QUOTE, place=str(number))
            return
        if cells is None:
            return
        yield cells
        lines.begin_record(number + 1)


def _long_cell(number: int) -> UnreadableTableError:
    return UnreadableTableError(Unreadable.LONG_CELL, number=LONGEST_CELL, place=str(number))


class _Lines:
    """The lines of a text; a last one of our own shows whether a quotation mark is open."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self._file = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        first = self._file.readline(16)
        if not separator_line(first):
            self._file.seek(0)
        self._taken = 0
        self._number = 1
        self.longest = 0
        self.is_ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_RECORD + 1)
        if not line:
            if self.is_ended:
                raise StopIteration
            self.is_ended = True
            return END
        self._taken += len(line)
        self.longest = max(self.longest, self._taken)
        if self._taken > LONGEST_RECORD:
            raise UnreadableTableError(
                Unreadable.LONG_RECORD, number=LONGEST_RECORD, place=str(self._number)
            )
        if "\0" in line:
            raise UnreadableTableError(Unreadable.UNSTORABLE, place=str(self._number))
        return line

    def begin_record(self, number: int) -> None:
        """Count anew for the next record."""
        self._number = number
        self._taken = 0
