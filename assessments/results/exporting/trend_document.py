"""The trend as JSON values."""

from dataclasses import asdict
from typing import Any

from assessments.results.queries.trending import Asked
from assessments.results.trend import Moment, Series, Trend


def document(shown: Trend, asked: Asked) -> dict[str, Any]:
    """Return the trend's numbers: by column and round the teams at each level, and what moved."""
    return {
        "unit": shown.unit or None,
        "levels": str(asked.levels),
        "columns": str(asked.by),
        "rows": str(asked.extent),
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
