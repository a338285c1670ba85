"""Build, buy or wait: what each way to a foundation costs and removes, as the unit assumes it."""

from dataclasses import dataclass
from fractions import Fraction

HORIZONS = (12, 24, 36)
NOTHING, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class WayToFoundation:
    """What a unit assumes about one way; None where nobody has said.

    The foundation stands after `months`; `cost` is spent evenly until then, `upkeep` every month
    from then on. It removes a share from 0 to 1 of today's plumbing.
    """

    months: Fraction | None = None
    cost: Fraction | None = None
    upkeep: Fraction | None = None
    removes: Fraction | None = None

    def spent(self, horizon: int) -> Fraction | None:
        """Return what is spent within so many months; None where too little is known for it."""
        if self.cost is None and self.upkeep is None:
            return None
        if self.months is None:
            return self.cost if not self.upkeep else None
        until = min(ALL, horizon / self.months) if self.months else ALL
        afterwards = max(NOTHING, horizon - self.months)
        return (self.cost or NOTHING) * until + (self.upkeep or NOTHING) * afterwards

    def removed_days(self, plumbing: Fraction) -> Fraction | None:
        """Return how many of the recorded days of plumbing it would have taken away."""
        return None if self.removes is None or not plumbing else self.removes * plumbing
