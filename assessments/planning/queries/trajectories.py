"""The two trajectories as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.planning.charts import Axes, Line, curves
from assessments.planning.claims import Claim, claims, variations
from assessments.planning.economics import Trajectories
from assessments.planning.parameters import (
    BY_SYMBOL,
    PARAMETERS,
    Measured,
    Origin,
    Parameter,
    assumptions,
    origin,
)
from assessments.planning.queries.portfolio import tidy
from assessments.planning.queries.words import CLAIMS, NAMES, ORIGINS, SOURCES, UNITS

Numbers = Mapping[str, Fraction]


@dataclass(frozen=True)
class ParameterShown:
    """One assumption: its slider, how one came to it, where it is from."""

    parameter: Parameter
    name: str
    unit: str
    value: str
    origin: str
    origin_label: str
    source: str
    default: str


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
class Outcome:
    """What follows from numbers by symbol; `value` is of one live system a month."""

    numbers: Numbers
    measured: Mapping[str, Measured]
    value: Fraction = Fraction(0)

    @cached_property
    def found(self) -> Trajectories:
        """The model's outcome."""
        return Trajectories(assumptions(self.numbers))

    @property
    def ratio(self) -> str:
        """How many times as many systems the foundation leads to."""
        return tidy(self.found.times_as_many, 1)

    @property
    def systems(self) -> tuple[str, str]:
        """Systems in production by the horizon: bespoke, on a foundation."""
        return tidy(self.found.systems_bespoke, 1), tidy(self.found.systems_shared, 1)

    @property
    def horizon(self) -> str:
        """The horizon in months."""
        return tidy(self.found.given.horizon, 1)

    @property
    def query(self) -> str:
        """The numbers as an address carries them."""
        written = {row.symbol: row.write(self.numbers[row.symbol]) for row in PARAMETERS}
        return urlencode(written | {"v": tidy(self.value).replace("\u202f", "")})

    @property
    def parameters(self) -> list[ParameterShown]:
        """All assumptions."""
        return [self._parameter(row) for row in PARAMETERS]

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
        return [Figure(name, tidy(left, n), tidy(right, n)) for name, left, right, n in rows]

    @property
    def claims(self) -> list[ClaimShown]:
        """What the thesis says, and where it fails."""
        return [self._claim(row) for row in claims(self.found.given)]

    @property
    def break_even_months(self) -> str:
        """From which month on the foundation is ahead in production systems; empty: never."""
        months = self.found.horizon_in_systems
        return "" if months is None else tidy(months)

    @property
    def own_share(self) -> str:
        """The share of plumbing from which the foundation wins, in percent; empty: none does."""
        share = self.found.least_plumbing
        return "" if share is None or share > 1 else tidy(100 * share, 1)

    @property
    def variations(self) -> Sequence[VariationShown]:
        """The outcomes where one assumption at a time takes other numbers."""
        return [
            VariationShown(
                change=f"{row.symbol} = {BY_SYMBOL[row.symbol].write(row.number)}"
                + (" %" if BY_SYMBOL[row.symbol].is_share else ""),
                systems=tidy(row.systems, 1),
                ratio=tidy(row.ratio, 1),
                cost=tidy(row.cost, 0),
            )
            for row in variations(self.found.given)
        ]

    def chart(self) -> dict[str, Any]:
        """Return systems in production over months on both paths."""
        found, horizon = self.found, self.found.given.horizon
        begin = min(found.given.foundation, horizon)
        ahead = float(found.systems_shared or 0)
        return curves(
            [
                Line(
                    _("Foundation first"),
                    [(0, 0), (float(begin), 0), (float(horizon), ahead)],
                ),
                Line(
                    _("Every project its own"),
                    [(0, 0), (float(horizon), float(found.systems_bespoke))],
                ),
            ],
            Axes(_("months"), _("systems in production")),
        )

    def _parameter(self, row: Parameter) -> ParameterShown:
        number = self.numbers[row.symbol]
        how = origin(row.symbol, number, self.measured)
        known = self.measured.get(row.symbol)
        source = known.source if known and how is Origin.MEASURED else str(SOURCES[row.symbol])
        return ParameterShown(
            parameter=row,
            name=str(NAMES[row.symbol]),
            unit=str(UNITS[row.symbol]),
            value=row.write(number),
            origin=how.value,
            origin_label=str(ORIGINS[how]),
            source=_("your own number") if how is Origin.ASSUMED else source,
            default=row.write(row.default),
        )

    def _claim(self, row: Claim) -> ClaimShown:
        text, unit = CLAIMS[row.key]
        scale = 100 if row.key == "enough_plumbing" else 1
        even = row.break_even
        return ClaimShown(
            text=str(text),
            holds=row.holds,
            break_even="–" if even is None or even < 0 else f"{tidy(scale * even, 1)} {unit}",
        )

    def _net(self) -> tuple[Fraction, Fraction | None]:
        found, spent = self.found, self.found.spend_by_horizon
        shared = found.service_shared
        return (
            self.value * found.service_bespoke - spent,
            None if shared is None else self.value * shared - spent,
        )
