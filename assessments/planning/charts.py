"""Charts of the plan as Vega-Lite specifications: values in, a specification out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

WIDTH, HEIGHT = 680, 240
INK, MUTED, LINE, ACCENT, ATTENTION = "#12211f", "#52605d", "#dfe5e2", "#14665f", "#b45309"
# On pages the theme's own colours stand in for these.
TOKENS: Mapping[str, str] = MappingProxyType(
    {INK: "ink", MUTED: "muted", LINE: "line", ACCENT: "accent", ATTENTION: "attention"}
)
STROKES = ((ACCENT, [1, 0], 2.5), (MUTED, [6, 4], 1.5), (ATTENTION, [2, 3], 1.5))
BAND_OPACITY = 0.2
LEGEND: Mapping[str, object] = MappingProxyType(
    {
        "title": None,
        "symbolType": "stroke",
        "symbolSize": 400,
        "symbolStrokeWidth": 2,
        "symbolOpacity": 1,
    }
)


@dataclass(frozen=True)
class ChartLine:
    """One line of a chart: its name and its points; with `upper` ones a band from edge to edge."""

    name: str
    points: Sequence[tuple[float, float]]
    upper: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class Axes:
    """What the two axes show."""

    across: str
    up: str


def staircase(lines: Iterable[ChartLine], axes: Axes) -> dict[str, Any]:
    """Return a chart in which every line keeps its height until its next point."""
    return _chart(list(lines), axes, "step-after")


def curves(lines: Iterable[ChartLine], axes: Axes) -> dict[str, Any]:
    """Return a chart of straight lines from point to point."""
    return _chart(list(lines), axes, "linear")


def _chart(lines: Sequence[ChartLine], axes: Axes, interpolate: str) -> dict[str, Any]:
    edge = _layer({"type": "line"}, lines, axes, interpolate)
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "config": _config(),
        "width": WIDTH,
        "height": HEIGHT,
        "data": {"values": [row for line in lines for row in _rows(line)]},
    }
    if not any(line.upper for line in lines):
        return spec | edge
    within = _layer({"type": "area", "opacity": BAND_OPACITY}, lines, axes, interpolate)
    within["encoding"] = {
        **{key: within["encoding"][key] for key in ("x", "y", "color")},
        "y2": {"field": "upper"},
    }
    above = _layer({"type": "line"}, lines, axes, interpolate, up="upper")
    banded = {"transform": [{"filter": "isValid(datum.upper)"}]}
    return spec | {"layer": [edge, banded | above, banded | within]}


def _rows(line: ChartLine) -> Iterator[dict[str, Any]]:
    """Yield the points of a line; both edges of a band at once, which has them at equal places."""
    for place, (across, up) in enumerate(line.points):
        edges = {"up": up, "upper": line.upper[place][1]} if line.upper else {"up": up}
        yield {"across": across, "line": line.name, **edges}


def _layer(
    mark: dict[str, Any],
    lines: Sequence[ChartLine],
    axes: Axes,
    interpolate: str,
    up: str = "up",
) -> dict[str, Any]:
    names, strokes = [line.name for line in lines], STROKES[: len(lines)]
    return {
        "mark": {"interpolate": interpolate, "clip": True} | mark,
        "encoding": {
            "x": _axis("across", axes.across) | {"axis": {"grid": False, "tickMinStep": 1}},
            "y": _axis(up, axes.up),
            "color": _scale(names, [colour for colour, _, _ in strokes]),
            "strokeDash": _scale(names, [dash for _, dash, _ in strokes]),
            "strokeWidth": _scale(names, [width for _, _, width in strokes]),
        },
    }


def _config() -> dict[str, Any]:
    return {
        "font": "Inter, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": MUTED,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "gridColor": LINE,
            "domainColor": LINE,
            "tickColor": LINE,
            "labelFontSize": 12,
            "titleFontSize": 12,
        },
        "legend": {"labelColor": INK, "labelFontSize": 12, "orient": "top", "title": None},
    }


def _axis(field: str, title: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": title}


def _scale(names: Sequence[str], steps: Sequence[Any]) -> dict[str, Any]:
    return {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(steps)},
        "legend": dict(LEGEND),
    }
