"""What a strategy presumes and no budget names: person-weeks, calendar, money (method.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.planning.economics.own_economics import VENDORS, Origin
from assessments.planning.foundation.monthly_capacity import VENDORS_CAPACITY, monthly_capacity
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.level_closure import CapabilityStep
from orgs.currencies import DOLLARS

WEEKS_A_MONTH = Fraction(52, 12)
NOTHING = Fraction(0)


def weakest(*origins: Origin) -> Origin:
    """Return the origin of a number that is made of others: the weakest of theirs."""
    return max(origins, key=list(Origin).index)


@dataclass(frozen=True)
class Rates:
    """What turns person-weeks into calendar and money.

    `capacity` is the plan's own, in person-weeks a month, `burn` what a month costs as somebody
    gave it; None until then. In a currency other than US dollars no burn is usual.
    """

    capacity: Fraction | None = None
    burn: Fraction | None = None
    currency: str = DOLLARS

    @property
    def monthly(self) -> Fraction:
        """K: the plan's capacity, the vendors' programme's where none was given."""
        return monthly_capacity(self.capacity)

    @property
    def monthly_cost(self) -> Fraction | None:
        """What a month of this capacity costs, None where that has to be entered."""
        if self.burn is not None:
            return self.burn
        is_usual = self.currency == DOLLARS
        return VENDORS.burn * self.monthly / VENDORS_CAPACITY if is_usual else None

    @property
    def capacity_origin(self) -> Origin:
        """How one came to the capacity."""
        return Origin.MEASURED if self.capacity else Origin.DEFAULT

    @property
    def cost_origin(self) -> Origin:
        """How one came to what a month costs."""
        return Origin.DEFAULT if self.burn is None else Origin.ASSUMED


@dataclass(frozen=True)
class PresumedStep:
    """A missing step that a strategy presumes.

    `effort` are its person-weeks, whether or not a budget names them; what is true already has
    none and `waits_for` levels instead.
    """

    step: CapabilityStep
    effort: Fraction
    is_own_effort: bool
    mark: Mark | None = None
    waits_for: tuple[CapabilityStep, ...] = ()

    @property
    def is_funded(self) -> bool:
        """Whether a budget names it."""
        return self.mark is Mark.FUNDED

    @property
    def unfunded(self) -> Fraction:
        """The person-weeks that no budget names."""
        return NOTHING if self.is_funded else self.effort


@dataclass(frozen=True)
class UnfundedWork:
    """What no budget names of some steps, and how one came to each number."""

    steps: Sequence[PresumedStep] = field(hash=False)
    rates: Rates

    @property
    def effort(self) -> Fraction:
        """The person-weeks that no budget names."""
        return sum((row.unfunded for row in self.steps), NOTHING)

    @property
    def funded(self) -> Fraction:
        """The person-weeks that a budget names."""
        return sum((row.effort for row in self.steps if row.is_funded), NOTHING)

    @property
    def weeks(self) -> Fraction:
        """The weeks of calendar that they take of the whole capacity."""
        return self.effort / self.rates.monthly * WEEKS_A_MONTH

    @property
    def money(self) -> Fraction | None:
        """What they cost at b/K a person-week; None where b has to be entered."""
        cost = self.rates.monthly_cost
        return None if cost is None else self.effort * cost / self.rates.monthly

    @property
    def effort_origin(self) -> Origin:
        """How one came to the person-weeks: measured where all efforts that count are own ones."""
        is_own = all(row.is_own_effort for row in self.steps if row.unfunded)
        return Origin.MEASURED if is_own else Origin.DEFAULT

    @property
    def weeks_origin(self) -> Origin:
        """How one came to the weeks."""
        return weakest(self.effort_origin, self.rates.capacity_origin)

    @property
    def money_origin(self) -> Origin:
        """How one came to the money."""
        return weakest(self.weeks_origin, self.rates.cost_origin)
