"""The two trajectories as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.planning.charts import Axes, ChartLine, curves
from assessments.planning.number_text import money_text, number_text
from orgs.currencies import DOLLARS

from .break_even_claims import Claim, claims, variations
from .parameter_display import ParameterShown, ParameterWords, parameter_shown
from .parameters import BY_SYMBOL, PARAMETERS, MeasuredParameter, assumptions
from .trajectories import Mechanism, Trajectories
from .upkeep import trajectories
from .wording import CLAIMS, MECHANISMS, NAMES, SOURCES, UNITS

POINTS = 24
Numbers = Mapping[str, Fraction]


@dataclass(frozen=True)
class Figure:
    """One quantity on both paths."""

    name: str
    bespoke: str
    shared: str


@dataclass(frozen=True)
class ClaimShown:
    """One statement of the thesis: whether it holds, and from where on it does not."""

    text: str
    holds: bool
    break_even: str


@dataclass(frozen=True)
class VariationShown:
    """The outcome after a change of one assumption."""

    change: str
    systems: str
    ratio: str
    cost: str


@dataclass(frozen=True)
class MechanismShown:
    """One way in which effort does not become systems, and whether it is the chosen one."""

    key: Mechanism
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class TrajectoryOutcome:
    """What follows from numbers by symbol; `value` is of one live system a month."""

    numbers: Numbers
    measured: Mapping[str, MeasuredParameter]
    value: Fraction = Fraction(0)
    mechanism: Mechanism = Mechanism.YIELD
    own_currency: str = DOLLARS

    @property
    def currency(self) -> str:
        """The organization's once the burn is its own: the sources' amounts are in US dollars."""
        return DOLLARS if self.numbers["b"] == BY_SYMBOL["b"].default else self.own_currency

    @cached_property
    def found(self) -> Trajectories:
        """The model's outcome."""
        return trajectories(assumptions(self.numbers, self.mechanism))

    @property
    def ratio(self) -> str:
        """How many times as many systems the foundation leads to."""
        return number_text(self.found.times_as_many, 1)

    @property
    def systems(self) -> tuple[str, str]:
        """Systems in production by the horizon: bespoke, on a foundation."""
        return number_text(self.found.systems_bespoke, 1), number_text(self.found.systems_shared, 1)

    @property
    def horizon(self) -> str:
        """The horizon in months."""
        return number_text(self.found.given.horizon, 1)

    @property
    def query(self) -> str:
        """The numbers as an address carries them."""
        written = {row.symbol: row.write(self.numbers[row.symbol]) for row in PARAMETERS}
        value = number_text(self.value).replace(",", "")
        return urlencode(written | {"v": value, "mechanism": self.mechanism.value})

    @property
    def parameters(self) -> list[ParameterShown]:
        """All assumptions."""
        words = ParameterWords(NAMES, UNITS, SOURCES, {"b": self.currency})
        return [
            parameter_shown(row, self.numbers[row.symbol], self.measured, words)
            for row in PARAMETERS
        ]

    @property
    def mechanisms(self) -> list[MechanismShown]:
        """The two mechanisms."""
        return [
            MechanismShown(key, str(MECHANISMS[key]), self.mechanism is key) for key in Mechanism
        ]

    @property
    def is_usual(self) -> bool:
        """Whether the mechanism is the usual one."""
        return self.mechanism is Mechanism.YIELD

    @property
    def figures(self) -> list[Figure]:
        """The quantities on both paths."""
        found = self.found
        rows = [
            (_("systems in production"), found.systems_bespoke, found.systems_shared, 1),
            (_("pilots finished"), found.pilots_bespoke, found.pilots_shared, 1),
            (_("system-months of live service"), found.service_bespoke, found.service_shared, 1),
            (_("spent by then"), found.spend_by_horizon, found.spend_by_horizon, 0),
            (_("months for the fixed scope"), found.months_bespoke, found.months_shared, 1),
            (_("cost of the fixed scope"), found.cost_of_building, found.cost_shared, 0),
            (_("its later consolidation"), found.cost_of_consolidating, Fraction(0), 0),
        ]
        if self.value:
            rows.append((_("value of live service less spending"), *self._net(), 0))
        return [
            Figure(name, *(number_text(x, n) if n else self._money(x) for x in (left, right)))
            for name, left, right, n in rows
        ]

    @property
    def claims(self) -> list[ClaimShown]:
        """What the thesis says, and where it fails."""
        return [self._claim(row) for row in claims(self.found.given)]

    @property
    def break_even_months(self) -> str:
        """From which month on the foundation is ahead in production systems; empty: never."""
        months = self.found.horizon_in_systems
        return "" if months is None else number_text(months)

    @property
    def own_share(self) -> str:
        """The share of plumbing from which the foundation wins, in percent; empty: none does."""
        share = self.found.least_plumbing
        return "" if share is None or share > 1 else number_text(100 * max(share, Fraction(0)), 1)

    @property
    def variations(self) -> Sequence[VariationShown]:
        """The outcomes where one assumption at a time takes other numbers."""
        return [
            VariationShown(
                change=f"{row.symbol} = {BY_SYMBOL[row.symbol].write(row.number)}"
                + (" %" if BY_SYMBOL[row.symbol].is_share else ""),
                systems=number_text(row.systems, 1),
                ratio=number_text(row.ratio, 1),
                cost=self._money(row.cost),
            )
            for row in variations(self.found.given)
        ]

    def chart(self) -> dict[str, Any]:
        """Return systems in production over months on both paths."""
        found = self.found
        start, end = found.given.foundation, found.given.horizon
        steps = {end * step / POINTS for step in range(POINTS + 1)}
        months = sorted(steps | {min(start, end)})
        then = [(float(month), found.after(month)) for month in months]
        shared = [(month, float(by.systems_shared or 0)) for month, by in then]
        bespoke = [(month, float(by.systems_bespoke)) for month, by in then]
        return curves(
            [
                ChartLine(_("Foundation first"), shared),
                ChartLine(_("Every project its own"), bespoke),
            ],
            Axes(_("months"), _("systems in production")),
        )

    def _claim(self, row: Claim) -> ClaimShown:
        text, unit = CLAIMS[row.key]
        scale, even = 1, row.break_even
        if row.key == "enough_plumbing":
            scale, even = 100, max(even, Fraction(0)) if even is not None else None
        elif even is not None and even < 0:
            even = None
        return ClaimShown(
            text=str(text),
            holds=row.holds,
            break_even="–" if even is None else f"{number_text(scale * even, 1)} {unit}",
        )

    def _money(self, amount: Fraction | None) -> str:
        return money_text(amount, self.currency)

    def _net(self) -> tuple[Fraction, Fraction | None]:
        found, spent = self.found, self.found.spend_by_horizon
        shared = found.service_shared
        return (
            self.value * found.service_bespoke - spent,
            None if shared is None else self.value * shared - spent,
        )


@dataclass(frozen=True)
class ScenarioShown:
    """A saved scenario: whose it is, how to open it, what follows from it."""

    pk: int
    name: str
    by: str
    is_shared: bool
    is_own: bool
    query: str
    outcome: TrajectoryOutcome
