"""How much of a file is read, and why a file is not read."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_CELL = 32_767  # what spreadsheets themselves allow
HEAD_ROWS = 30  # rows in which the names of the columns are looked for


class Unreadable(StrEnum):
    """Why a file is not read as a table."""

    EMPTY = "empty"
    NO_ROWS = "no_rows"
    NO_SUCH_ROW = "no_such_row"
    NO_SUCH_SHEET = "no_such_sheet"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    LONG_CELL = "long_cell"
    LONG_RECORD = "long_record"
    OPEN_QUOTE = "open_quote"
    UNSTORABLE = "unstorable"
    ENCODING = "encoding"
    OTHER_KIND = "other_kind"
    OLD_WORKBOOK = "old_workbook"
    BINARY_WORKBOOK = "binary_workbook"
    LOCKED_WORKBOOK = "locked_workbook"
    BROKEN_WORKBOOK = "broken_workbook"
    NO_SHEET = "no_sheet"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class UnreadableTableError(ValueError):
    """The file is not read; `number` is the limit that was reached, `place` a cell or a row."""

    def __init__(self, reason: Unreadable, *, number: int = 0, place: str = "") -> None:
        super().__init__(reason, number, place)
        self.reason = reason
        self.number = number
        self.place = place


@dataclass(frozen=True)
class TableLimits:
    """How much of a file is read.

    `most_rows` counts rows below the names of the columns. `most_cells` counts all cells and rows
    of a workbook, empty ones included; `most_unpacked` its bytes; `seconds` and `memory_bytes` are
    what its reading may take.
    """

    most_bytes: int
    most_rows: int
    most_cells: int
    most_columns: int = 200
    most_unpacked: int = 100_000_000
    seconds: int = 10
    memory_bytes: int = 160 * 2**20
