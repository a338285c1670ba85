"""Time sheets as CSV files; pure."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 40_000_000
MOST_LINES = 250_000
MOST_COLUMNS = 200
SNIFFED = 20_000
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Unreadable(StrEnum):
    """Why a file is no time sheet."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_CSV = "no_csv"
    ENCODING = "encoding"
    NO_NAME = "no_name"
    DOUBLED = "doubled"


class UnreadableSheetError(ValueError):
    """The file is no time sheet; `word` is the column at fault, where one is."""

    def __init__(self, reason: Unreadable, word: str = "") -> None:
        super().__init__(reason, word)
        self.reason = reason
        self.word = word


@dataclass(frozen=True)
class Sheet:
    """A time sheet: the names of its columns, and its text."""

    header: tuple[str, ...]
    text: str
    delimiter: str

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows below the header."""
        rows = _rows(self.text, self.delimiter)
        next(rows)
        return rows

    @property
    def lines(self) -> int:
        """About how many rows there are: the lines of the text, for telling progress."""
        return max(1, self.text.count("\n"))


def parse_sheet(content: bytes) -> Sheet:
    """Return the time sheet in a CSV file; raise UnreadableSheetError."""
    if len(content) > MOST_BYTES:
        raise UnreadableSheetError(Unreadable.TOO_LARGE)
    text = _decoded(content)
    if not text.strip():
        raise UnreadableSheetError(Unreadable.EMPTY)
    if text.count("\n") > MOST_LINES:
        raise UnreadableSheetError(Unreadable.TOO_MANY_LINES)
    delimiter = _delimiter(text)
    try:
        first = next(_rows(text, delimiter))
    except csv.Error:
        raise UnreadableSheetError(Unreadable.NO_CSV) from None
    return Sheet(_header(first), text, delimiter)


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")) or b"\x00\x00" in content:
        raise UnreadableSheetError(Unreadable.NO_CSV)
    encoding = next((name for bom, name in BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableSheetError(Unreadable.ENCODING) from None


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """Return what separates most columns in the first line."""
    first = text[:SNIFFED].splitlines()[0]
    return max((",", ";", "\t", "|"), key=first.count)


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise UnreadableSheetError(Unreadable.TOO_MANY_COLUMNS)
    if not names or not all(names):
        raise UnreadableSheetError(Unreadable.NO_NAME)
    if doubled := next((name for name in names if names.count(name) > 1), ""):
        raise UnreadableSheetError(Unreadable.DOUBLED, doubled)
    return tuple(names)
