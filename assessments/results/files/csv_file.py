"""A table as CSV, piece by piece; no text in it is a formula."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from orgs.spreadsheets.csv_writer import csv_head, csv_lines

from .table import Cell, LevelCell, Line, Table

CHUNK_SIZE = 500


def render_csv(table: Table) -> Iterator[str]:
    """Yield the file piece by piece."""
    yield csv_head(table.heads)
    lines = iter(table.lines)
    while some := list(islice(lines, CHUNK_SIZE)):
        yield csv_lines(map(_cells, some))


def _cells(line: Line) -> Sequence[object]:
    return [_plain(cell) for cell in line]


def _plain(cell: Cell) -> object:
    if isinstance(cell, LevelCell):
        return cell.plain
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Fraction | Decimal):
        return format(float(cell), ".10g")
    return cell
