"""Each project's share of plumbing on one line, with the mark of 40 %, as a chart."""

from collections.abc import Sequence
from typing import Any

from assessments.planning.charts import ACCENT, INK, LINE, MUTED, WIDTH
from assessments.rounds.context.diagnostics import BOTTLENECK

from .page import ProjectDot

HEIGHT_A_PROJECT = 22


def plumbing_chart(dots: Sequence[ProjectDot], across: str) -> dict[str, Any]:
    """Return a row a project: its dot between 0 and 100 percent."""
    values = [{"project": dot.name, "percent": dot.percent} for dot in dots]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": {"step": HEIGHT_A_PROJECT},
        "config": {
            "font": "Inter, sans-serif",
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "titleColor": MUTED, "gridColor": LINE, "domain": False},
        },
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "point", "filled": True, "size": 90, "color": ACCENT},
                "encoding": {
                    "x": _percent(across),
                    "y": {
                        "field": "project",
                        "type": "nominal",
                        "sort": None,
                        "title": None,
                        "axis": {"labelLimit": 260, "ticks": False, "grid": True},
                    },
                },
            },
            {
                "data": {"values": [{"percent": int(100 * BOTTLENECK)}]},
                "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]},
                "encoding": {"x": _percent(across)},
            },
        ],
    }


def _percent(title: str) -> dict[str, Any]:
    return {
        "field": "percent",
        "type": "quantitative",
        "title": title,
        "scale": {"domain": [0, 100]},
        "axis": {"grid": False},
    }
