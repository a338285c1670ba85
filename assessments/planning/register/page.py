"""What surrounds the projects, in sentences: the cost of stacks, how many systems are connected."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.planning.number_text import money_text, monthly_cost, percent


@dataclass(frozen=True)
class ApplicationCount:
    """Applications that somebody counted; `connected` is None where only their number is known."""

    applications: int
    connected: int | None


def stack_text(reason: str, cost: Decimal | None, currency: str) -> str:
    """Return why a stack exists and what it costs a month, as far as anybody has said."""
    amount = "" if cost is None else _("%s a month") % money_text(Fraction(cost), currency)
    return " · ".join(said for said in (reason, amount) if said)


def stacks_sentence(costs: Sequence[Decimal | None], currency: str) -> str:
    """Return what parallel stacks cost, as far as anybody has said; empty where there are none."""
    if not costs:
        return ""
    known = [cost for cost in costs if cost is not None]
    if not known:
        return _("What they cost nobody has entered.")
    return _("Cost entered for %(priced)s of %(all)s: %(cost)s.") % {
        "priced": len(known),
        "all": len(costs),
        "cost": monthly_cost(Fraction(sum(known, Decimal(0))), currency),
    }


def applications_sentence(counts: Sequence[ApplicationCount]) -> str:
    """Return how many applications there are, and the share connected of those where one knows."""
    if not counts:
        return ""
    every = sum(row.applications for row in counts)
    told = [row for row in counts if row.connected is not None]
    known = sum(row.applications for row in told)
    if not known:
        return _("Applications: %s. How many of them are connected nobody has counted.") % every
    connected = sum(row.connected or 0 for row in told)
    return _(
        "Applications: %(all)s. Connected: %(connected)s of the %(known)s where somebody counted, "
        "%(share)s%%."
    ) % {
        "all": every,
        "connected": connected,
        "known": known,
        "share": percent(Fraction(connected, known)),
    }
