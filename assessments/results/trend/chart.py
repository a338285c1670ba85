"""Charts with axes as Vega-Lite specifications: values in, a specification out."""

from collections.abc import Sequence
from typing import Any

from assessments.frameworks.schema import TOP_LEVEL

from .values import Moment, Series

INK, MUTED, LINE = "#12211f", "#52605d", "#dfe5e2"
LEVELS = ("#f2ead9", "#c9d8bf", "#8fbfa7", "#4a9b8e", "#14665f")
UNKNOWN = "#ffffff"
WIDTH, WIDEST_ROUND, NARROWEST_ROUND, HEIGHT = 200, 64, 24, 130


def distribution(series: Series, *, title: str, unknown: str) -> dict[str, Any]:
    """Return the chart of one column: a bar a round, a part of it for each level with its count.

    `unknown` is the word for teams without a level.
    """
    rounds = [row.round for row in series.moments]
    step = max(NARROWEST_ROUND, min(WIDEST_ROUND, WIDTH // max(1, len(rounds))))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "#ffffff",
        "padding": 8,
        "title": {"text": title, "anchor": "start", "color": INK, "fontSize": 12},
        "width": {"step": step},
        "height": HEIGHT,
        "data": {"values": [part for row in series.moments for part in _parts(row, unknown)]},
        "encoding": {
            "x": {
                "field": "round",
                "type": "ordinal",
                "sort": rounds,
                "axis": {"title": None, "labelAngle": -40, "labelLimit": 90, "ticks": False},
            },
            "y": {
                "field": "from",
                "type": "quantitative",
                "scale": {"domain": [0, max(1, series.most)]},
                "axis": {"title": None, "values": _ticks(series.most), "format": "d"},
            },
            "y2": {"field": "to"},
        },
        "layer": [_bars(unknown, width=step - 8), _numbers(most=series.most)],
        "config": _config(),
    }


def _parts(moment: Moment, unknown: str) -> Sequence[dict[str, Any]]:
    """Return the parts of a bar from the top level down, what is unknown last."""
    counts = [(str(level), moment.tally.counts[level]) for level in range(TOP_LEVEL, -1, -1)]
    counts.append((unknown, moment.tally.unknown + moment.tally.missing))
    parts, start = [], 0
    for level, count in reversed(counts):
        if count:
            parts.append(
                {
                    "round": moment.round,
                    "level": level,
                    "count": count,
                    "from": start,
                    "to": start + count,
                    "middle": start + count / 2,
                }
            )
            start += count
    return parts


def _bars(unknown: str, *, width: int) -> dict[str, Any]:
    levels = [*map(str, range(TOP_LEVEL + 1)), unknown]
    return {
        "mark": {"type": "bar", "stroke": MUTED, "strokeWidth": 0.5, "size": width},
        "encoding": {
            "color": {
                "field": "level",
                "type": "nominal",
                "scale": {"domain": levels, "range": [*LEVELS, UNKNOWN]},
                "legend": None,
            }
        },
    }


def _numbers(*, most: int) -> dict[str, Any]:
    """Return the counts within the bars, of one team its level; low parts go without a number."""
    return {
        "transform": [{"filter": f"datum.count >= {most / 9:.2f}"}],
        "mark": {"type": "text", "fontSize": 10},
        "encoding": {
            "y": {"field": "middle", "type": "quantitative"},
            "y2": None,
            "text": {"field": "level" if most == 1 else "count"},
            "color": {
                "condition": {"test": f"datum.level === '{TOP_LEVEL}'", "value": "#ffffff"},
                "value": INK,
            },
        },
    }


def _ticks(most: int) -> list[int]:
    """Return the numbers of teams that the axis names: whole ones, about four steps."""
    step = max(1, -(-most // 4))
    return list(range(0, max(1, most) + 1, step))


def _config() -> dict[str, Any]:
    axis = {"labelColor": MUTED, "domainColor": LINE, "gridColor": LINE, "labelFontSize": 10}
    return {"font": "Inter, sans-serif", "axis": axis, "view": {"stroke": None}}
