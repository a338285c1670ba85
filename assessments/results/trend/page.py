"""The trend's page: charts, the same numbers as tables and as JSON, what moved in words."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.schema import TOP_LEVEL
from assessments.results.comparison.notes import COLUMNS, EXTENTS, LEVELS, Switch
from assessments.results.comparison.options import By, Extent, LevelKind
from assessments.results.files import drawing

from . import chart
from .values import Moment, Series, TotalChange, Trend, TrendOptions


@dataclass(frozen=True)
class Chart:
    """One column's chart as an image, and the same as a table."""

    series: Series
    source: str
    lines: Sequence[tuple[int, Sequence[int]]]
    remarks: Sequence[str]

    @property
    def newest_remark(self) -> str:
        """What is to be said of the newest round; empty where nothing is."""
        newest = self.series.moments[-1].round if self.series.moments else ""
        return next((text for text in self.remarks if text.startswith(f"{newest}:")), "")


@dataclass(frozen=True)
class TrendPage:
    """What the trend's page shows."""

    trend: Trend
    options: TrendOptions

    @cached_property
    def charts(self) -> list[Chart]:
        """A chart for each column."""
        return [self._chart(row) for row in self.trend.series]

    @property
    def query(self) -> str:
        """What the address says of this view."""
        return _query(self.options)

    @property
    def switches(self) -> list[tuple[str, list[Switch]]]:
        """The switches, each with its name."""
        kinds = [
            row for row in LEVELS if row[0] is not LevelKind.VERIFIED or self.trend.has_verified
        ]
        extents = EXTENTS if self.options.unit else ()
        return [
            (_("Levels"), [self._switch("levels", *row) for row in kinds]),
            (_("Columns"), [self._switch("by", *row) for row in COLUMNS]),
            *([(_("Unit"), [self._switch("extent", *row) for row in extents])] if extents else ()),
        ]

    @property
    def snapshot_pairs(self) -> list[tuple[int, int, str]]:
        """The chosen unit's results to be held against each other: each with the one before."""
        rows = self.trend.snapshots
        return [
            (now.result_id, before.result_id, f"{before.round} → {now.round}")
            for before, now in pairwise(rows)
        ]

    def _switch(self, name: str, value: LevelKind | By | Extent, label: object) -> Switch:
        turned = replace(self.options, **{name: value})  # type: ignore[arg-type]
        return Switch(str(label), _query(turned), getattr(self.options, name) == value)

    def _chart(self, series: Series) -> Chart:
        spec = chart.distribution(series, title=series.name, unknown=_("unknown"))
        picture = b64encode(drawing.svg(spec).encode()).decode()
        return Chart(
            series=series,
            source=f"data:image/svg+xml;base64,{picture}",
            lines=[
                (level, [row.tally.counts[level] for row in series.moments])
                for level in range(TOP_LEVEL, -1, -1)
            ],
            remarks=[text for row in series.moments if (text := _remark(row))],
        )


def _remark(moment: Moment) -> str:
    """Return what is to be said of a round: how teams moved, whether it can be compared."""
    words = [_moved(moment.moved)] if moment.moved.any else []
    if not moment.is_comparable:
        words.append(_("asked otherwise, so not comparable with the newest round"))
    return f"{moment.round}: {'; '.join(words)}" if words else ""


def _moved(moved: TotalChange) -> str:
    parts = [
        ngettext("%s team up", "%s teams up", moved.up) % moved.up if moved.up else "",
        ngettext("%s team down", "%s teams down", moved.down) % moved.down if moved.down else "",
    ]
    behind = [
        _("%s backed") % moved.backed if moved.backed else "",
        _("%s re-rated") % moved.rerated if moved.rerated else "",
        _("%s following others") % moved.followed if moved.followed else "",
    ]
    return f"{', '.join(filter(None, parts))} ({', '.join(filter(None, behind))})"


def _query(options: TrendOptions) -> str:
    fields = {
        "below": str(options.unit or ""),
        "levels": "" if options.levels is LevelKind.SUPPORTED else str(options.levels),
        "by": "" if options.by is By.CAPABILITIES else str(options.by),
        "show": "" if options.extent is Extent.ROLLED else str(options.extent),
    }
    return urlencode([(name, value) for name, value in fields.items() if value])


def document(shown: Trend, options: TrendOptions) -> dict[str, Any]:
    """Return the trend's numbers: by column and round the teams at each level, and what moved."""
    return {
        "unit": shown.unit or None,
        "levels": str(options.levels),
        "columns": str(options.by),
        "rows": str(options.extent),
        "rounds": list(shown.rounds),
        "series": [_series(row) for row in (*shown.series, shown.stages)],
    }


def _series(series: Series) -> dict[str, Any]:
    return {
        "key": series.key,
        "name": series.name,
        "rounds": [_moment(row) for row in series.moments],
    }


def _moment(moment: Moment) -> dict[str, Any]:
    tally = moment.tally
    return {
        "round": moment.round,
        "teams_at_level": list(tally.counts),
        "unknown": tally.unknown,
        "missing": tally.missing,
        "not_applicable": tally.not_applicable,
        "at_target": tally.met,
        "reached_by_80_percent": tally.level,
        "known_share": tally.coverage,
        "comparable": moment.is_comparable,
        "moved": asdict(moment.moved),
    }
