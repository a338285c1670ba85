"""A file that people bring, opened as a table: text or workbook, one way for all who read one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from .columns import SheetHead, WantedColumns
from .csv_rows import beginning, csv_rows
from .dialects import SEPARATORS, find_separator, separator_line
from .encodings import find_encoding
from .limits import HEAD_ROWS, TableLimits, Unreadable, UnreadableTableError
from .outline import NO_CHOICE, ReadingChoice, TableOutline, find_table
from .rows import SheetRow
from .workbooks.limited_reader import Told, opened_workbook

PACKAGE = b"PK\x03\x04"
OLD_PACKAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
MARKED_UP = ("<!doctype", "<html", "<?xml", "<table", "<body", "<meta", "<style")
NOTHING = b' \t\r\n\0,;|"\xef\xbb\xbf\xff\xfe'  # blanks, separators and marks of encodings


class AnySheet(Protocol):
    """A sheet of a workbook, or a text file as the only sheet of one."""

    @property
    def name(self) -> str:
        """What the sheet is called; empty for a text file."""

    @property
    def is_hidden(self) -> bool:
        """Whether the sheet is hidden."""

    @property
    def row_count(self) -> int:
        """About how many rows there are."""

    @property
    def refusal(self) -> UnreadableTableError | None:
        """Why not all of it could be read."""

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something; raise UnreadableTableError."""


@dataclass(frozen=True)
class _TextSheet:
    """The rows of a text file."""

    read: Callable[[], Iterator[SheetRow]]
    row_count: int
    name: str = ""
    is_hidden: bool = False
    refusal: UnreadableTableError | None = None

    def rows(self) -> Iterator[SheetRow]:
        return self.read()


class _TextFacts(NamedTuple):
    """What a text file is written in; empty for a workbook."""

    encoding: str = ""
    separator: str = ""
    is_guessed: bool = False


_NO_TEXT = _TextFacts()


@dataclass(frozen=True, kw_only=True)
class FoundTable(TableOutline):
    """The table of a file that is open."""

    sheet: AnySheet
    limits: TableLimits

    @property
    def row_count(self) -> int:
        """About how many rows there are, for telling progress."""
        return max(1, self.sheet.row_count)

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows below the names of the columns; raise UnreadableTableError."""
        below = (row for row in self.sheet.rows() if row.number > self.header.number)
        for count, row in enumerate(below, start=1):
            if count > (most := self.limits.most_rows):
                raise UnreadableTableError(
                    Unreadable.TOO_MANY_ROWS, number=most, place=str(row.number)
                )
            yield row


def _nobody(_percent: int) -> None:
    """Tell nobody."""


@contextmanager
def opened_table(
    content: bytes,
    *,
    wanted: WantedColumns,
    limits: TableLimits,
    choice: ReadingChoice = NO_CHOICE,
    told: Told = _nobody,
) -> Iterator[FoundTable]:
    """Open the content of a file and find the table in it; raise UnreadableTableError.

    A workbook is read whole by a child process meanwhile `told` hears how many percent are done; a
    text file is read as its rows are taken.
    """
    check_kind(content, limits)
    if is_workbook(content):
        with opened_workbook(content, limits, told) as sheets:
            yield _found(sheets, wanted, choice, limits)
    else:
        yield _found_text(content, wanted, limits, choice)


def is_workbook(content: bytes) -> bool:
    """Return whether the content may be a workbook, which takes a while to read."""
    return content.startswith(PACKAGE)


def check_kind(content: bytes, limits: TableLimits) -> None:
    """Raise UnreadableTableError for what is too large, empty, or plainly no table."""
    if len(content) > limits.most_bytes:
        raise UnreadableTableError(Unreadable.TOO_LARGE, number=limits.most_bytes)
    if not content.strip(NOTHING):
        raise UnreadableTableError(Unreadable.EMPTY)
    if content.startswith(OLD_PACKAGE):
        is_locked = ENCRYPTED in content
        raise UnreadableTableError(
            Unreadable.LOCKED_WORKBOOK if is_locked else Unreadable.OLD_WORKBOOK
        )
    if content.startswith(OTHERS):
        raise UnreadableTableError(Unreadable.OTHER_KIND)


def _found_text(
    content: bytes, wanted: WantedColumns, limits: TableLimits, choice: ReadingChoice
) -> FoundTable:
    encoding = find_encoding(content, choice.encoding)
    text = beginning(content, encoding.name)
    if text.lstrip("\ufeff \t\r\n").lower().startswith(MARKED_UP):
        raise UnreadableTableError(Unreadable.OTHER_KIND)
    separator = separator_line(text)
    if choice.separator in SEPARATORS:
        separator = choice.separator
    separator = separator or find_separator(text, wanted.is_known)

    def read() -> Iterator[SheetRow]:
        return csv_rows(content, encoding=encoding.name, separator=separator, limits=limits)

    lines = max(content.count(b"\n"), content.count(b"\r"))
    facts = _TextFacts(encoding.name, separator, encoding.is_guessed)
    return _found([_TextSheet(read, lines)], wanted, choice, limits, facts)


def _found(
    sheets: Sequence[AnySheet],
    wanted: WantedColumns,
    choice: ReadingChoice,
    limits: TableLimits,
    text: _TextFacts = _NO_TEXT,
) -> FoundTable:
    heads = tuple(_head(sheet) for sheet in sheets)
    is_empty = not any(head.rows for head in heads)
    _raise_first(row.refusal for row in sheets if is_empty or row.name == choice.sheet)
    place, header = find_table(heads, choice, wanted)
    _raise_first([sheets[place].refusal])
    return FoundTable(
        heads=heads,
        place=place,
        header=header,
        sheet=sheets[place],
        limits=limits,
        **text._asdict(),
    )


def _raise_first(refusals: Iterable[UnreadableTableError | None]) -> None:
    for refusal in refusals:
        if refusal:
            raise refusal


def _head(sheet: AnySheet) -> SheetHead:
    """Return a sheet's beginning; a sheet that is not whole is refused only if it is chosen."""
    rows: list[SheetRow] = []
    with suppress(UnreadableTableError) if sheet.refusal else nullcontext():
        rows.extend(islice(sheet.rows(), HEAD_ROWS))
    return SheetHead(sheet.name, sheet.is_hidden, tuple(rows))
