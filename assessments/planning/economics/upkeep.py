"""The trajectories where live systems eat capacity, instead of pilots that fail (method.md 4.3).

Every pilot reaches production, and each live system then takes a share μ of all capacity, so that
N(t) = (1 − e^(−μt/w)) / μ systems are live after t months: never more than 1/μ, and t/w where μ is
0. Three systems after 12 months come out with μ = 0.266 at w = 2 (0.27 gives 2.97, 0.30 gives
2.78), with μ = 0.30 at w = 1.56, and with no upkeep at all at w = 4. Nothing published tells these
apart from a yield of one half at w = 2. What a fixed scope costs to build is the same under both.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import expm1, inf, log, log1p

from .trajectories import Assumptions, Mechanism, Number, Trajectories

LONGEST = 1200.0
HALVINGS = 100  # more than a double can tell apart
NOTHING, NEXT_TO_NOTHING = 1e-12, 1e-4


def trajectories(given: Assumptions) -> Trajectories:
    """Return what follows from the assumptions, by their mechanism."""
    if given.mechanism is Mechanism.UPKEEP:
        return TrajectoriesWithUpkeep(given)
    return Trajectories(given)


def pilots_worth(systems: float, upkeep: float) -> float | None:
    """Return t/w at which so many systems are live, at least their number; None: never."""
    if upkeep * systems >= 1:
        return None
    if upkeep * systems < NOTHING:
        return systems
    return -log1p(-upkeep * systems) / upkeep


@dataclass(frozen=True)
class Path:
    """One way to systems: months before the first is begun, months for each, upkeep of each."""

    begins: float
    pilot_months: float
    upkeep: float

    @property
    def most(self) -> float:
        """1/μ: the number of systems at which all capacity goes into keeping them."""
        return 1 / self.upkeep if self.upkeep else inf

    def live(self, months: float) -> float:
        """Return N: the systems live after so many months."""
        building = max(0.0, months - self.begins)
        if not self.pilot_months:
            return self.most if building else 0.0
        slowed = self.upkeep * building / self.pilot_months
        return building / self.pilot_months if slowed < NOTHING else -expm1(-slowed) / self.upkeep

    def service(self, months: float) -> float:
        """Return M, the sum of N over the months: (t − w·N)/μ, or t²/(2w) without upkeep."""
        building = max(0.0, months - self.begins)
        if not self.pilot_months:
            return self.most * building if building else 0.0
        slowed = self.upkeep * building / self.pilot_months
        if slowed < NEXT_TO_NOTHING:  # where the formula would take like from like
            return building**2 / (2 * self.pilot_months) * (1 - slowed / 3)
        return (building - self.pilot_months * self.live(months)) / self.upkeep


def first_ahead(path: Path, other: Path) -> float | None:
    """Return the first month at which `path` has as many systems as `other`, which begins at once.

    None where that never happens, or not within a hundred years. `path` takes no more months a
    system than `other`.
    """
    if not path.pilot_months:
        return path.begins if path.most >= other.live(path.begins) else None
    early, late = path.begins, _farthest_ahead(path, other)
    if path.live(late) < other.live(late):
        return None
    for _ in range(HALVINGS):
        middle = (early + late) / 2
        if path.live(middle) < other.live(middle):
            early = middle
        else:
            late = middle
    return late


def _farthest_ahead(path: Path, other: Path) -> float:
    """Return the month up to which `path` only gains on `other`: it may have to keep more."""
    slowing = path.upkeep / path.pilot_months - other.upkeep / other.pilot_months
    if slowing <= 0:
        return LONGEST
    head = path.upkeep * path.begins / path.pilot_months
    gaining_until = (head + log(other.pilot_months / path.pilot_months)) / slowing
    return min(LONGEST, max(path.begins, gaining_until))


@dataclass(frozen=True)
class TrajectoriesWithUpkeep(Trajectories):
    """What follows where live systems eat capacity. Every pilot is a system in production."""

    @property
    def pilots_bespoke(self) -> Number:
        """P_S = N_S: systems live by the horizon."""
        return Fraction(self._bespoke.live(float(self.given.horizon)))

    @property
    def pilots_shared(self) -> Number | None:
        """P_I = N_I: systems live by the horizon; None without limit."""
        return _finite(self._shared.live(float(self.given.horizon)))

    @property
    def systems_bespoke(self) -> Number:
        """N_S: systems live by the horizon."""
        return self.pilots_bespoke

    @property
    def systems_shared(self) -> Number | None:
        """N_I: systems live by the horizon; None without limit."""
        return self.pilots_shared

    @property
    def is_equally_kept(self) -> bool:
        """Whether a live system takes as much capacity on both paths."""
        return self.given.upkeep_shared == self.given.upkeep_bespoke

    @property
    def horizon_in_pilots(self) -> Number | None:
        """H_p = H_n: every pilot is a system in production."""
        return self.horizon_in_systems

    @property
    def horizon_in_systems(self) -> Number | None:
        """H_n: months after which the foundation first has as many live systems; None: never."""
        return _finite(first_ahead(self._shared, self._bespoke))

    @property
    def least_plumbing(self) -> Number | None:
        """φ*: the share of plumbing above which the foundation wins by the horizon.

        Below 0 where it wins at any share; None where no share is enough.
        """
        worth = self._worth_of_bespoke
        if not worth or not self.given.removed:
            return None
        affordable = self.building_months / worth
        return (1 - affordable / self.given.pilot_months) / self.given.removed

    @property
    def longest_foundation(self) -> Number | None:
        """F*: the longest foundation that still wins by the horizon; None: none does."""
        worth = self._worth_of_bespoke
        return None if worth is None else self.given.horizon - self.system_months * worth

    @property
    def service_bespoke(self) -> Number:
        """M_S: system-months of live service by the horizon."""
        return Fraction(self._bespoke.service(float(self.given.horizon)))

    @property
    def service_shared(self) -> Number | None:
        """M_I: system-months of live service by the horizon; None without limit."""
        return _finite(self._shared.service(float(self.given.horizon)))

    @property
    def _bespoke(self) -> Path:
        return Path(0.0, float(self.given.pilot_months), float(self.given.upkeep_bespoke))

    @property
    def _shared(self) -> Path:
        given = self.given
        return Path(float(given.foundation), float(self.system_months), float(given.upkeep_shared))

    @property
    def _worth_of_bespoke(self) -> Number | None:
        """The pilots' worth of capacity in which the foundation's path would get to N_S."""
        worth = pilots_worth(float(self.systems_bespoke), float(self.given.upkeep_shared))
        return None if worth is None else Fraction(worth)


def _finite(number: float | None) -> Number | None:
    return None if number is None or number == inf else Fraction(number)
