"""One cell of the comparison: the level that was chosen to be shown, and what to know about it."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.results.choice import Kind
from assessments.results.comparison import Cell
from assessments.results.queries.words import contested_text

CONTESTED = "↕"


def cell(row: Any, levels: Kind) -> Cell:
    """Return the cell of one capability's stored row."""
    if row.not_applicable:
        return Cell(None, css="cell level-na", text="–", note=_("not applicable"), applies=False)
    level = getattr(row, levels)
    if row.knows_nothing or level is None:
        return Cell(None, css="cell level-unknown", text="", note=_("unknown"))
    is_below = level < row.target
    return Cell(
        level,
        css=f"cell level-{level}{' is-below' if is_below else ''}",
        text=str(level),
        mark=_mark(row, levels),
        note="; ".join(_notes(row, is_below=is_below)),
    )


def _mark(row: Any, levels: Kind) -> str:
    """The upper bound is known of claims only; elsewhere a question mark stands for it."""
    bounds = f"({row.low}–{row.high})" if levels is Kind.CLAIMED else "?"
    return (bounds if row.low != row.high else "") + (CONTESTED if row.contested else "")


def _notes(row: Any, *, is_below: bool) -> list[str]:
    notes = [_("below target %s") % row.target] if is_below else []
    if row.low != row.high:
        bounds = {"low": row.low, "high": row.high}
        notes.append(_("not all is known, claimed %(low)s to %(high)s") % bounds)
    if row.contested:
        notes.append(contested_text(row.votes))
    return notes
