"""Texts on paper: no run of letters too long to lay out, and a report as plain text alone."""

import re
from collections.abc import Iterator

LONGEST_RUN = 120  # letters without a place to break at; a name has at most as many
PIECE = 20
# Scripts that are written without spaces break anywhere as it is, by rules of their own.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff9f"
)
LETTER = rf"(?:&[#\w]{{1,20}};|[^\s<>&{UNSPACED}])"
RUN = re.compile(rf"{LETTER}{{{LONGEST_RUN + 1},}}")
WHOLE_LETTER = re.compile(rf"{LETTER}[\u0300-\u036f\u200d\ufe0f]*")
MARKUP = re.compile(r"(<style\b.*?</style>|<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)


def breakable(html: str) -> str:
    """Return the page with places to break at in runs of letters, whose layout takes minutes."""
    return "".join(_with_breaks(html))


def _with_breaks(html: str) -> Iterator[str]:
    for number, part in enumerate(MARKUP.split(html)):
        is_text = number % 2 == 0
        yield RUN.sub(_broken, part) if is_text else part


def _broken(run: re.Match[str]) -> str:
    letters = WHOLE_LETTER.findall(run[0])
    pieces = (letters[at : at + PIECE] for at in range(0, len(letters), PIECE))
    return "<wbr>".join("".join(piece) for piece in pieces)
