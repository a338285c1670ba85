"""Approved against shipped, use cases that follow each other, and autonomy, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.frameworks.schema import Framework
from assessments.planning.portfolio.basis import StartingLevels

from .approvals import (
    Carrier,
    GapAt,
    Pivot,
    TrackedUseCase,
    Tracking,
    gap_by_quarter,
    pivots,
)
from .autonomy import Autonomy, Degree, autonomy

QUARTERS_A_YEAR = 4
PLACES = {
    2: gettext_lazy("Second use case in a row that waits for %s"),
    3: gettext_lazy("Third use case in a row that waits for %s"),
    4: gettext_lazy("Fourth use case in a row that waits for %s"),
    5: gettext_lazy("Fifth use case in a row that waits for %s"),
}
DEGREES = {
    Degree.READ_ONLY: gettext_lazy("read only"),
    Degree.WITH_APPROVAL: gettext_lazy("act with approval"),
    Degree.ALONE: gettext_lazy("act alone"),
}


@dataclass(frozen=True)
class DeliveryNote:
    """What became of a use case: its approval, its project, what it replaces, and how often."""

    approved_on: date | None = None
    carrier: Carrier | None = None
    shipped_on: date | None = None
    replaces: str = ""
    pivot: str = ""


@dataclass(frozen=True)
class QuarterGap:
    """One quarter of the table; `share` of 100 is the largest gap."""

    name: str
    approved: int
    shipped: int
    gap: int
    share: int


@dataclass(frozen=True)
class ApprovedShown:
    """Approved against shipped: the sentences, the quarters, and what was given up for another."""

    sentences: tuple[str, ...]
    quarters: tuple[QuarterGap, ...]
    given_up: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class AutonomyShown:
    """A degree of autonomy, and what is missing for it as (capability, have, needs)."""

    name: str
    is_allowed: bool
    missing: tuple[tuple[str, int, int], ...]


def delivery_notes(tracking: Tracking, standing: StartingLevels) -> dict[int, DeliveryNote]:
    """Return what became of each use case; pivots need a result to speak from."""
    rows, carriers = tracking.rows, tracking.carriers
    names = {row.pk: row.name for row in rows}
    flagged = pivots(rows, standing.framework, standing.levels) if standing.is_known else {}
    return {
        row.pk: DeliveryNote(
            approved_on=row.approved_on,
            carrier=carriers.get(row.pk),
            shipped_on=row.shipped_on,
            replaces=names.get(row.replaces or 0, ""),
            pivot=_pivot_text(flagged[row.pk]) if row.pk in flagged else "",
        )
        for row in rows
    }


def approved_shown(tracking: Tracking, today: date) -> ApprovedShown | None:
    """Return approved against shipped; None where nothing is approved or replaced."""
    rows = tracking.rows
    replaced = {row.replaces for row in rows}
    given_up = tuple((row.pk, row.name) for row in rows if row.pk in replaced)
    gaps = gap_by_quarter(rows, today)
    if not gaps and not given_up:
        return None
    most = max((row.gap for row in gaps), default=0)
    return ApprovedShown(
        sentences=(*_gap_sentences(gaps), *_undated(rows)),
        quarters=tuple(_quarter_gap(row, most) for row in gaps),
        given_up=given_up,
    )


def autonomy_shown(standing: StartingLevels) -> tuple[AutonomyShown, ...]:
    """Return what the present levels let agents do, the least first; nothing without a result."""
    if not standing.is_known:
        return ()
    degrees = autonomy(standing.framework, standing.levels)
    return tuple(_autonomy_shown(row, standing) for row in degrees)


def autonomy_sentence(degrees: Iterable[AutonomyShown]) -> str:
    """Return the most that agents may do at the present levels."""
    allowed = [row.name for row in degrees if row.is_allowed]
    if not allowed:
        return _("Today's levels do not carry agents, not even such as only read.")
    return _("The most that today's levels carry: agents that %s.") % allowed[-1]


def _autonomy_shown(row: Autonomy, standing: StartingLevels) -> AutonomyShown:
    framework: Framework = standing.framework
    return AutonomyShown(
        name=str(DEGREES[row.degree]),
        is_allowed=row.is_allowed,
        missing=tuple(
            (framework.capability(key).name, standing.levels[key] or 0, level)
            for key, level in row.missing.items()
        ),
    )


def _pivot_text(pivot: Pivot) -> str:
    levels = ", ".join(f"{key} {level}" for key, level in pivot.waits_for.items())
    if pivot.place in PLACES:
        return str(PLACES[pivot.place]) % levels
    return _("Use case number %(place)s in a row that waits for %(levels)s") % {
        "place": pivot.place,
        "levels": levels,
    }


def _gap_sentences(gaps: Sequence[GapAt]) -> tuple[str, ...]:
    if not gaps:
        return ()
    now = gaps[-1]
    counted = ngettext(
        "%(approved)s use case approved, %(shipped)s of them in production: a gap of %(gap)s.",
        "%(approved)s use cases approved, %(shipped)s of them in production: a gap of %(gap)s.",
        now.approved,
    ) % {"approved": now.approved, "shipped": now.shipped, "gap": now.gap}
    earlier = gaps[-1 - QUARTERS_A_YEAR :][0]
    if earlier is now:
        return (counted,)
    numbers = {"before": earlier.gap, "gap": now.gap, "since": _name(earlier)}
    if now.gap > earlier.gap:
        return counted, _("It grew from %(before)s to %(gap)s since %(since)s.") % numbers
    if now.gap < earlier.gap:
        return counted, _("It shrank from %(before)s to %(gap)s since %(since)s.") % numbers
    return counted, _("It is as large as in %(since)s.") % numbers


def _undated(rows: Sequence[TrackedUseCase]) -> tuple[str, ...]:
    """What the numbers leave out because a day is missing."""
    approved = sum(row.is_shipped and not row.approved_on for row in rows)
    shipped = sum(bool(row.approved_on and row.is_shipped and not row.shipped_on) for row in rows)
    said = []
    if shipped:
        text = ngettext(
            "Not counted as shipped: %s that is in production since a day that nobody entered.",
            "Not counted as shipped: %s that are in production since days that nobody entered.",
            shipped,
        )
        said.append(text % shipped)
    if approved:
        text = ngettext(
            "Not counted as approved: %s in production without a day of approval.",
            "Not counted as approved: %s in production without days of approval.",
            approved,
        )
        said.append(text % approved)
    return tuple(said)


def _quarter_gap(row: GapAt, most: int) -> QuarterGap:
    share = 100 * row.gap // most if most else 0
    return QuarterGap(_name(row), row.approved, row.shipped, row.gap, share)


def _name(row: GapAt) -> str:
    return _("Q%(quarter)s %(year)s") % {"quarter": row.quarter, "year": row.year}
