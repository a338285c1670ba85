"""The order at both ends of what is unknown, where less than 75 % is known (method.md 5.0)."""

from django.utils.translation import gettext as _

from assessments.planning.number_text import number_text
from assessments.planning.portfolio.basis import PlanningBasis

from .page import Ordering


def order_ends(basis: PlanningBasis) -> tuple[str, ...]:
    """Return a sentence for the low and one for the high end; nothing where enough is known."""
    if basis.standing.is_mostly_known:
        return ()
    return (
        _("With all that is unknown at its lowest: %s.") % _outcome(basis.at_low),
        _("With all that is unknown at its highest: %s.") % _outcome(basis.at_high),
    )


def _outcome(basis: PlanningBasis) -> str:
    ordering = Ordering(basis)
    if not ordering.has_steps:
        return _("nothing is left to do")
    return _("%(effort)s person-weeks, beginning with %(step)s") % {
        "effort": number_text(ordering.portfolio.total_effort),
        "step": ordering.shown(ordering.best.steps[0]).name,
    }
