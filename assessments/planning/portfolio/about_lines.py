"""What every export of a plan's page says about its numbers: whose they are, what they rest on."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.plan_files import AboutLine

from .basis import StartingLevels


def about_plan(unit: str, standing: StartingLevels, on: date) -> list[AboutLine]:
    """Return the lines that all pages of a unit's plan have in common, as of a day."""
    framework = f"{standing.framework.name} {standing.framework.version}"
    return [
        AboutLine("unit", _("Unit"), unit),
        AboutLine("as_of", _("As of"), on),
        AboutLine("framework", _("Framework"), framework),
        AboutLine("basis", _("Planned from"), basis_text(standing)),
        AboutLine("partly_unknown", _("Not all is known about"), ", ".join(standing.unknown)),
    ]


def basis_text(standing: StartingLevels) -> str:
    """Return what the numbers of a plan rest on: its source with its coverage."""
    if not standing.is_known:
        return _("no result yet")
    return f"{standing.source} ({standing.coverage})"
