"""How many person-weeks the quarters of a plan have: the one place that reads its capacity."""

from fractions import Fraction

from assessments.planning.foundation.monthly_capacity import quarterly_capacity
from assessments.planning.portfolio.basis import PlanDecisions

from .schedule import Capacities


def quarter_capacity(decisions: PlanDecisions) -> Fraction:
    """Return the person-weeks of a quarter for which nothing else was entered."""
    return quarterly_capacity(decisions.capacity)


def is_usual_capacity(decisions: PlanDecisions) -> bool:
    """Return whether nobody has entered a capacity, so that the published one counts."""
    return decisions.capacity is None


def capacities_of(decisions: PlanDecisions) -> Capacities:
    """Return the person-weeks of each quarter."""
    entered = decisions.fixed.capacities if decisions.fixed else {}
    return Capacities(quarter_capacity(decisions), entered)
