"""Which sheet of a file holds the table, which of its rows names the columns, and how; pure."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from .limits import Unreadable, UnreadableTableError
from .rows import SheetRow, column_letters

LONGEST_COLUMN_NAME = 120
UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
REMARK = re.compile(r"[,;:(\[–—]")


@dataclass(frozen=True)
class WantedColumns:
    """The names of columns that a reader knows, and those without which it can do nothing."""

    known: Collection[str]
    needed: Collection[str] = ()

    def name_of(self, cell: str) -> str:
        """Return which known column the cell names, also with a remark behind it; else empty.

        “Parent, as path or code” and “Weight (0 to 10)” are names with remarks.
        """
        name = fold_column(cell)
        if name in self.known:
            return name
        parts = [fold_column(part) for part in REMARK.split(cell)]
        # Several names in one cell are a line that was not separated.
        named = [part for part in parts if part in self.known]
        return parts[0] if named == parts[:1] else ""

    def is_known(self, cell: str) -> bool:
        """Return whether the cell is a name of a column."""
        return bool(self.name_of(cell))

    def has_needed(self, row: SheetRow) -> bool:
        """Return whether the row names each needed column."""
        return {self.name_of(cell) for cell in row.cells}.issuperset(self.needed)


@dataclass(frozen=True)
class SheetHead:
    """The beginning of a sheet: its first rows that hold something."""

    name: str
    is_hidden: bool
    rows: Sequence[SheetRow]


def fold_column(name: str) -> str:
    """Return a column's name as names are compared: without what marks a duty, or shows nothing."""
    return " ".join(name.translate(UNSEEN).split()).strip(" *").casefold()


def find_sheet(heads: Sequence[SheetHead], wanted: WantedColumns, chosen: str = "") -> int:
    """Return the place of the chosen sheet, or of the first that has the wanted columns.

    A hidden sheet is taken only where no other has them. Raise UnreadableTableError where there is
    no sheet of the chosen name, or nothing in any sheet.
    """
    if chosen:
        found = (place for place, head in enumerate(heads) if head.name == chosen)
        if (place := next(found, None)) is None:
            raise UnreadableTableError(Unreadable.NO_SUCH_SHEET, place=chosen)
        return place
    filled = [place for place, head in enumerate(heads) if head.rows]
    if not filled:
        raise UnreadableTableError(Unreadable.EMPTY)
    return max(filled, key=lambda place: _sheet_fit(heads[place], wanted))


def _sheet_fit(head: SheetHead, wanted: WantedColumns) -> tuple[bool, bool, int, bool]:
    """Return how well a sheet fits; of equals the first is taken."""
    known = max(sum(map(wanted.is_known, row.cells)) for row in head.rows)
    has_needed = known > 0 and any(wanted.has_needed(row) for row in head.rows)
    return has_needed and not head.is_hidden, not head.is_hidden, known, has_needed


def find_header(rows: Sequence[SheetRow], wanted: WantedColumns) -> int:
    """Return the number of the row, among a sheet's first ones, that names the columns.

    It is the one with most known names; without any, the first that is filled as others are.
    """
    best = max(rows, key=lambda row: (wanted.has_needed(row), _known(row, wanted)))
    if _known(best, wanted):
        return best.number
    # A title that is merged over the table is one text, however often it is there.
    widths = {row.number: len({cell for cell in row.cells if cell.strip()}) for row in rows}
    widest = max(widths.values())
    return next(number for number, width in widths.items() if width >= 0.6 * widest)


def _known(row: SheetRow, wanted: WantedColumns) -> int:
    return len({wanted.name_of(cell) for cell in row.cells} - {""})


def column_names(header: Sequence[str], width: int = 0) -> tuple[str, ...]:
    """Return a name for each column, all different: unnamed ones by letter, repeated by number.

    `width` is how many columns the rows below have.
    """
    cells = [" ".join(cell.translate(UNSEEN).split())[:LONGEST_COLUMN_NAME] for cell in header]
    cells += [""] * (width - len(cells))
    taken = {cell for cell in cells if cell}
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(cells):
        name = cell or _free(partial(_lettered, place), taken)
        seen[name] += 1
        if seen[name] > 1:
            name = _free(partial("{} ({})".format, cell), taken, seen[name])
        taken.add(name)
        names.append(name)
    return tuple(names)


def _lettered(place: int, number: int) -> str:
    """Return what an unnamed column is called: as a spreadsheet calls it."""
    return f"({column_letters(place)})" if number == 1 else f"({column_letters(place)} {number})"


def _free(name: Callable[[int], str], taken: Collection[str], number: int = 1) -> str:
    """Return the first name, counted up from the number, that is not taken."""
    while (found := name(number)) in taken:
        number += 1
    return found
