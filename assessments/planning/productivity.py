"""What faster coding is worth to the whole of delivery (method.md 4.7). Shares run from 0 to 1."""

from dataclasses import dataclass
from fractions import Fraction


def time_saved(coding_share: Fraction, extra_code: Fraction) -> Fraction:
    """Return s = c·g / (1 + g): the share of delivery time that faster coding saves."""
    return coding_share * extra_code / (1 + extra_code)


def coding_share(velocity: Fraction, extra_code: Fraction) -> Fraction | None:
    """Return c: the share of coding in delivery at which the two reported gains agree."""
    saved = velocity / (1 + velocity)
    return saved * (1 + extra_code) / extra_code if extra_code else None


def gain(saved: Fraction, quality: Fraction) -> Fraction:
    """Return G(q) = 1/(1 − q·s) − 1: the velocity gained at a platform quality q."""
    return 1 / (1 - quality * saved) - 1


def released(staff: Fraction, salary: Fraction, gained: Fraction) -> Fraction:
    """Return staff × salary × G/(1 + G): the capacity released, in money a year."""
    return staff * salary * gained / (1 + gained)


@dataclass(frozen=True)
class Failures:
    """What failed changes cost: deployments, their failure rate, hours to recover, cost an hour."""

    deployments: Fraction
    rate: Fraction
    hours: Fraction
    hourly: Fraction

    @property
    def cost(self) -> Fraction:
        """The cost of all failed changes."""
        return self.deployments * self.rate * self.hours * self.hourly


def cost_of_learning(
    staff: Fraction,
    salary: Fraction,
    drop: Fraction = Fraction(15, 100),
    months: Fraction = Fraction(3),
) -> Fraction:
    """Return staff × salary × drop × months/12: what the dip before the gain costs."""
    return staff * salary * drop * months / 12
