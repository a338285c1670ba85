"""What separates the columns of a text file: found by reading it, not by counting signs; pure."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*[\r\n]+', re.IGNORECASE)
MOST_SAMPLED = 200

# Whether a cell is the name of a column that somebody looks for.
IsKnown = Callable[[str], bool]


def separator_line(text: str) -> str:
    """Return the separator that the text's first line names, as in `sep=;`; empty without one."""
    line = SEPARATOR_LINE.match(text)
    return line[1] if line else ""


def find_separator(text: str, is_known: IsKnown) -> str:
    """Return what separates the columns of the text, which is a file's beginning."""
    return max(SEPARATORS, key=lambda separator: _fit(text, separator, is_known))


def _fit(text: str, separator: str, is_known: IsKnown) -> tuple[int, float]:
    """Return how well the separator reads the text: known names first, then even rows."""
    rows = _sampled(text, separator)
    # Titles above the table stand alone in their rows.
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0
    # Of two widths that are equally common the larger one says more.
    width, count = max(widths.items(), key=lambda row: (row[1], row[0]))
    known = max(sum(map(is_known, row)) for row in rows)
    torn = sum(any(_is_torn(cell) for cell in row) for row in rows)
    evenness = (count / len(rows)) ** 2 * (1 - torn / len(rows))
    return known, evenness * math.log2(width)


def _sampled(text: str, separator: str) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == MOST_SAMPLED:
                break
    except csv.Error:
        return rows
    return rows


def _is_torn(cell: str) -> bool:
    """Return whether a quoted text was cut: one of its quotation marks is left."""
    return cell.count('"') % 2 == 1
