"""The one CSV writer: what spreadsheets open, and no text of which they take for a formula.

A file is separated by commas, and many spreadsheets open it by another separator: then whatever
stands behind a semicolon in a text is a cell of its own. An apostrophe makes text of such a part,
wherever it may begin.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Without it Excel does not take the file for UTF-8.
BYTE_ORDER_MARK = "\ufeff"

# The comma is ours: text with one is quoted, and read by it again as a whole.
_SEPARATORS = r";|^~\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
# Blanks, quotes and signs of no width, which may stand before a formula.
_PASSED = r" \"\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff"
# As they are, small, full in width (which spreadsheets of East Asia calculate too), and raised.
_SIGNS = r"=+\-@\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u207a-\u207c\u208a-\u208c"
_FORMULA = rf"'*(?:[{_PASSED}]*[{_SIGNS}])"
_PLACES = (
    (r"\A", rf"(?={_FORMULA}|'*[\t\r\n])"),
    (rf"(?<=[{_SEPARATORS}])", rf"(?={_FORMULA})"),
    ("(?<=:)", rf"(?='*[{_SIGNS}])"),  # in prose a blank follows
)
_CALCULATED = re.compile("|".join(before + behind for before, behind in _PLACES))
_ESCAPED = re.compile("|".join(f"{before}'{behind}" for before, behind in _PLACES))


def escape_formula(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet might begin to calculate."""
    return _CALCULATED.sub("'", text)


def unescape_formula(text: str) -> str:
    """Return the text that `escape_formula` was given."""
    return _ESCAPED.sub("", text)


def csv_head(cells: Sequence[object]) -> str:
    """Return the beginning of a file, with its first line."""
    return BYTE_ORDER_MARK + csv_lines([cells])


def csv_lines(lines: Iterable[Sequence[object]]) -> str:
    """Return further lines."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue()


def _plain(cell: object) -> object:
    return escape_formula(cell) if isinstance(cell, str) else cell
