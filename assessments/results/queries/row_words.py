"""What stands beside a unit's name in the comparison."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.results.comparison import Row
from assessments.rounds.models import SessionState


def submitted(row: Row) -> str:
    """Return how many of the units in the row have submitted."""
    asked = row.below + (not row.is_group)
    done = row.below_submitted + (row.unit.outcome is not None)
    return ngettext(
        "%(submitted)s of %(asked)s unit submitted",
        "%(submitted)s of %(asked)s units submitted",
        asked,
    ) % {"submitted": done, "asked": asked}


def empty(row: Row) -> str:
    """Return why a row has no cells."""
    if row.is_group or row.is_rolled:
        return submitted(row)
    state = SessionState(row.unit.state).label
    return _("%(state)s, not submitted") % {"state": state}


def questions(row: Row) -> str:
    """Return how many doubts there are about the levels of the unit's own team; empty without."""
    count = len(row.flags)
    text = ngettext("%s question about its levels", "%s questions about its levels", count)
    return text % count if count else ""


def remark(row: Row) -> str:
    """Return what is special about the row, beside its levels."""
    remarks = [_("reopened since")] if row.unit.is_reopened else []
    if row.short:
        remarks.append(ngettext("%s level short", "%s levels short", row.short) % row.short)
    if row.contested:
        remarks.append(_("%s contested") % row.contested)
    if row.unknown:
        remarks.append(_("%s unknown") % row.unknown)
    return ", ".join(remarks)
