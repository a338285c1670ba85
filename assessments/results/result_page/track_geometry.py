"""A result's tracks as one picture that stands alone: where every word and every mark is.

Lengths are units of the view box. From top to bottom: whose result it is, its sentence and its
coverage, a row for each capability under the numbers 0–4, what the marks mean, where it is from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from textwrap import wrap
from unicodedata import east_asian_width

from assessments.frameworks.level_track import TOP_LEVEL, WIDTH, Track, stop

SHEET_WIDTH = 920.0
MARGIN = 36.0
INSIDE = SHEET_WIDTH - 2 * MARGIN
NAME_WIDTH = 192.0
TRACK_AT = MARGIN + NAME_WIDTH + 16
TRACK_SCALE = 1.25
NUMBERS_AT = TRACK_AT + WIDTH * TRACK_SCALE + 24
NUMBERS_WIDTH = SHEET_WIDTH - MARGIN - NUMBERS_AT
ROW_PADDING = 9.0
MARK_WIDTH, MARK_HEIGHT, MARK_SCALE = 14.0, 9.0, 1.25
GAP, LITTLE = 18.0, 5.0
X_HEIGHT = 0.73
LEADING = 1.4  # from line to line, in sizes of the type
ASCENT = 1.05  # from the top of a line to its feet
THIN, NARROW, CAPITAL, WIDE = 0.32, 0.56, 0.7, 1.05  # how wide letters are, in sizes of the type
THIN_ONES = frozenset(" .,;:·'’|()ijl")


@dataclass(frozen=True)
class TextStyle:
    """How a line is set."""

    size: float
    is_strong: bool = False
    is_muted: bool = False


TITLE = TextStyle(22, is_strong=True)
SENTENCE = TextStyle(15)
NAME = TextStyle(13, is_strong=True)
TEXT = TextStyle(13)
ASIDE = TextStyle(13, is_muted=True)
SMALL = TextStyle(11.5, is_muted=True)


@dataclass(frozen=True)
class CapabilityWords:
    """What the row of a capability says beside its track."""

    name: str
    remark: str
    numbers: tuple[str, ...]
    track: Track


@dataclass(frozen=True)
class SheetWords:
    """All that the picture says; `marks` are the legend's, each by its name with its meaning."""

    title: str
    subtitle: str
    sentence: str
    coverage: str
    scale: str
    rows: Sequence[CapabilityWords]
    marks: Sequence[tuple[str, str]]
    origin: str

    @property
    def description(self) -> str:
        """The picture in words, a sentence for each capability."""
        rows = (f"{row.name}: {'; '.join(row.numbers)}." for row in self.rows)
        return " ".join((self.sentence, f"{self.coverage}.", *rows))


@dataclass(frozen=True)
class TextLine:
    """One line of text; `y` is where its letters stand."""

    x: float
    y: float
    text: str
    style: TextStyle
    is_centred: bool = False


@dataclass(frozen=True)
class PlacedTrack:
    """A track, or a mark of the legend by its name, and where it is put."""

    x: float
    y: float
    scale: float
    what: Track | str


@dataclass(frozen=True)
class TrackSheet:
    """The picture; `rules` are the heights of the hairlines between its rows."""

    title: str
    description: str
    height: float
    lines: tuple[TextLine, ...]
    rules: tuple[float, ...]
    tracks: tuple[PlacedTrack, ...]
    marks: tuple[PlacedTrack, ...]
    width: float = SHEET_WIDTH
    left: float = MARGIN
    right: float = SHEET_WIDTH - MARGIN


@dataclass
class _Pen:
    """Where the next thing goes, and all that was put so far."""

    y: float = MARGIN
    lines: list[TextLine] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    tracks: list[PlacedTrack] = field(default_factory=list)
    marks: list[PlacedTrack] = field(default_factory=list)

    def write(self, text: str, style: TextStyle) -> None:
        """Write a paragraph over the whole width."""
        block = _block(MARGIN, INSIDE, [(text, style)])
        self._put(block, self.y)
        self.y += _height(block)

    def count(self, name: str) -> None:
        """Write the numbers of the levels over the stops of the tracks."""
        foot = self.y + SMALL.size * ASCENT
        self.lines.append(TextLine(MARGIN, foot, name, SMALL))
        for level in range(TOP_LEVEL + 1):
            x = TRACK_AT + TRACK_SCALE * stop(level)
            self.lines.append(TextLine(x, foot, str(level), SMALL, is_centred=True))
        self.y += SMALL.size * LEADING + LITTLE

    def row(self, words: CapabilityWords) -> None:
        """Put a capability: its name, its track and its numbers, each in the middle of the row."""
        name, numbers = _name(words), _numbers(words)
        tall = words.track.height * TRACK_SCALE
        height = max(_height(name), _height(numbers), tall) + 2 * ROW_PADDING
        self.rules.append(self.y)
        for block in (name, numbers):
            self._put(block, self.y + (height - _height(block)) / 2)
        top = self.y + (height - tall) / 2
        self.tracks.append(PlacedTrack(TRACK_AT, top, TRACK_SCALE, words.track))
        self.y += height

    def explain(self, marks: Iterable[tuple[str, str]]) -> None:
        """Put the legend, as many marks on a line as find room there."""
        x, words_at = MARGIN, MARK_WIDTH * MARK_SCALE + LITTLE
        for mark, meaning in marks:
            width = words_at + _width(meaning, SMALL)
            if x > MARGIN and x + width > SHEET_WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + SMALL.size * LEADING + LITTLE
            foot = self.y + SMALL.size * ASCENT
            top = foot - X_HEIGHT * SMALL.size / 2 - MARK_HEIGHT * MARK_SCALE / 2
            self.marks.append(PlacedTrack(x, top, MARK_SCALE, mark))
            self.lines.append(TextLine(x + words_at, foot, meaning, SMALL))
            x += width + GAP
        self.y += SMALL.size * LEADING

    def _put(self, block: Sequence[TextLine], top: float) -> None:
        self.lines.extend(replace(line, y=top + line.y) for line in block)


def track_sheet(words: SheetWords) -> TrackSheet:
    """Return the picture that says these words."""
    pen = _Pen()
    pen.write(words.title, TITLE)
    pen.write(words.subtitle, ASIDE)
    pen.y += GAP / 2
    pen.write(words.sentence, SENTENCE)
    pen.write(words.coverage, ASIDE)
    pen.y += GAP
    pen.count(words.scale)
    for row in words.rows:
        pen.row(row)
    pen.rules.append(pen.y)
    pen.y += GAP
    pen.explain(words.marks)
    pen.y += GAP / 2
    pen.write(words.origin, SMALL)
    return TrackSheet(
        title=f"{words.title} · {words.subtitle}",
        description=words.description,
        height=round(pen.y + MARGIN),
        lines=tuple(pen.lines),
        rules=tuple(pen.rules),
        tracks=tuple(pen.tracks),
        marks=tuple(pen.marks),
    )


def _name(words: CapabilityWords) -> list[TextLine]:
    return _block(MARGIN, NAME_WIDTH, [(words.name, NAME), (words.remark, SMALL)])


def _numbers(words: CapabilityWords) -> list[TextLine]:
    styles = chain([TEXT], repeat(SMALL))
    return _block(NUMBERS_AT, NUMBERS_WIDTH, zip(words.numbers, styles, strict=False))


def _block(x: float, width: float, paragraphs: Iterable[tuple[str, TextStyle]]) -> list[TextLine]:
    """Return the lines of paragraphs below each other, from height 0 on."""
    lines: list[TextLine] = []
    y = 0.0
    for text, style in paragraphs:
        for part in _wrapped(text, width, style):
            lines.append(TextLine(x, y + style.size * ASCENT, part, style))
            y += style.size * LEADING
    return lines


def _height(block: Sequence[TextLine]) -> float:
    return sum(line.style.size * LEADING for line in block)


def _wrapped(text: str, width: float, style: TextStyle) -> list[str]:
    """Return the text in lines that find room in the width, as far as letters can be guessed."""
    if not text:
        return []
    a_letter = _width(text, style) / len(text)
    return wrap(text, max(1, int(width / a_letter)))


def _width(text: str, style: TextStyle) -> float:
    return style.size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return WIDE
    if letter in THIN_ONES:
        return THIN
    return CAPITAL if letter.isupper() else NARROW
