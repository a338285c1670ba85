"""Charts of the plan as they stand inside a page, and as files that stand alone."""

from collections.abc import Mapping
from typing import Any

from assessments.results.files import drawing

from .charts import INK, TOKENS


def themed_svg(spec: Mapping[str, Any]) -> str:
    """Return the drawn specification in the theme's colours, so that it follows light and dark."""
    return themed(drawing.svg(spec))


def themed(svg: str) -> str:
    """Return a drawn picture in the theme's colours."""
    for colour, token in TOKENS.items():
        svg = svg.replace(colour, f"var(--{token})")
    return svg


def standalone_spec(spec: Mapping[str, Any], *, title: str, subtitle: str) -> dict[str, Any]:
    """Return the specification on white paper, under a title that says what and whose it is."""
    words = {"text": title, "subtitle": subtitle, "anchor": "start", "offset": 12}
    sizes = {"fontSize": 15, "subtitleFontSize": 12, "color": INK, "subtitleColor": INK}
    return {
        **spec,
        "background": "#ffffff",
        "padding": 20,
        "title": words | sizes,
        "description": f"{title}. {subtitle}",
    }
