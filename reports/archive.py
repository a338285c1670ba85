"""What the reports room archives: what was made, with its files."""

from dataclasses import replace

from django.db.models import Q

from assessments.results.comparison.options import options_from_json
from assessments.rounds.models import Round
from orgs.archive.export import ArchiveTable, Columns, Numbers
from orgs.models import Unit

from .models import Report, ReportState


def units_shown(columns: Columns, numbers: Numbers) -> Columns:
    """Return the report with the new numbers of the units that it shows or folds."""
    units = [numbers.of(Unit, unit) for unit in columns["units"]]
    return columns | {"units": units, "choices": _renumbered(columns["choices"], numbers)}


def _renumbered(choices: Columns, numbers: Numbers) -> Columns:
    """Return a comparison's choices with the new numbers of its units and its earlier round."""
    if not choices:
        return {}
    choice = options_from_json(choices)
    filters = choice.filters
    return replace(
        choice,
        folded=frozenset(numbers.of(Unit, unit) for unit in choice.folded),
        opened=frozenset(numbers.of(Unit, unit) for unit in choice.opened),
        since=numbers.of(Round, choice.since) if choice.since else None,
        filters=replace(
            filters,
            below=numbers.of(Unit, filters.below) if filters.below else None,
            units=frozenset(numbers.of(Unit, unit) for unit in filters.units),
        ),
    ).document()


TABLES = (
    ArchiveTable(Report, which=Q(state=ReportState.DONE), renumbered=units_shown, file="file"),
)
