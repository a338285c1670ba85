"""The two trajectories as their page shows them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.planning.charts import Axes, ChartLine, curves
from assessments.planning.number_text import (
    ends_text,
    money_text,
    number_text,
    range_text,
    times_text,
    with_unit,
)
from assessments.planning.payback.cash_flow import CashFlow
from assessments.planning.payback.page import ReturnRange, needs_your_burn
from orgs.currencies import DOLLARS

from .break_even_claims import Claim, Variation, claims, variations
from .measured_parameters import own_notes
from .own_economics import ENDS, LOW_ENDS, OwnEconomics
from .parameter_display import ParameterShown, ParameterWords, parameter_missing, parameter_shown
from .parameters import BY_SYMBOL, PARAMETERS, MeasuredParameter, Parameter, assumptions
from .trajectories import Mechanism, Trajectories, live_systems
from .upkeep import trajectories
from .wording import CLAIMS, MECHANISMS, NAMES, NO_BURN, SOURCES, UNITS

NONE = "–"
HOLDS: Mapping[tuple[bool, bool], str] = {
    (True, True): "yes",
    (False, False): "no",
    (False, True): "depends",
    (True, False): "depends",
}
Numbers = Mapping[str, Fraction]
RANGED_BY: Mapping[Mechanism, str] = {Mechanism.YIELD: "pi_I", Mechanism.UPKEEP: "mu_I"}
FigureRow = tuple[str, Fraction | None, Fraction | None, int]


@dataclass(frozen=True)
class Figure:
    """One quantity on both paths."""

    name: str
    bespoke: str
    shared: str


@dataclass(frozen=True)
class ClaimShown:
    """One statement of the thesis: whether it holds, and from where on it does not.

    `holds` is "yes" or "no", and "depends" where it does at the better end of a range alone.
    """

    text: str
    holds: str
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
    """What follows from numbers by symbol; `value` is of one live system a month.

    `best` are the upper ends of numbers that come as a range; `notes` say what the range hides.
    """

    numbers: Numbers
    measured: Mapping[str, MeasuredParameter]
    value: Fraction = Fraction(0)
    mechanism: Mechanism = Mechanism.YIELD
    best: Numbers = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    own_currency: str = DOLLARS

    def from_own(self, own: OwnEconomics, written: Collection[str]) -> Self:
        """Return it with the ranges of the own economics, but for what somebody assumes instead.

        `written` are the symbols of ranges for which there is a number. One at the low end assumes
        nothing, and where there is nothing to build, there is nothing that it could be of.
        """
        own = own.assuming(self.numbers, self.mechanism)
        left = [
            symbol
            for symbol, low in LOW_ENDS.items()
            if symbol not in written
            or self.numbers[symbol] == self.numbers[low]
            or (own.is_nothing_to_build and not (self.numbers["F"] or self.numbers["rho"]))
        ]
        numbers = {**self.numbers, **{symbol: own.numbers[symbol] for symbol in left}}
        best = {symbol: own.best[symbol] for symbol in left}
        return replace(self, numbers=numbers, best=best, notes=own_notes(own, numbers))

    @property
    def is_range(self) -> bool:
        """Whether the outcome has two ends."""
        return RANGED_BY[self.mechanism] in self.best and not self.is_one_path

    @property
    def needs_burn(self) -> bool:
        """Whether amounts wait for a burn: in another currency than the sources' there is none."""
        return "b" not in self.numbers

    @property
    def currency(self) -> str:
        """The organization's once the burn is its own: the sources' amounts are in US dollars."""
        return DOLLARS if self.numbers.get("b") == BY_SYMBOL["b"].default else self.own_currency

    @cached_property
    def found(self) -> Trajectories:
        """The model's outcome, at the low end of a range."""
        return trajectories(assumptions(self.numbers, self.mechanism))

    @cached_property
    def found_at_best(self) -> Trajectories:
        """The outcome at the upper end of a range; the same where there is none."""
        return trajectories(assumptions({**self.numbers, **self.best}, self.mechanism))

    @property
    def ratio(self) -> str:
        """How many times as many systems the foundation leads to; empty where none can be said."""
        if self.found.times_as_many is None and not self.found.systems_bespoke:
            return ""
        low, high = self.found.times_as_many, self.found_at_best.times_as_many
        return ends_text(times_text(low), times_text(high))

    @property
    def systems(self) -> tuple[str, str]:
        """Systems in production by the horizon: bespoke, on a foundation."""
        low, high = self.found.systems_shared, self.found_at_best.systems_shared
        return number_text(self.found.systems_bespoke, 1), range_text(low, high, 1)

    @property
    def summary(self) -> str:
        """The headline in few words."""
        bespoke, shared = self.systems
        systems = _("%(shared)s systems against %(bespoke)s") % {
            "shared": shared,
            "bespoke": bespoke,
        }
        return f"{systems}, {_('%s times as many') % self.ratio}" if self.ratio else systems

    @property
    def is_one_path(self) -> bool:
        """Whether there is nothing to compare: both paths are the same."""
        return self.found.is_one_path

    @property
    def horizon(self) -> str:
        """The horizon in months."""
        return number_text(self.found.given.horizon, 1)

    @property
    def query(self) -> str:
        """The numbers as an address carries them."""
        numbers = self.numbers.items()
        written = {symbol: BY_SYMBOL[symbol].write(number) for symbol, number in numbers}
        value = number_text(self.value).replace(",", "")
        ends = {ENDS[key]: BY_SYMBOL[key].write(end) for key, end in self.best.items()}
        return urlencode(written | ends | {"v": value, "mechanism": self.mechanism.value})

    def assumed(self, asked: Mapping[str, str]) -> dict[str, str]:
        """Return what an address asks for, without the numbers that stand there anyhow."""
        usual = {row.parameter.symbol for row in self.parameters if row.value == row.usual}
        return {name: value for name, value in asked.items() if name not in usual}

    @property
    def parameters(self) -> list[ParameterShown]:
        """All assumptions."""
        return [self._parameter(row) for row in PARAMETERS]

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
        return [
            Figure(name, self._written(left, places), self._range(low, high, places))
            for (name, left, low, places), (_name, _left, high, _places) in zip(
                self.rows(self.found), self.rows(self.found_at_best), strict=True
            )
        ]

    def rows(self, found: Trajectories) -> list[FigureRow]:
        """Return name, bespoke, on a foundation, and decimals; what has none is an amount."""
        later = found.cost_of_consolidating if found.is_one_path else Fraction(0)
        rows: list[FigureRow] = [
            (_("systems in production"), found.systems_bespoke, found.systems_shared, 1),
            (_("pilots finished"), found.pilots_bespoke, found.pilots_shared, 1),
            (_("system-months of live service"), found.service_bespoke, found.service_shared, 1),
            (_("spent by then"), found.spend_by_horizon, found.spend_by_horizon, 0),
            (_("months for the fixed scope"), found.months_bespoke, found.months_shared, 1),
            (_("cost of the fixed scope"), found.cost_of_building, found.cost_shared, 0),
            (_("its later consolidation"), found.cost_of_consolidating, later, 0),
        ]
        return rows

    @property
    def returns(self) -> ReturnRange | None:
        """What both paths return; None until the value of a live system is given."""
        if not self.value:
            return None
        return ReturnRange(
            bespoke=self._cash_flow(lambda month: self.found.after(month).service_bespoke),
            low=self._cash_flow(lambda month: self.found.after(month).service_shared),
            high=self._cash_flow(lambda month: self.found_at_best.after(month).service_shared),
            currency=self.currency,
        )

    @property
    def claims(self) -> list[ClaimShown]:
        """What the thesis says, and where it fails."""
        low, high = claims(self.found.given), claims(self.found_at_best.given)
        return [self._claim(*ends) for ends in zip(low, high, strict=True)]

    @property
    def break_even_months(self) -> str:
        """From which month on the foundation is ahead in production systems; empty: never."""
        low, high = self.found.horizon_in_systems, self.found_at_best.horizon_in_systems
        return "" if high is None else _break_evens(low, high, 2)

    @property
    def own_share(self) -> str:
        """The share of plumbing from which the foundation wins, in percent; empty: none does."""
        share = self.found.least_plumbing
        return "" if share is None or share > 1 else number_text(100 * max(share, Fraction(0)), 1)

    @property
    def varied(self) -> Sequence[Variation]:
        """The outcomes at the low end where one assumption at a time takes other numbers.

        In a range, what is bespoke moves both paths, and is left out.
        """
        rows = variations(self.found.given)
        return [row for row in rows if not self.is_range or not row.symbol.endswith("_S")]

    @property
    def variations(self) -> Sequence[VariationShown]:
        """The same as a page shows them."""
        return [
            VariationShown(
                change=change_text(row),
                systems=number_text(row.systems, 1),
                ratio=times_text(row.ratio),
                cost=self._money(row.cost),
            )
            for row in self.varied
        ]

    def chart(self) -> dict[str, Any]:
        """Return systems in production over months on both paths; a range as a band."""
        rows = live_systems(self.found, self.found_at_best)
        high = [(float(row.month), float(row.high)) for row in rows] if self.is_range else ()
        low = [(float(row.month), float(row.low)) for row in rows]
        bespoke = [(float(row.month), float(row.bespoke)) for row in rows]
        lines = [
            ChartLine(_("Foundation first"), low, upper=high),
            ChartLine(_("Every project its own"), bespoke),
        ]
        return curves(lines, Axes(_("months"), _("systems in production")))

    def _claim(self, low: Claim, high: Claim) -> ClaimShown:
        text, unit = CLAIMS[low.key]
        return ClaimShown(
            text=str(text),
            holds=HOLDS[low.holds, high.holds],
            break_even=_break_evens(claim_break_even(low), claim_break_even(high), 1, str(unit)),
        )

    def _written(self, number: Fraction | None, places: int) -> str:
        """What has no decimals is an amount."""
        return number_text(number, places) if places else self._money(number)

    def _range(self, low: Fraction | None, high: Fraction | None, places: int) -> str:
        return ends_text(self._written(low, places), self._written(high, places))

    def _money(self, amount: Fraction | None) -> str:
        return needs_your_burn() if self.needs_burn else money_text(amount, self.currency)

    def _cash_flow(self, service: Callable[[Fraction], Fraction | None]) -> CashFlow:
        return CashFlow(self.value, self.numbers.get("b"), self.numbers["H"], service)

    def _parameter(self, row: Parameter) -> ParameterShown:
        words = ParameterWords(NAMES, UNITS, SOURCES, {"b": self.currency})
        number = self.numbers.get(row.symbol)
        if number is None:
            return parameter_missing(row, str(NO_BURN), words)
        shown = parameter_shown(row, number, self.measured, words)
        if row.symbol in self.best:
            return shown.between(number, self.best[row.symbol])
        is_foreign = row.symbol == "b" and self.currency != DOLLARS
        return shown.without_default() if is_foreign else shown


def claim_break_even(row: Claim) -> Fraction | None:
    """Return the break-even as it is shown: in percent for a share, None below 0."""
    even = row.break_even
    if row.key == "enough_plumbing":
        return None if even is None else 100 * max(even, Fraction(0))
    return even if even is not None and even >= 0 else None


def change_text(row: Variation) -> str:
    """Return which assumption takes which other number."""
    parameter = BY_SYMBOL[row.symbol]
    return f"{row.symbol} = {parameter.write(row.number)}{'%' if parameter.is_share else ''}"


def _break_evens(low: Fraction | None, high: Fraction | None, places: int, unit: str = "") -> str:
    """Return both break-evens, the lower first; one alone is of the better end."""
    known = [even for even in (low, high) if even is not None]
    if not known:
        return NONE
    text = with_unit(range_text(min(known), max(known), places), unit)
    return text if len(known) > 1 else _("%s at best") % text


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
