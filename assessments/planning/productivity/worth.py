"""What faster coding is worth to the whole of delivery (method.md 4.7). Shares run from 0 to 1."""

from dataclasses import dataclass
from fractions import Fraction


def coding_share(velocity: Fraction, extra_code: Fraction) -> Fraction | None:
    """Return c: the share of coding in delivery at which the two reported gains agree."""
    saved = velocity / (1 + velocity)
    return saved * (1 + extra_code) / extra_code if extra_code else None


def gain(saved: Fraction, quality: Fraction) -> Fraction:
    """Return G(q) = 1/(1 − q·s) − 1: the velocity gained at a platform quality q."""
    return 1 / (1 - quality * saved) - 1


def released_capacity(staff: Fraction, salary: Fraction, gained: Fraction) -> Fraction:
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


@dataclass(frozen=True)
class Practice:
    """What faster coding meets; the defaults are those of EverOps's text and of DORA's calculator.

    quality: of the platform, 0 to 1. velocity: gained at full quality. salary: a year, of each of
    the staff. deployments: a year, of which a share fails, before and after. recovery: hours a
    failure takes. hourly: its cost an hour. drop, dip: the share of work lost while people learn,
    and for how many months. What nobody has published is 0, and then counts for nothing.
    """

    quality: Fraction = Fraction(1)
    velocity: Fraction = Fraction(15, 100)
    staff: Fraction = Fraction(153, 10)
    salary: Fraction = Fraction(176_000)
    deployments: Fraction = Fraction(0)
    failing_before: Fraction = Fraction(5, 100)
    failing_after: Fraction = Fraction(6, 100)
    recovery: Fraction = Fraction(0)
    hourly: Fraction = Fraction(0)
    drop: Fraction = Fraction(15, 100)
    dip: Fraction = Fraction(3)


@dataclass(frozen=True)
class Worth:
    """What faster coding is worth in a practice, in money a year."""

    given: Practice

    @property
    def gained(self) -> Fraction:
        """G(q): the velocity gained at the practice's quality of platform."""
        velocity = self.given.velocity
        return gain(velocity / (1 + velocity), self.given.quality)

    @property
    def people(self) -> Fraction:
        """How many people's work is released."""
        return released_capacity(self.given.staff, Fraction(1), self.gained)

    @property
    def released(self) -> Fraction:
        """The capacity released."""
        return released_capacity(self.given.staff, self.given.salary, self.gained)

    @property
    def failures_before(self) -> Fraction:
        """What failed changes cost before."""
        return self._failures(self.given.failing_before)

    @property
    def failures_after(self) -> Fraction:
        """What failed changes cost after."""
        return self._failures(self.given.failing_after)

    @property
    def stability(self) -> Fraction:
        """Δ: the cost of failed changes before, less that after; below 0 where it rises."""
        return self.failures_before - self.failures_after

    @property
    def learning(self) -> Fraction:
        """What the dip costs, once."""
        given = self.given
        return cost_of_learning(given.staff, given.salary, given.drop, given.dip)

    @property
    def yearly(self) -> Fraction:
        """What every year after the first is worth."""
        return self.released + self.stability

    @property
    def first_year(self) -> Fraction:
        """What the first year is worth, the dip included."""
        return self.yearly - self.learning

    def _failures(self, rate: Fraction) -> Fraction:
        given = self.given
        return Failures(given.deployments, rate, given.recovery, given.hourly).cost
