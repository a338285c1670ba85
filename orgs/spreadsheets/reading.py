"""A file that people bring, opened as a table: text or workbook, one way for all who read one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from .columns import SheetHead, WantedColumns, find_header, find_sheet
from .csv_rows import beginning, csv_rows
from .dialects import SEPARATORS, find_separator, separator_line
from .encodings import find_encoding
from .limits import HEAD_ROWS, TableLimits, Unreadable, UnreadableTableError
from .rows import SheetRow
from .workbook import Told, opened_workbook

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
MOST_LETTERS_SHOWN = 5


@dataclass(frozen=True)
class ReadingChoice:
    """What a person chose about a file; what is empty or 0 is found by the reader."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0


NO_CHOICE = ReadingChoice()


class AnySheet(Protocol):
    """A sheet of a workbook, or a text file as the only sheet of one."""

    @property
    def name(self) -> str:
        """What the sheet is called; empty for a text file."""

    @property
    def is_hidden(self) -> bool:
        """Whether the sheet is hidden."""

    @property
    def refusal(self) -> UnreadableTableError | None:
        """Why not all of it could be read."""

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something; raise UnreadableTableError."""


@dataclass(frozen=True)
class _TextSheet:
    """The rows of a text file."""

    read: Callable[[], Iterator[SheetRow]]
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


@dataclass(frozen=True)
class FoundTable:
    """The table of a file: its sheets, the chosen one, the row that names the columns.

    A text file has an encoding and a separator; `is_guessed` says that the encoding may be another.
    """

    heads: tuple[SheetHead, ...]
    place: int
    header: SheetRow
    sheet: AnySheet
    limits: TableLimits
    encoding: str = ""
    separator: str = ""
    is_guessed: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the file is a text file."""
        return bool(self.separator)

    @property
    def head(self) -> SheetHead:
        """The beginning of the sheet that is read."""
        return self.heads[self.place]

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows below the names of the columns; raise UnreadableTableError."""
        below = (row for row in self.sheet.rows() if row.number > self.header.number)
        for count, row in enumerate(below, start=1):
            if count > (most := self.limits.most_rows):
                raise UnreadableTableError(
                    Unreadable.TOO_MANY_ROWS, number=most, place=str(row.number)
                )
            yield row

    def letters(self) -> list[str]:
        """Return some of the first words that are not written in ASCII: they show the encoding."""
        words = (word for row in self.head.rows for cell in row.cells for word in cell.split())
        odd = dict.fromkeys(word for word in words if not word.isascii())
        return list(islice(odd, MOST_LETTERS_SHOWN))


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
    if len(content) > limits.most_bytes:
        raise UnreadableTableError(Unreadable.TOO_LARGE, number=limits.most_bytes)
    _refuse_others(content)
    if content.startswith(PACKAGE):
        with opened_workbook(content, limits, told) as sheets:
            yield _found(sheets, wanted, choice, limits)
    else:
        yield _found_text(content, wanted, limits, choice)


def _refuse_others(content: bytes) -> None:
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

    facts = _TextFacts(encoding.name, separator, encoding.is_guessed)
    return _found([_TextSheet(read)], wanted, choice, limits, facts)


def _found(
    sheets: Sequence[AnySheet],
    wanted: WantedColumns,
    choice: ReadingChoice,
    limits: TableLimits,
    text: _TextFacts = _NO_TEXT,
) -> FoundTable:
    heads = tuple(_head(sheet) for sheet in sheets)
    if not any(head.rows for head in heads):
        _raise_first(sheet.refusal for sheet in sheets)
    place = find_sheet(heads, wanted, choice.sheet)
    _raise_first([sheets[place].refusal])
    rows = heads[place].rows
    if not rows:
        raise UnreadableTableError(Unreadable.EMPTY)
    number = choice.header_row or find_header(rows, wanted)
    header = next((row for row in rows if row.number == number), None)
    if header is None:
        raise UnreadableTableError(Unreadable.NO_SUCH_ROW, number=number)
    return FoundTable(heads, place, header, sheets[place], limits, *text)


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
