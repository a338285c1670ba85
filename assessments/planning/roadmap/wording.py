"""The words of a roadmap: whose plan it is, what states and days are called."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.planning.number_text import ends_text
from assessments.results.comparison.options import Extent

from .dated_plan import Roadmap

STATES = {
    "stands": gettext_lazy("stands"),
    "late": gettext_lazy("late"),
    "unknown": gettext_lazy("not known"),
    "due": gettext_lazy("due, no results since"),
    "planned": gettext_lazy("planned"),
    "free": gettext_lazy("costs nothing"),
}


def day_text(day: date | None) -> str:
    """Return a day as people read it; where there is none, that it is never within the horizon."""
    return date_format(day, "j M Y") if day else _("not within ten years")


def weeks_text(days: int) -> str:
    """Return a number of days in whole weeks."""
    weeks = max(0, round(days / 7))
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


def extent_text(extent: Extent) -> str:
    """Return whose levels a plan rests on."""
    if extent is Extent.OWN:
        return _("the levels of the unit's own team")
    return _("the levels of the unit with all below it")


def basis_text(roadmap: Roadmap, fixed_on: date | None) -> str:
    """Return what a fixed plan rests on, in one sentence."""
    words = {
        "day": day_text(fixed_on) if fixed_on else "–",
        "levels": extent_text(roadmap.plan.extent),
        "use_cases": _("the framework's own use cases, each worth the same")
        if roadmap.plan.is_of_options
        else _("the unit's use cases"),
    }
    return _("Fixed on %(day)s from %(levels)s, for %(use_cases)s.") % words


def expected_text(roadmap: Roadmap) -> str:
    """Return the day on which all would stand after the newest round, or both ends of it."""
    earliest, latest = roadmap.expected
    return ends_text(day_text(earliest), day_text(latest))


def expectation_text(roadmap: Roadmap) -> str:
    """Return when all would stand after the newest round; empty without one."""
    newest, planned = roadmap.newest, roadmap.stands_on
    if newest is None:
        return ""
    words = {
        "round": newest.at.round,
        "day": expected_text(roadmap),
        "planned": day_text(planned),
        "slip": _slip_text(roadmap),
    }
    if not words["slip"]:
        return _("Going on from %(round)s at this capacity, all stands by %(day)s.") % words
    return (
        _(
            "Going on from %(round)s at this capacity, all stands by %(day)s; planned was "
            "%(planned)s: %(slip)s."
        )
        % words
    )


def _slip_text(roadmap: Roadmap) -> str:
    """How much later than planned all would stand; empty where one end is never."""
    earliest, latest = roadmap.expected
    planned = roadmap.stands_on
    if not (earliest and latest and planned):
        return ""
    return ends_text(_later_text((earliest - planned).days), _later_text((latest - planned).days))


def _later_text(days: int) -> str:
    weeks = weeks_text(abs(days))
    if not round(abs(days) / 7):
        return _("as planned")
    return (_("%s later") if days > 0 else _("%s earlier")) % weeks
