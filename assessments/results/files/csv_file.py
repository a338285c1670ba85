"""A table as CSV, piece by piece; no text in it is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from orgs.csv_safety import escape_formula

from .table import Cell, LevelCell, Line, Table

CHUNK_SIZE = 500
BYTE_ORDER_MARK = "\ufeff"


def render_csv(table: Table) -> Iterator[str]:
    """Yield the file piece by piece."""
    yield BYTE_ORDER_MARK + _text([table.heads])
    lines = iter(table.lines)
    while some := list(islice(lines, CHUNK_SIZE)):
        yield _text(some)


def _text(lines: Iterable[Line]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cells(line) for line in lines])
    return text.getvalue()


def _cells(line: Line) -> Sequence[object]:
    return [_plain(cell) for cell in line]


def _plain(cell: Cell) -> object:
    if isinstance(cell, str):
        return escape_formula(cell)
    if isinstance(cell, LevelCell):
        return cell.plain
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Fraction | Decimal):
        return format(float(cell), ".10g")
    return cell
