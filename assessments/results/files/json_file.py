"""Tables as one JSON document, piece by piece: under each table's name a list of objects."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .table import LevelCell, Table


def render_json(about: Mapping[str, Any], tables: Sequence[Table]) -> Iterator[str]:
    """Yield the document: what it is about, then the tables."""
    yield '{"about": ' + json_text(about)
    for table in tables:
        yield f",\n{json.dumps(table.key)}: ["
        between = "\n"
        for line in table.lines:
            named = zip(table.keys, map(_plain, line), strict=True)
            yield between + json_text(dict(named))
            between = ",\n"
        yield "]"
    yield "}\n"


def json_text(value: Any) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(cell: Any) -> Any:
    if isinstance(cell, LevelCell):
        return cell.plain
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Fraction | Decimal):
        return float(cell)
    return cell
