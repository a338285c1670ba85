"""The geometry of one capability's row on a 0–4 track, so that its template does no arithmetic.

Lengths are units of the view box. From top to bottom: a dot for each vote, the lane with bar,
outline and hatch, the mark of the verified level. A bar starts left of stop 0, so that level 0
is seen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

TOP_LEVEL = 4
RAMP = ("#f2ead9", "#c9d8bf", "#8fbfa7", "#4a9b8e", "#14665f")

WIDTH = 240.0
MARGIN = 1.0
FIRST_STOP = 20.0
STEP = 50.0
LANE_START = 8.0
LANE_END = 232.0
LANE_HEIGHT = 12.0
OVERSHOOT = 4.0
DOT_RADIUS = 3.0
DOT_PITCH = 8.0
DOTS_IN_A_ROW = 5
HATCH_PITCH = 5.0
CAP_INSET = 2.5
DASH = 14.0
MARK = 4.5


@dataclass(frozen=True)
class TrackLevels:
    """What is known of one capability: levels 0–4, None where there is none.

    `low` and `high` bound the claimed level (method.md 3.4); `claimed` None is not applicable.
    """

    claimed: int | None
    supported: int | None
    low: int | None
    high: int | None
    target: int | None = None
    verified: int | None = None
    known_nothing: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a level off the scale."""
        for level in (
            self.claimed, self.supported, self.low, self.high, self.target, self.verified
        ):  # fmt: skip
            if level is not None:
                _require_on_scale(level)


@dataclass(frozen=True)
class Box:
    """An upright rectangle and its fill ("none" for an outline)."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        """The line as a picture's path has it."""
        return f"M{self.x1:g} {self.y1:g}L{self.x2:g} {self.y2:g}"


@dataclass(frozen=True)
class Dot:
    """One vote."""

    x: float
    y: float
    radius: float = DOT_RADIUS

    @property
    def path(self) -> str:
        """The dot as a picture's path has it: two half circles."""
        half = f"a{self.radius:g} {self.radius:g} 0 1 0 "
        across = 2 * self.radius
        return f"M{self.x - self.radius:g} {self.y:g}{half}{across:g} 0{half}{-across:g} 0Z"


@dataclass(frozen=True)
class Track:
    """Everything that the picture draws; None or an empty tuple where a mark is absent."""

    label: str
    width: float
    height: float
    lane: Box
    stops: tuple[Line, ...]
    bar: Box | None
    claim: Box | None
    hatch: tuple[Line, ...]
    whisker: tuple[Line, ...]
    target: Line | None
    verified: str
    dots: tuple[Dot, ...]
    dash: Line | None

    @property
    def view_box(self) -> str:
        """The value of the picture's viewBox attribute."""
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def stops_path(self) -> str:
        """All stops as one path; empty without any, like the paths below."""
        return _path(self.stops)

    @property
    def hatch_path(self) -> str:
        """The hatch as one path."""
        return _path(self.hatch)

    @property
    def whisker_path(self) -> str:
        """The whisker as one path."""
        return _path(self.whisker)

    @property
    def dots_path(self) -> str:
        """All votes as one path: there may be hundreds on a page."""
        return _path(self.dots)


def track(levels: TrackLevels, *, votes: Sequence[int] = (), label: str) -> Track:
    """Return the picture of a capability; `label` is its sentence for those who do not see it.

    `votes` are levels 0–4, in any order. Raise ValueError for a vote off the scale.
    """
    dots = tuple(_dots(votes))
    lane = Box(LANE_START, _lane_top(votes), LANE_END - LANE_START, LANE_HEIGHT)
    unknown = _unknown(levels, lane)
    return Track(
        label=label,
        width=WIDTH,
        height=lane.y + LANE_HEIGHT + OVERSHOOT + MARK + MARGIN,
        lane=lane,
        stops=() if levels.claimed is None else tuple(_stops(lane)),
        bar=_bar(levels, lane),
        claim=_claim(levels, lane),
        hatch=tuple(_hatch(unknown)) if unknown else (),
        whisker=_whisker(unknown) if unknown and not levels.known_nothing else (),
        target=_tick(levels.target, lane),
        verified=_mark(levels.verified, lane),
        dots=dots,
        dash=_dash(lane) if levels.claimed is None else None,
    )


def stop(level: int) -> float:
    """Return where a level stands, in units from the left. Raise ValueError off the scale."""
    _require_on_scale(level)
    return FIRST_STOP + STEP * level


def _path(parts: Iterable[Line | Dot]) -> str:
    return "".join(part.path for part in parts)


def _require_on_scale(level: int) -> None:
    if not 0 <= level <= TOP_LEVEL:
        raise ValueError(f"A level is 0 to {TOP_LEVEL}, not {level}.")


def _lane_top(votes: Sequence[int]) -> float:
    tallest = max(Counter(votes).values(), default=0)
    rows = -(-tallest // DOTS_IN_A_ROW)
    return MARGIN + rows * DOT_PITCH + OVERSHOOT


def _dots(votes: Sequence[int]) -> Iterator[Dot]:
    """Stack the votes on each stop in centred rows, the first row just above the lane."""
    lowest = _lane_top(votes) - OVERSHOOT - DOT_PITCH / 2
    for level, count in sorted(Counter(votes).items()):
        for first in range(0, count, DOTS_IN_A_ROW):
            in_row = min(DOTS_IN_A_ROW, count - first)
            left = stop(level) - DOT_PITCH * (in_row - 1) / 2
            y = lowest - DOT_PITCH * (first // DOTS_IN_A_ROW)
            yield from (Dot(left + DOT_PITCH * place, y) for place in range(in_row))


def _stops(lane: Box) -> Iterator[Line]:
    for level in range(TOP_LEVEL + 1):
        yield Line(stop(level), lane.y, stop(level), lane.y + lane.height)


def _bar(levels: TrackLevels, lane: Box) -> Box | None:
    if levels.supported is None or levels.known_nothing:
        return None
    width = stop(levels.supported) - lane.x
    return Box(lane.x, lane.y, width, lane.height, RAMP[levels.supported])


def _claim(levels: TrackLevels, lane: Box) -> Box | None:
    """Outline what is claimed above the supported level."""
    if levels.claimed is None or levels.supported is None or levels.claimed <= levels.supported:
        return None
    start = stop(levels.supported)
    return Box(start, lane.y, stop(levels.claimed) - start, lane.height)


def _unknown(levels: TrackLevels, lane: Box) -> Box | None:
    """Return the part of the lane that nobody can tell, the whole lane where nothing is known."""
    if levels.known_nothing:
        return lane
    if levels.low is None or levels.high is None or levels.low >= levels.high:
        return None
    return Box(stop(levels.low), lane.y, stop(levels.high) - stop(levels.low), lane.height)


def _hatch(box: Box) -> Iterator[Line]:
    """Draw rising diagonals, each cut at the edges of the box (no pattern, so no shared id)."""
    right, bottom = box.x + box.width, box.y + box.height
    diagonal = box.x + box.y + HATCH_PITCH
    while diagonal < right + bottom:
        yield Line(
            max(box.x, diagonal - bottom),
            min(bottom, diagonal - box.x),
            min(right, diagonal - box.y),
            max(box.y, diagonal - right),
        )
        diagonal += HATCH_PITCH


def _whisker(box: Box) -> tuple[Line, ...]:
    """Return a line through the middle of the bounds with a cap at either end."""
    right, middle = box.x + box.width, box.y + box.height / 2
    top, bottom = box.y + CAP_INSET, box.y + box.height - CAP_INSET
    return (
        Line(box.x, middle, right, middle),
        Line(box.x, top, box.x, bottom),
        Line(right, top, right, bottom),
    )


def _tick(target: int | None, lane: Box) -> Line | None:
    if target is None:
        return None
    x = stop(target)
    return Line(x, lane.y - OVERSHOOT, x, lane.y + lane.height + OVERSHOOT)


def _mark(verified: int | None, lane: Box) -> str:
    """Return the points of a triangle under the verified level, nothing where there is none."""
    if verified is None:
        return ""
    tip_x, tip_y = stop(verified), lane.y + lane.height + OVERSHOOT
    corners = ((tip_x, tip_y), (tip_x - MARK, tip_y + MARK), (tip_x + MARK, tip_y + MARK))
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def _dash(lane: Box) -> Line:
    middle_x, middle_y = lane.x + lane.width / 2, lane.y + lane.height / 2
    return Line(middle_x - DASH / 2, middle_y, middle_x + DASH / 2, middle_y)
