"""What faster coding is worth at a unit's own quality of platform (method.md 4.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from assessments.planning.number_text import money_text, number_text
from assessments.planning.productivity.worth import Worth, coding_share, gain
from orgs.currencies import DOLLARS

from . import wording
from .parameter_display import ParameterShown, ParameterWords, parameter_shown
from .parameters import GAIN_PARAMETERS, MeasuredParameter, practice

QUALITIES = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
EXTRA_CODE = (Fraction(40, 100), Fraction(475, 1000), Fraction(55, 100))


@dataclass(frozen=True)
class GainShown:
    """The gain in velocity at one quality of platform, both in percent."""

    quality: str
    gain: str


@dataclass(frozen=True)
class GainAmount:
    """One amount of money a year; a `sum` closes what stands above it."""

    name: str
    amount: Fraction
    is_sum: bool = False


@dataclass(frozen=True)
class MoneyShown:
    """One amount of money; a `sum` closes what stands above it."""

    name: str
    amount: str
    is_sum: bool = False


@dataclass(frozen=True)
class Gains:
    """What follows from the numbers behind faster coding, by symbol."""

    numbers: Mapping[str, Fraction]
    measured: Mapping[str, MeasuredParameter]
    own_currency: str = DOLLARS

    @property
    def currency(self) -> str:
        """The organization's once the salary is its own: the sources' is in US dollars."""
        salary = next(row for row in GAIN_PARAMETERS if row.symbol == "salary")
        return DOLLARS if self.numbers["salary"] == salary.default else self.own_currency

    @cached_property
    def found(self) -> Worth:
        """The model's outcome."""
        return Worth(practice(self.numbers))

    @property
    def query(self) -> str:
        """The numbers as an address carries them."""
        return urlencode(
            {row.symbol: row.write(self.numbers[row.symbol]) for row in GAIN_PARAMETERS}
        )

    @property
    def parameters(self) -> list[ParameterShown]:
        """All numbers."""
        amounts = dict.fromkeys(("salary", "hourly"), self.currency)
        words = ParameterWords(
            wording.GAIN_NAMES, wording.GAIN_UNITS, wording.GAIN_SOURCES, amounts
        )
        return [
            parameter_shown(row, self.numbers[row.symbol], self.measured, words)
            for row in GAIN_PARAMETERS
        ]

    @property
    def rows(self) -> list[GainShown]:
        """The gains at five qualities of platform."""
        return [self._gain(quality) for quality in QUALITIES]

    @property
    def here(self) -> GainShown:
        """The gain at the quality that is assumed."""
        return self._gain(self.found.given.quality)

    @property
    def coding_shares(self) -> list[tuple[str, str]]:
        """More code, and the share of coding at which it agrees with the velocity; in percent."""
        velocity = self.found.given.velocity
        shares = [(extra, coding_share(velocity, extra)) for extra in EXTRA_CODE]
        return [
            (number_text(100 * extra, 1), number_text(100 * share, 1))
            for extra, share in shares
            if share is not None and share <= 1
        ]

    @property
    def people(self) -> str:
        """How many people's work is released."""
        return number_text(self.found.people, 1)

    @property
    def counts_failures(self) -> bool:
        """Whether what failed changes cost is known."""
        return bool(self.found.failures_before or self.found.failures_after)

    @property
    def amounts(self) -> list[GainAmount]:
        """The amounts of the first year, and of every later one."""
        found = self.found
        failures = [
            GainAmount(_("failed changes, before"), found.failures_before),
            GainAmount(_("failed changes, after"), found.failures_after),
            GainAmount(_("stability: before less after"), found.stability),
        ]
        return [
            GainAmount(_("capacity released"), found.released),
            *(failures if self.counts_failures else ()),
            GainAmount(_("every year after the first"), found.yearly, is_sum=True),
            GainAmount(_("the dip while people learn, once"), -found.learning),
            GainAmount(_("the first year"), found.first_year, is_sum=True),
        ]

    @property
    def money(self) -> list[MoneyShown]:
        """The same as a page shows them."""
        return [
            MoneyShown(row.name, money_text(row.amount, self.currency), row.is_sum)
            for row in self.amounts
        ]

    def velocity_at(self, quality: Fraction) -> Fraction:
        """Return the gain in velocity at a quality of the platform, both as shares."""
        velocity = self.found.given.velocity
        return gain(velocity / (1 + velocity), quality)

    def _gain(self, quality: Fraction) -> GainShown:
        gained = self.velocity_at(quality)
        return GainShown(number_text(100 * quality, 1), number_text(100 * gained, 1))
