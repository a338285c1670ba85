"""Charts of the plan as they stand inside a page."""

from collections.abc import Mapping
from typing import Any

from assessments.planning.charts import TOKENS
from assessments.results import drawing


def on_page(spec: Mapping[str, Any]) -> str:
    """Return the drawn specification in the theme's colours, so that it follows light and dark."""
    svg = drawing.svg(spec)
    for colour, token in TOKENS.items():
        svg = svg.replace(colour, f"var(--{token})")
    return svg
