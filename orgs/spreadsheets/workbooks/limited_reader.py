"""A workbook, read by a limited child process into files of rows."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError
from orgs.spreadsheets.rows import CellNote, MergedRange, SheetRow, fill_merged

from .child import INDEX

PROJECT = Path(__file__).resolve().parents[3]
# The child has the standard library and the project, but no installed package.
PROGRAM = """import sys
sys.path.append(sys.argv[1])
from orgs.spreadsheets.workbooks.child import main
main(*sys.argv[2:])"""
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGALRM}

# What is told, while it reads, how many percent are done.
Told = Callable[[int], None]


@dataclass(frozen=True)
class WorkbookSheet:
    """A sheet of a workbook: what was read of it lies in a file until the workbook is closed."""

    name: str
    is_hidden: bool
    path: Path
    merged: tuple[MergedRange, ...]
    row_count: int
    refusal: UnreadableTableError | None

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something; raise UnreadableTableError if some were not read."""
        yield from fill_merged(self._written(), self.merged)
        if self.refusal:
            raise self.refusal

    def _written(self) -> Iterator[SheetRow]:
        with self.path.open(encoding="utf-8") as file:
            for line in file:
                number, cells, *notes = json.loads(line)
                yield SheetRow(number, cells, _notes(notes[0]) if notes else {})


@contextmanager
def opened_workbook(
    content: bytes, limits: TableLimits, told: Told
) -> Iterator[tuple[WorkbookSheet, ...]]:
    """Have the workbook read and give its sheets; raise UnreadableTableError.

    What `told` raises ends the child.
    """
    with tempfile.TemporaryDirectory(prefix="groundwork-table-") as name:
        folder = Path(name)
        book = folder / "workbook"
        book.write_bytes(content)
        _run(book, folder, limits, told)
        index = json.loads((folder / INDEX).read_text("utf-8"))
        if "refusal" in index:
            raise _error(index["refusal"])
        yield tuple(_sheet(row, folder) for row in index["sheets"])


def _run(book: Path, folder: Path, limits: TableLimits, told: Told) -> None:
    words = (str(PROJECT), str(book), str(folder), json.dumps(asdict(limits)))
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={},
    ) as child:
        try:
            for line in child.stdout or ():
                told(int(line))
        except BaseException:
            child.kill()
            raise
    if child.returncode in OUT_OF_TIME:
        raise UnreadableTableError(Unreadable.TOO_SLOW, number=limits.seconds)
    if not (folder / INDEX).exists():
        raise UnreadableTableError(Unreadable.TOO_MUCH_MEMORY)


def _sheet(row: dict[str, Any], folder: Path) -> WorkbookSheet:
    return WorkbookSheet(
        name=row["name"],
        is_hidden=row["is_hidden"],
        path=folder / row["file"],
        merged=tuple(MergedRange(*merged) for merged in row["merged"]),
        row_count=row["rows"],
        refusal=_error(row["refusal"]) if row["refusal"] else None,
    )


def _error(row: dict[str, Any]) -> UnreadableTableError:
    return UnreadableTableError(Unreadable(row["reason"]), number=row["number"], place=row["place"])


def _notes(written: dict[str, str]) -> dict[int, CellNote]:
    return {int(place): CellNote(note) for place, note in written.items()}
