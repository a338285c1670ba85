"""A time sheet as the file that somebody brings: a text file or a workbook."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from assessments.planning.worklogs.presets import known_names
from orgs.spreadsheets.columns import WantedColumns, fold_column
from orgs.spreadsheets.limits import TableLimits
from orgs.spreadsheets.outline import ReadingChoice
from orgs.spreadsheets.table import FoundTable, opened_table

WANTED = WantedColumns(known=frozenset(map(fold_column, known_names())))
LIMITS = TableLimits(
    most_bytes=40_000_000,
    most_rows=250_000,
    most_cells=2_500_000,
    most_unpacked=400_000_000,
    seconds=60,
)
# Files that were uploaded before the row of the names could be chosen have it on top.
FORMERLY = ReadingChoice(header_row=1)


@dataclass(frozen=True)
class Sheet:
    """A time sheet that is open: the names of its columns, and its rows."""

    table: FoundTable

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, all different."""
        return self.table.columns

    @property
    def lines(self) -> int:
        """About how many rows there are, for telling progress."""
        return self.table.row_count

    def rows(self) -> Iterator[Sequence[str]]:
        """Yield the rows from the second on; those without a line of work are empty.

        Whoever counts them so names a line as a spreadsheet does.
        """
        due = 2
        for row in self.table.rows():
            for _empty in range(due, row.number):
                yield ()
            yield row.cells
            due = row.number + 1


@contextmanager
def opened_sheet(
    content: bytes, choice: ReadingChoice, told: Callable[[int], None]
) -> Iterator[Sheet]:
    """Open the time sheet; raise UnreadableTableError, also while its rows are taken."""
    with opened_table(content, wanted=WANTED, limits=LIMITS, choice=choice, told=told) as table:
        yield Sheet(table)


def choice_to_json(choice: ReadingChoice) -> dict[str, Any]:
    """Return the choice as JSON holds it."""
    return asdict(choice)


def choice_from_json(given: Mapping[str, Any]) -> ReadingChoice:
    """Return the choice that was stored."""
    return ReadingChoice(**given) if given else FORMERLY
