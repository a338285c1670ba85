"""Two trajectories: every project its own plumbing, or a shared foundation first (method.md 4.2).

Exact numbers. Time is in months of the whole programme's capacity, money in the unit of the burn.
What no finite number answers is None: a break-even that is never reached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Self

Number = Fraction
POINTS = 24


class Mechanism(StrEnum):
    """Why effort does not all become systems in production: pilots fail, or live ones need care."""

    YIELD = "yield"
    UPKEEP = "upkeep"


@dataclass(frozen=True)
class Assumptions:
    """What the model assumes; the defaults reproduce the source documents' figures.

    burn: money a month. pilot_months: capacity-months of one bespoke pilot. plumbing: its share
    of plumbing. foundation: months. removed: share of plumbing that the foundation removes.
    consolidation: cost of consolidating one bespoke system, as a multiple of its plumbing.
    yield_bespoke, yield_shared: shares of pilots that reach production. horizon: months.
    systems: how many in a comparison of fixed scope. upkeep_bespoke, upkeep_shared: the share of
    all capacity that one live system takes. Of yields and upkeep, the mechanism uses one.
    """

    burn: Number = Fraction(225_000)
    pilot_months: Number = Fraction(2)
    plumbing: Number = Fraction(1, 2)
    foundation: Number = Fraction(2)
    removed: Number = Fraction(17, 18)
    consolidation: Number = Fraction(4, 3)
    yield_bespoke: Number = Fraction(1, 2)
    yield_shared: Number = Fraction(95, 100)
    horizon: Number = Fraction(12)
    systems: Number = Fraction(4)
    upkeep_bespoke: Number = Fraction(266, 1000)
    upkeep_shared: Number = Fraction(0)
    mechanism: Mechanism = Mechanism.YIELD


SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "b": "burn",
        "w": "pilot_months",
        "phi": "plumbing",
        "F": "foundation",
        "rho": "removed",
        "gamma": "consolidation",
        "pi_S": "yield_bespoke",
        "pi_I": "yield_shared",
        "H": "horizon",
        "n": "systems",
        "mu_S": "upkeep_bespoke",
        "mu_I": "upkeep_shared",
    }
)


@dataclass(frozen=True)
class Trajectories:
    """What follows from the assumptions: bespoke (strategy first) against a foundation first.

    A share of the pilots reaches production; `upkeep` has the other mechanism.
    """

    given: Assumptions

    @property
    def saved(self) -> Number:
        """ρφ: the share of a pilot's work that the foundation saves."""
        return self.given.removed * self.given.plumbing

    @property
    def system_months(self) -> Number:
        """w_I: months for each system on the foundation."""
        return self.given.pilot_months * (1 - self.saved)

    @property
    def building_months(self) -> Number:
        """Months left after the foundation, never below 0."""
        return max(Fraction(0), self.given.horizon - self.given.foundation)

    @property
    def pilots_bespoke(self) -> Number:
        """P_S: pilots finished by the horizon."""
        return self.given.horizon / self.given.pilot_months

    @property
    def pilots_shared(self) -> Number | None:
        """P_I: pilots finished by the horizon; None without limit."""
        building = self.building_months
        return ratio(building, self.system_months) if building else Fraction(0)

    @property
    def systems_bespoke(self) -> Number:
        """N_S: systems in production by the horizon."""
        return self.given.yield_bespoke * self.pilots_bespoke

    @property
    def systems_shared(self) -> Number | None:
        """N_I: systems in production by the horizon; None without limit."""
        pilots = self.pilots_shared
        return None if pilots is None else self.given.yield_shared * pilots

    @property
    def times_as_many(self) -> Number | None:
        """N_I / N_S; 1 where both paths are the same, whatever comes of them."""
        if self.is_one_path:
            return Fraction(1)
        shared = self.systems_shared
        return None if shared is None else ratio(shared, self.systems_bespoke)

    @property
    def is_one_path(self) -> bool:
        """Whether the foundation takes nothing, saves nothing, and changes nothing else."""
        return not self.given.foundation and not self.saved and self.is_equally_kept

    @property
    def is_equally_kept(self) -> bool:
        """Whether a pilot on the foundation becomes as much as a bespoke one."""
        return self.given.yield_shared == self.given.yield_bespoke

    @property
    def cost_of_building(self) -> Number:
        """C_S without consolidation: the fixed scope built bespoke."""
        return self.given.systems * self.given.pilot_months * self.given.burn

    @property
    def cost_of_consolidating(self) -> Number:
        """The later consolidation of the fixed scope."""
        return self.given.consolidation * self.given.plumbing * self.cost_of_building

    @property
    def cost_shared(self) -> Number:
        """C_I: foundation and the fixed scope on it."""
        return self.months_shared * self.given.burn

    @property
    def months_bespoke(self) -> Number:
        """Months for the fixed scope, bespoke."""
        return self.given.systems * self.given.pilot_months

    @property
    def months_shared(self) -> Number:
        """Months for foundation and fixed scope."""
        return self.given.foundation + self.given.systems * self.system_months

    def after(self, months: Number) -> Self:
        """Return what has come of it after so many months."""
        return replace(self, given=replace(self.given, horizon=months))

    @property
    def spend_by_horizon(self) -> Number:
        """What either path spends by the horizon: the same team for the same time."""
        return self.given.horizon * self.given.burn

    @property
    def lead(self) -> Number | None:
        """1 − (π_S/π_I)(1 − ρφ): how much less capacity a live system takes on the foundation."""
        yields = ratio(self.given.yield_bespoke, self.given.yield_shared)
        return None if yields is None else 1 - yields * (1 - self.saved)

    @property
    def horizon_in_pilots(self) -> Number | None:
        """H_p: months after which the foundation has led to as many pilots."""
        return ratio(self.given.foundation, self.saved)

    @property
    def horizon_in_systems(self) -> Number | None:
        """H_n: months after which it has led to as many systems in production; None: never."""
        lead = self.lead
        return ratio(self.given.foundation, lead) if lead is not None and lead > 0 else None

    @property
    def least_plumbing(self) -> Number | None:
        """φ*: the share of plumbing above which the foundation wins by the horizon, in pilots."""
        return ratio(self.given.foundation, self.given.removed * self.given.horizon)

    @property
    def longest_foundation(self) -> Number | None:
        """F*: the longest foundation that still wins by the horizon; at most 0: none does."""
        return None if self.lead is None else self.given.horizon * self.lead

    @property
    def longest_below_building(self) -> Number:
        """The longest foundation that costs no more than building the fixed scope bespoke."""
        return self.given.systems * self.given.pilot_months * self.saved

    @property
    def longest_below_total(self) -> Number:
        """The same where the later consolidation counts."""
        consolidating = self.given.consolidation * self.given.plumbing
        return self.given.systems * self.given.pilot_months * (self.saved + consolidating)

    @property
    def systems_to_pay_building(self) -> Number | None:
        """n* against building alone: the systems after which the foundation is cheaper."""
        return ratio(self.given.foundation, self.saved * self.given.pilot_months)

    @property
    def systems_to_pay_total(self) -> Number | None:
        """n* where the later consolidation counts."""
        consolidating = self.given.consolidation * self.given.plumbing
        return ratio(self.given.foundation, (self.saved + consolidating) * self.given.pilot_months)

    @property
    def service_bespoke(self) -> Number:
        """M_S: system-months of live service by the horizon, rolled out evenly."""
        return self.systems_bespoke * self.given.horizon / 2

    @property
    def service_shared(self) -> Number | None:
        """M_I: system-months of live service by the horizon; None without limit."""
        systems = self.systems_shared
        return None if systems is None else systems * self.building_months / 2

    def by_symbol(self) -> dict[str, Number | None]:
        """Return every quantity of method.md 4.2 by its symbol."""
        return {
            "w_I": self.system_months,
            "P_S": self.pilots_bespoke,
            "P_I": self.pilots_shared,
            "N_S": self.systems_bespoke,
            "N_I": self.systems_shared,
            "C_S_build": self.cost_of_building,
            "C_S_consolidation": self.cost_of_consolidating,
            "C_I": self.cost_shared,
            "H_p": self.horizon_in_pilots,
            "H_n": self.horizon_in_systems,
            "phi_star": self.least_plumbing,
            "F_star": self.longest_foundation,
            "n_star_build": self.systems_to_pay_building,
            "n_star_total": self.systems_to_pay_total,
            "M_S": self.service_bespoke,
            "M_I": self.service_shared,
        }


def with_symbol(given: Assumptions, symbol: str, number: Number) -> Assumptions:
    """Return the assumptions after a change of one symbol."""
    change: dict[str, Any] = {SYMBOLS[symbol]: number}
    return replace(given, **change)


def ratio(above: Number, below: Number) -> Number | None:
    """Return the quotient; None where nothing is divided by."""
    return above / below if below else None


@dataclass(frozen=True)
class LiveSystems:
    """Systems in production after some months: bespoke, on a foundation at both ends."""

    month: Number
    bespoke: Number
    low: Number
    high: Number


def live_systems(low: Trajectories, high: Trajectories) -> Sequence[LiveSystems]:
    """Return the systems over months up to the horizon, with the month of the foundation's end.

    `low` and `high` are what follows at both ends of a range, the same where there is none.
    """
    start, end = low.given.foundation, low.given.horizon
    months = {end * step / POINTS for step in range(POINTS + 1)} | {min(start, end)}
    return [_live_systems(low.after(month), high.after(month), month) for month in sorted(months)]


def _live_systems(low: Trajectories, high: Trajectories, month: Number) -> LiveSystems:
    shared = (low.systems_shared or Fraction(0), high.systems_shared or Fraction(0))
    return LiveSystems(month, low.systems_bespoke, *shared)
