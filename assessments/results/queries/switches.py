"""The switches of the comparison: which levels, which columns, whom a row speaks of, the order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.results.choice import NAME, TREE, By, Extent, Kind
from assessments.results.comparison import Comparison

LEVELS = (
    (Kind.SUPPORTED, gettext_lazy("Supported")),
    (Kind.CLAIMED, gettext_lazy("Claimed")),
    (Kind.VERIFIED, gettext_lazy("Verified")),
)
COLUMNS = (
    (By.CAPABILITIES, gettext_lazy("Capabilities")),
    (By.THEMES, gettext_lazy("The gaps")),
)
EXTENTS = (
    (Extent.ROLLED, gettext_lazy("With all below")),
    (Extent.OWN, gettext_lazy("Own team alone")),
)
ORDERS = ((TREE, gettext_lazy("As a tree")), (NAME, gettext_lazy("By name")))


@dataclass(frozen=True)
class Switch:
    """One position of a switch."""

    label: str
    query: str
    is_current: bool


def switches(shown: Comparison) -> list[tuple[str, list[Switch]]]:
    """Return the switches, each with its name; verified levels only where there are any."""
    kinds = [row for row in LEVELS if row[0] is not Kind.VERIFIED or shown.has_verified]
    return [
        (_("Levels"), _switch(shown, "levels", kinds)),
        (_("Columns"), _switch(shown, "by", COLUMNS)),
        (_("Each unit"), _switch(shown, "extent", EXTENTS)),
        (_("Order"), _switch(shown, "sort", ORDERS)),
    ]


def _switch(shown: Comparison, name: str, positions: Sequence[tuple[str, Any]]) -> list[Switch]:
    present = getattr(shown.choice, name)
    return [
        Switch(
            label=str(label),
            query=replace(shown.choice, **_turned(shown, name, value)).query(shown.round_id),
            is_current=value == present,
        )
        for value, label in positions
    ]


def _turned(shown: Comparison, name: str, value: str) -> dict[str, Any]:
    """Other columns cannot keep an order by the present ones."""
    keys = {column.key for column in shown.columns}
    is_lost = name == "by" and value != shown.choice.by and shown.choice.column in keys
    return {name: value, "page": 1} | ({"sort": TREE} if is_lost else {})
