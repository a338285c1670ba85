"""What the reports room archives: what was made, with its files."""

from django.db.models import Q

from orgs.archive import Archived, Columns, Numbers
from orgs.models import Unit
from reports.models import Report, ReportState


def units_shown(columns: Columns, numbers: Numbers) -> Columns:
    """Return the report with the new numbers of the units that it shows or folds."""
    units = [numbers.of(Unit, unit) for unit in columns["units"]]
    choices = dict(columns["choices"])
    if "folded" in choices:
        choices["folded"] = [numbers.of(Unit, unit) for unit in choices["folded"]]
    return columns | {"units": units, "choices": choices}


TABLES = (Archived(Report, which=Q(state=ReportState.DONE), renumbered=units_shown, file="file"),)
