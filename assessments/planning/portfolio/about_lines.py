"""What every export of a plan's page says about its numbers: whose they are, what they rest on."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.plan_files import AboutLine

from .basis import StartingLevels
from .page import standing_shown


def about_plan(unit: str, standing: StartingLevels | None, on: date) -> list[AboutLine]:
    """Return the lines that all pages of a unit's plan have in common, as of a day."""
    if standing is None:
        return [AboutLine("unit", _("Unit"), unit), AboutLine("as_of", _("As of"), on)]
    framework = f"{standing.framework.name} {standing.framework.version}"
    shown = standing_shown(standing)
    return [
        AboutLine("unit", _("Unit"), unit),
        AboutLine("as_of", _("As of"), on),
        AboutLine("framework", _("Framework"), framework),
        AboutLine("basis", _("Basis"), shown.sentence or _("no result yet")),
        AboutLine("supported_levels", _("Supported levels"), shown.levels),
        AboutLine("known_weight", _("Known share of the weight"), standing.known_weight),
        AboutLine("partly_unknown", _("Not all is known about"), ", ".join(standing.unknown)),
        AboutLine("compare_with_care", _("Take care"), shown.warning),
    ]
