"""A roadmap as a timeline: where every bar, mark and word of the picture is.

Lengths are units of the view box. Wide ones name each row beside its bar, narrow ones above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import east_asian_width

WIDE_WIDTH, NARROW_WIDTH = 920.0, 340.0
MARGIN = 4.0
SHEET_MARGIN = 36.0
NAME_SHARE = 0.36
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 20.0, 13.0, 11.5
LEADING = 1.5
BAR_HEIGHT = 10.0
ROW_HEIGHT, TALL_ROW_HEIGHT = 25.0, 38.0
DIAMOND = 6.0
TICK_ROOM = 78.0  # between the words of two quarters
GAP = 12.0
LETTER, WIDE_LETTER = 0.57, 1.05  # how wide letters are, in sizes of the type
ELLIPSIS = "…"


@dataclass(frozen=True)
class DaySpan:
    """A bar of a row from a day to a day, drawn by its state; one of no length is a tick."""

    starts_on: date
    ends_on: date
    state: str


@dataclass(frozen=True)
class DayMark:
    """A mark of a row on a day: a diamond, filled or hollow, or a dot."""

    day: date
    shape: str


@dataclass(frozen=True)
class TimelineRow:
    """A row: what it is called, and what lies on it."""

    name: str
    aside: str = ""
    is_head: bool = False
    spans: tuple[DaySpan, ...] = ()
    marks: tuple[DayMark, ...] = ()


@dataclass(frozen=True)
class TimelineWords:
    """All that the picture says; `ticks` are the quarters' first days with their words."""

    title: str
    subtitle: str
    description: str
    rows: Sequence[TimelineRow]
    ticks: Sequence[tuple[date, str]]
    today: date
    today_text: str
    legend: Sequence[tuple[str, str]]
    origin: str


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is where its letters stand, `anchor` as SVG has it."""

    x: float
    y: float
    text: str
    size: float = TEXT_SIZE
    is_strong: bool = False
    is_muted: bool = False
    anchor: str = "start"


@dataclass(frozen=True)
class Bar:
    """A rectangle, drawn by its state."""

    x: float
    y: float
    width: float
    height: float
    state: str


@dataclass(frozen=True)
class Shape:
    """A mark with its middle."""

    x: float
    y: float
    shape: str

    @property
    def diamond(self) -> str:
        """The path of a diamond."""
        x, y, r = self.x, self.y, DIAMOND
        return f"M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z"


@dataclass
class Timeline:
    """The picture; `lines` are upright ones as (x, top, bottom), `rules` the heights of others."""

    title: str
    description: str
    width: float
    height: float = 0.0
    margin: float = MARGIN
    is_sheet: bool = False
    font: str = "Inter, sans-serif"
    words: list[Words] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    ticks: list[tuple[float, float, float]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    today: tuple[float, float, float] | None = None

    @property
    def right(self) -> float:
        """Where the hairlines end."""
        return self.width - self.margin


@dataclass
class _Pen:
    """Draws a timeline from the top down."""

    words: TimelineWords
    picture: Timeline
    is_narrow: bool
    y: float

    def head(self) -> None:
        """Write whose picture it is."""
        for text, size, is_strong in (
            (self.words.title, TITLE_SIZE, True),
            (self.words.subtitle, TEXT_SIZE, False),
        ):
            self._line(text, size, is_strong=is_strong)
        self.y += GAP

    def axis(self) -> None:
        """Write the quarters over the rows, as many as find room."""
        self.y += SMALL_SIZE
        last = -TICK_ROOM
        for day, text in self.words.ticks:
            x = self.at(day)
            end = x + text_width(text, SMALL_SIZE)
            if x - last >= TICK_ROOM and end <= self.picture.width:
                self.picture.words.append(Words(x, self.y, text, SMALL_SIZE, is_muted=True))
                last = x
        self.y += GAP / 2

    def rows(self) -> None:
        """Draw the rows, the quarters behind them, and today."""
        top = self.y
        for row in self.words.rows:
            self._row(row)
        for day, _text in self.words.ticks:
            self.picture.ticks.append((self.at(day), top, self.y))
        first, last = self._days()
        if first <= self.words.today <= last:
            x = self.at(self.words.today)
            self.picture.today = (x, top, self.y + SMALL_SIZE / 2)
            self.y += SMALL_SIZE * LEADING
            anchor = "end" if x > self.picture.width / 2 else "start"
            words = Words(x, self.y, self.words.today_text, SMALL_SIZE, anchor=anchor)
            self.picture.words.append(words)
        self.y += GAP

    def foot(self) -> None:
        """Write what the marks mean, and where the picture is from."""
        x, swatch = self.picture.margin, 22.0
        for state, meaning in self.words.legend:
            width = swatch + text_width(meaning, SMALL_SIZE) + GAP
            if x > self.picture.margin and x + width > self.picture.right:
                x, self.y = self.picture.margin, self.y + SMALL_SIZE * LEADING
            middle = self.y + SMALL_SIZE * 0.65
            self._legend_mark(state, x, middle)
            foot = self.y + SMALL_SIZE
            self.picture.words.append(Words(x + swatch, foot, meaning, SMALL_SIZE, is_muted=True))
            x += width
        self.y += SMALL_SIZE * LEADING
        if self.picture.is_sheet:
            self.y += GAP / 2
            self._line(self.words.origin, SMALL_SIZE, is_muted=True)

    def at(self, day: date) -> float:
        """Return where a day lies."""
        first, last = self._days()
        left = self.picture.margin if self.is_narrow else self._name_end()
        room = self.picture.right - left - DIAMOND
        return round(left + room * ((day - first) / (last - first)), 1)

    def _row(self, row: TimelineRow) -> None:
        if row.is_head:
            self.picture.rules.append(self.y)
        name_at = self.y + TEXT_SIZE * 1.3
        room = self.picture.right - self.picture.margin
        room = room if self.is_narrow else self._name_end() - self.picture.margin - GAP
        self._name(row, name_at, room)
        height = TALL_ROW_HEIGHT if self.is_narrow else ROW_HEIGHT
        middle = self.y + (height - BAR_HEIGHT / 2 - 6 if self.is_narrow else height / 2)
        for span in row.spans:
            x, end = self.at(span.starts_on), self.at(span.ends_on)
            height_of = BAR_HEIGHT / 3 if row.is_head else BAR_HEIGHT
            self.picture.bars.append(
                Bar(x, middle - height_of / 2, max(end - x, 1.5), height_of, span.state)
            )
        for mark in row.marks:
            self.picture.shapes.append(Shape(self.at(mark.day), middle, mark.shape))
        self.y += height

    def _name(self, row: TimelineRow, y: float, room: float) -> None:
        aside = fitting(row.aside, room / 2, SMALL_SIZE)
        left = room - (text_width(aside, SMALL_SIZE) + GAP if aside else 0)
        name = fitting(row.name, left, TEXT_SIZE)
        x = self.picture.margin
        self.picture.words.append(Words(x, y, name, is_strong=row.is_head))
        if aside:
            self.picture.words.append(
                Words(x + room, y, aside, SMALL_SIZE, is_muted=True, anchor="end")
            )

    def _legend_mark(self, state: str, x: float, middle: float) -> None:
        if state in {"opens", "expected", "round"}:
            self.picture.shapes.append(Shape(x + DIAMOND, middle, state))
        else:
            self.picture.bars.append(Bar(x, middle - 4, 14, 8, state))

    def _line(
        self, text: str, size: float, *, is_strong: bool = False, is_muted: bool = False
    ) -> None:
        self.y += size
        room = self.picture.right - self.picture.margin
        words = fitting(text, room, size)
        self.picture.words.append(
            Words(self.picture.margin, self.y, words, size, is_strong, is_muted)
        )
        self.y += size * (LEADING - 1)

    def _name_end(self) -> float:
        return self.picture.width * NAME_SHARE

    def _days(self) -> tuple[date, date]:
        """The first and the last day of the picture, a day apart at least."""
        days = sorted(_days_of(self.words))
        return days[0], max(days[-1], days[0] + timedelta(1))


def timeline(words: TimelineWords, *, is_narrow: bool = False, is_sheet: bool = False) -> Timeline:
    """Return the picture that says these words; a sheet stands alone under its title."""
    picture = Timeline(
        title=f"{words.title} · {words.subtitle}",
        description=words.description,
        width=NARROW_WIDTH if is_narrow else WIDE_WIDTH,
        margin=SHEET_MARGIN if is_sheet else MARGIN,
        is_sheet=is_sheet,
    )
    pen = _Pen(words, picture, is_narrow, picture.margin)
    if is_sheet:
        pen.head()
    pen.axis()
    pen.rows()
    pen.foot()
    picture.height = round(pen.y + picture.margin)
    return picture


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is."""
    wide = sum(1 for letter in text if east_asian_width(letter) in "WF")
    return size * (wide * WIDE_LETTER + (len(text) - wide) * LETTER)


def fitting(text: str, room: float, size: float) -> str:
    """Return the text, cut where it does not find room."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _days_of(words: TimelineWords) -> Iterator[date]:
    """The days that the picture has to show."""
    yield words.ticks[0][0]
    for row in words.rows:
        for span in row.spans:
            yield span.ends_on
        for mark in row.marks:
            yield mark.day
