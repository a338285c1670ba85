"""The three ways to a foundation, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.economics.own_economics import OwnEconomics
from assessments.planning.number_text import days_text, money_text, number_text, percent

from .ways import HORIZONS, WayToFoundation

NOT_SAID = "–"


@dataclass(frozen=True)
class ComparedRow:
    """One line of the comparison: what it is about, and a cell for each way."""

    name: str
    cells: tuple[str, ...]


def compared_rows(
    ways: Sequence[WayToFoundation], notes: Sequence[str], plumbing: Fraction, currency: str
) -> list[ComparedRow]:
    """Return the ways line by line; the days of plumbing stand there where any are recorded."""
    rows = [
        ComparedRow(_("Stands after"), tuple(_months(way.months) for way in ways)),
        *[_spent_row(ways, horizon, currency) for horizon in HORIZONS],
        ComparedRow(_("Removes of today's plumbing"), tuple(_share(way.removes) for way in ways)),
    ]
    if plumbing:
        name = _("Of %s recorded days of plumbing") % days_text(plumbing)
        days = (way.removed_days(plumbing) for way in ways)
        rows.append(ComparedRow(name, tuple(map(_days, days))))
    if any(notes):
        rows.append(ComparedRow(_("What it removes"), tuple(note or NOT_SAID for note in notes)))
    return rows


def effort_sentence(own: OwnEconomics) -> str:
    """Return what building takes by the unit's own levels, efforts and capacity."""
    level, effort = own.foundation.level, own.foundation.effort
    if own.is_nothing_to_build:
        return _("Nothing to build up to level %s: already there.") % level
    numbers: Mapping[str, object] = {
        "effort": number_text(effort),
        "level": level,
        "capacity": number_text(own.monthly),
        "months": number_text(effort / own.monthly, 1),
    }
    if own.capacity is None:
        text = _("Building up to level %(level)s: %(effort)s person-weeks of missing steps.")
        return text % numbers
    return (
        _(
            "Building up to level %(level)s: %(effort)s person-weeks of missing steps, %(months)s "
            "months at your %(capacity)s person-weeks a month."
        )
        % numbers
    )


def _spent_row(ways: Sequence[WayToFoundation], horizon: int, currency: str) -> ComparedRow:
    cells = (money_text(way.spent(horizon), currency) for way in ways)
    return ComparedRow(_("Spent within %s months") % horizon, tuple(cells))


def _months(months: Fraction | None) -> str:
    return NOT_SAID if months is None else _("%s months") % number_text(months, 1)


def _share(share: Fraction | None) -> str:
    return NOT_SAID if share is None else f"{percent(share)}%"


def _days(days: Fraction | None) -> str:
    return NOT_SAID if days is None else _("%s days less") % days_text(days)
