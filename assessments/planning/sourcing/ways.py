"""Build, buy or wait: what each way to a foundation costs and removes, as the unit assumes it."""

from dataclasses import dataclass
from fractions import Fraction

HORIZONS = (12, 24, 36)


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
        until = min(Fraction(1), horizon / self.months) if self.months else Fraction(1)
        return (self.cost or 0) * until + (self.upkeep or 0) * max(0, horizon - self.months)

    def removed_days(self, plumbing: Fraction) -> Fraction | None:
        """Return how many of the recorded days of plumbing it would have taken away."""
        return None if self.removes is None or not plumbing else self.removes * plumbing
