"""Going on from where one stands, against a foundation from where one stands (method.md 4.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Self

from assessments.planning.foundation.level_effects import (
    applicable,
    coverage,
    covered_share,
    plumbing_shares,
    removed_share,
)
from assessments.planning.foundation.missing_steps import Foundation
from assessments.planning.foundation.monthly_capacity import VENDORS_CAPACITY, monthly_capacity
from assessments.planning.foundation.unit_records import UnitRecords

from .trajectories import SYMBOLS, Assumptions, Mechanism, Trajectories
from .upkeep import trajectories

VENDORS = Assumptions()
PILOT_EFFORT = VENDORS.pilot_months * VENDORS_CAPACITY
ENDS: Mapping[str, str] = {"pi_I": "best_yield", "mu_I": "least_upkeep"}
LOW_ENDS: Mapping[str, str] = {"pi_I": "pi_S", "mu_I": "mu_S"}
FEW_PILOTS = 4
FEW_DAYS = 20
Numbers = Mapping[str, Fraction]


class Origin(StrEnum):
    """How one came to a number: by its weakest input, the weakest last."""

    MEASURED = "measured"
    FEW_DATA = "few data"
    ASSUMED = "assumed"
    DEFAULT = "default"


@dataclass(frozen=True)
class OwnEconomics:
    """The assumptions that a unit's levels and records lead to.

    `capacity` is in person-weeks a month, None until the organization gave its own. `given` are
    numbers by symbol that somebody assumes instead.
    """

    foundation: Foundation
    records: UnitRecords
    capacity: Fraction | None = None
    given: Numbers = field(default_factory=dict, hash=False)
    mechanism: Mechanism = Mechanism.YIELD

    def assuming(self, numbers: Numbers, mechanism: Mechanism) -> Self:
        """Return the same with numbers assumed, but for those that come as a range."""
        given = {symbol: number for symbol, number in numbers.items() if symbol not in ENDS}
        return replace(self, given=given, mechanism=mechanism)

    @property
    def monthly(self) -> Fraction:
        """K: the capacity, the vendors' programme's where none was given."""
        return monthly_capacity(self.capacity)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers by symbol, at the low end: the foundation saves plumbing and nothing else."""
        found = {
            "b": VENDORS.burn * self.monthly / VENDORS_CAPACITY,
            "w": PILOT_EFFORT / self.monthly * (1 - VENDORS.plumbing * self._covered),
            "phi": self._plumbing,
            "F": self.foundation.effort / self.monthly,
            "rho": self._removed,
            "pi_S": self._reached,
            "mu_S": VENDORS.upkeep_bespoke,
            **self.given,
        }
        return {"pi_I": found["pi_S"], "mu_I": found["mu_S"], **found}

    @property
    def is_nothing_to_build(self) -> bool:
        """Whether no step is missing up to the foundation's level."""
        return not self.foundation.steps

    @property
    def highest_yield(self) -> Fraction:
        """The upper end of π_I: the vendors' yield, in proportion to the plumbing removed."""
        bespoke = self.numbers["pi_S"]
        gained = (VENDORS.yield_shared - bespoke) * self._like_vendors
        return max(bespoke, min(VENDORS.yield_shared, bespoke + gained))

    @property
    def least_upkeep(self) -> Fraction:
        """The lower end of μ_I."""
        return self.numbers["mu_S"] * max(Fraction(0), 1 - self._like_vendors)

    @property
    def low(self) -> Trajectories:
        """What follows where the foundation saves plumbing and nothing else."""
        found = self.numbers
        return self._outcome(pi_I=found["pi_S"], mu_I=found["mu_S"])

    @property
    def high(self) -> Trajectories:
        """What follows where the vendors are right about yield."""
        return self._outcome(**self.best)

    @property
    def best(self) -> Numbers:
        """The upper ends of what comes as a range, by symbol."""
        return {"pi_I": self.highest_yield, "mu_I": self.least_upkeep}

    @property
    def chosen(self) -> Trajectories:
        """What follows from the numbers: the low end, unless somebody assumes otherwise."""
        return self._outcome()

    @property
    def origins(self) -> Mapping[str, Origin]:
        """How one came to each number, by its weakest input."""
        found = {
            "F": self._origin_of_foundation,
            "rho": Origin.DEFAULT,
            "phi": self._origin_of_plumbing,
            "w": Origin.DEFAULT,
            "pi_S": self._origin_of_yield,
        }
        assumed = {symbol: Origin.ASSUMED for symbol in found if symbol in self.given}
        ends = dict.fromkeys(("pi_I_high", "ratio_low", "ratio_high"), Origin.DEFAULT)
        return {**found, **assumed, **ends}

    @property
    def _covered(self) -> Fraction:
        return covered_share(self._before, self._shares)

    @property
    def _removed(self) -> Fraction:
        after = coverage(self.foundation.levels_after, self._applying)
        return removed_share(self._before, after, self._shares)

    @property
    def _applying(self) -> frozenset[str]:
        return applicable(self.foundation.supported, self.foundation.targets)

    @property
    def _before(self) -> Mapping[str, Fraction]:
        return coverage(self.foundation.supported, self._applying)

    @property
    def _shares(self) -> Mapping[str, Fraction]:
        return plumbing_shares(self.records.days, self._before)

    @property
    def _plumbing(self) -> Fraction:
        """φ as measured, else the vendors', which describes a pilot at level 0."""
        days, usual = self.records.days, VENDORS.plumbing
        if days.total:
            return days.plumbing / days.total
        return usual * (1 - self._covered) / (1 - usual * self._covered)

    @property
    def _reached(self) -> Fraction:
        reached = self.records.pilots.reached
        return VENDORS.yield_bespoke if reached is None else reached

    @property
    def _like_vendors(self) -> Fraction:
        """The plumbing removed, as a multiple of what the vendors' foundation removes."""
        days = self.records.days
        has_plumbing = days.plumbing or not days.total
        if self.is_nothing_to_build or not has_plumbing:
            return Fraction(0)
        return self.numbers["rho"] / VENDORS.removed

    @property
    def _origin_of_foundation(self) -> Origin:
        if self.is_nothing_to_build:
            return Origin.MEASURED
        is_own = self.capacity is not None and self.foundation.is_by_own_efforts
        return Origin.MEASURED if is_own else Origin.DEFAULT

    @property
    def _origin_of_plumbing(self) -> Origin:
        total = self.records.days.total
        if not total:
            return Origin.DEFAULT
        return Origin.FEW_DATA if total < FEW_DAYS else Origin.MEASURED

    @property
    def _origin_of_yield(self) -> Origin:
        decided = self.records.pilots.decided
        if not decided:
            return Origin.DEFAULT
        return Origin.FEW_DATA if decided < FEW_PILOTS else Origin.MEASURED

    def _outcome(self, **ends: Fraction) -> Trajectories:
        numbers = {SYMBOLS[key]: number for key, number in {**self.numbers, **ends}.items()}
        return trajectories(Assumptions(**numbers, mechanism=self.mechanism))
