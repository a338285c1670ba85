"""What is known of a file before its rows are read: its sheets, its columns, its encoding; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from .columns import (
    LONGEST_COLUMN_NAME,
    SheetHead,
    WantedColumns,
    column_names,
    find_header,
    find_sheet,
)
from .limits import Unreadable, UnreadableTableError
from .rows import SheetRow

MOST_LETTERS_SHOWN = 5


@dataclass(frozen=True)
class ReadingChoice:
    """What a person chose about a file; what is empty or 0 is found by the reader."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0


NO_CHOICE = ReadingChoice()


@dataclass(frozen=True, kw_only=True)
class TableOutline:
    """The sheets of a file, the one that is read, and the row that names its columns.

    A text file has an encoding and a separator; `is_guessed` says that the encoding may be another.
    """

    heads: tuple[SheetHead, ...]
    place: int
    header: SheetRow
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

    @property
    def columns(self) -> tuple[str, ...]:
        """A name for each column, all different."""
        return column_names(self.header.cells, max(len(row.cells) for row in self.head.rows))

    @property
    def choice(self) -> ReadingChoice:
        """What one would have to choose to read the file in the same way."""
        name = self.head.name if len(self.heads) > 1 else ""
        encoding = self.encoding if self.is_guessed else ""
        return ReadingChoice(encoding, self.separator, name, self.header.number)

    def letters(self) -> list[str]:
        """Return some of the first words that are not written in ASCII: they show the encoding."""
        words = (word for row in self.head.rows for cell in row.cells for word in cell.split())
        odd = dict.fromkeys(word for word in words if not word.isascii())
        return list(islice(odd, MOST_LETTERS_SHOWN))

    def with_choice(self, choice: ReadingChoice, wanted: WantedColumns) -> "TableOutline":
        """Return the outline with another sheet or header row; raise UnreadableTableError."""
        place, header = find_table(self.heads, choice, wanted)
        return replace(self, place=place, header=header)


def find_table(
    heads: tuple[SheetHead, ...], choice: ReadingChoice, wanted: WantedColumns
) -> tuple[int, SheetRow]:
    """Return the place of the sheet and the row of the names; raise UnreadableTableError."""
    place = find_sheet(heads, wanted, choice.sheet)
    rows = heads[place].rows
    if not rows:
        raise UnreadableTableError(Unreadable.EMPTY)
    number = choice.header_row or find_header(rows, wanted)
    header = next((row for row in rows if row.number == number), None)
    if header is None:
        raise UnreadableTableError(Unreadable.NO_SUCH_ROW, number=number)
    return place, header


def outline_to_json(outline: TableOutline) -> dict[str, Any]:
    """Return the outline as JSON holds it, long cells cut as names of columns are."""
    return {
        "sheets": [
            {
                "name": head.name,
                "is_hidden": head.is_hidden,
                "rows": [
                    [row.number, [cell[:LONGEST_COLUMN_NAME] for cell in row.cells]]
                    for row in head.rows
                ],
            }
            for head in outline.heads
        ],
        "place": outline.place,
        "header_row": outline.header.number,
        "encoding": outline.encoding,
        "separator": outline.separator,
        "is_guessed": outline.is_guessed,
    }


def outline_from_json(given: Mapping[str, Any]) -> TableOutline:
    """Return the outline that was stored."""
    heads = tuple(
        SheetHead(
            sheet["name"],
            sheet["is_hidden"],
            tuple(SheetRow(number, cells) for number, cells in sheet["rows"]),
        )
        for sheet in given["sheets"]
    )
    rows = heads[given["place"]].rows
    return TableOutline(
        heads=heads,
        place=given["place"],
        header=next(row for row in rows if row.number == given["header_row"]),
        encoding=given["encoding"],
        separator=given["separator"],
        is_guessed=given["is_guessed"],
    )
