"""Texts on paper: no run of letters too long to lay out, emoji in words, a report as plain text."""

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

PLAIN_SHEET = (
    '@font-face { font-family: "Inter Paper"; src: url("font:regular.ttf"); }'
    "@page { size: A4; margin: 20mm }"
    'html { font: 9pt/1.5 "Inter Paper", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew" }'
    "p { margin: 0 0 1.5mm; overflow-wrap: anywhere }"
)
LONGEST_RUN = 120  # letters without a place to break at; a name has at most as many
PIECE = 20
# Scripts that are written without spaces break anywhere as it is, by rules of their own.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff9f"
)
LETTER = rf"(?:&[#\w]{{1,20}};|[^\s<>&{UNSPACED}])"
RUN = re.compile(rf"{LETTER}{{{LONGEST_RUN + 1},}}")
WHOLE_LETTER = re.compile(rf"{LETTER}[\u0300-\u036f\u200d\ufe0f]*")
# Pictures in the place of letters: no font of paper has them, so they are told by their names.
EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|(?:[\U0001f000-\U0001f0ff\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff\u20e3]*)+"
)
FIRST_FLAG_LETTER = 0x1F1E6
SKIN, JOINERS = range(0x1F3FB, 0x1F400), "\ufe0e\ufe0f\u200d\u20e3"
NOT_SHOWN = frozenset({"style", "svg", "title", "script"})
BLOCKS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "dt", "dd", "section", "br"})
MARKUP = re.compile(r"(<style\b.*?</style>|<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)


def breakable(html: str) -> str:
    """Return the page with places to break at in runs of letters, whose layout takes minutes.

    Emoji stand in words.
    """
    return "".join(_with_breaks(html))


def plain(html: str, note: str) -> str:
    """Return what the page says as paragraphs and nothing else, below a note that tells so."""
    reader = _Reader()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    said = "\n".join(f"<p>{breakable(escape(line))}</p>" for line in lines if line)
    return (
        f'<!doctype html><html lang="{escape(reader.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(reader.title)}</title><style>{PLAIN_SHEET}</style></head>"
        f"<body><p><b>{escape(note)}</b></p>{said}</body></html>"
    )


def in_words(emoji: str) -> str:
    """Return a run of emoji by their names; a flag is the two letters of its country."""
    signs = [sign for sign in emoji if sign not in JOINERS and ord(sign) not in SKIN]
    if all(FIRST_FLAG_LETTER <= ord(sign) < FIRST_FLAG_LETTER + 26 for sign in signs):
        return "".join(chr(ord(sign) - FIRST_FLAG_LETTER + ord("A")) for sign in signs)
    names = (unicodedata.name(sign, f"U+{ord(sign):04X}").lower() for sign in signs)
    return " ".join(f"[{name}]" for name in names)


def _with_breaks(html: str) -> Iterator[str]:
    for number, part in enumerate(MARKUP.split(html)):
        is_text = number % 2 == 0
        yield RUN.sub(_broken, _without_emoji(part)) if is_text else part


def _without_emoji(text: str) -> str:
    return text if text.isascii() else EMOJI.sub(lambda found: in_words(found[0]), text)


def _broken(run: re.Match[str]) -> str:
    letters = WHOLE_LETTER.findall(run[0])
    pieces = (letters[at : at + PIECE] for at in range(0, len(letters), PIECE))
    return "<wbr>".join("".join(piece) for piece in pieces)


class _Reader(HTMLParser):
    """Collects the text of a page, a line a block, without what is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.title, self.language = "", "en"
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block; hide what is not text."""
        if tag == "html":
            self.language = dict(attrs).get("lang") or self.language
        if tag in NOT_SHOWN:
            self._hidden.append(tag)
        if tag in BLOCKS:
            self.said.append("\n")
        elif tag in {"td", "th"}:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End what was hidden, and the line of a block."""
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        """Take what is shown, and the page's title."""
        if not self._hidden:
            self.said.append(data)
        elif self._hidden == ["title"]:
            self.title += data
