"""What has to hold for a foundation to pay, and how the outcome moves with one assumption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .trajectories import SYMBOLS, Assumptions, Mechanism, Number, with_symbol
from .upkeep import trajectories

Varied = tuple[tuple[str, tuple[str, ...]], ...]
VARIED: Varied = (
    ("phi", ("0.2", "0.3", "0.4", "0.6")),
    ("rho", ("0.5", "0.65", "0.85", "1")),
    ("F", ("3", "4", "6", "9", "12")),
)
VARIED_BY_MECHANISM: Mapping[Mechanism, Varied] = {
    Mechanism.YIELD: (("pi_I", ("0.7", "0.8")), ("pi_S", ("0.67",))),
    Mechanism.UPKEEP: (("mu_I", ("0.05", "0.1", "0.266")), ("mu_S", ("0.1", "0.2", "0.3"))),
}


@dataclass(frozen=True)
class Claim:
    """One statement of the thesis: the number that it is about, its break-even, whether it holds.

    A break-even of None is never reached. `must_be_below` says on which side the claim holds.
    """

    key: str
    have: Number
    break_even: Number | None
    must_be_below: bool

    @property
    def holds(self) -> bool:
        """Whether the claim holds at the present assumptions."""
        if self.break_even is None:
            return False
        if self.must_be_below:
            return self.have < self.break_even
        return self.have > self.break_even


def claims(given: Assumptions) -> tuple[Claim, ...]:
    """Return what the thesis says at these assumptions, each with its break-even."""
    found = trajectories(given)
    return (
        Claim("more_systems", given.foundation, found.longest_foundation, must_be_below=True),
        Claim("in_time", given.horizon, found.horizon_in_systems, must_be_below=False),
        Claim("cheaper", given.foundation, found.longest_below_building, must_be_below=True),
        Claim("cheaper_in_all", given.foundation, found.longest_below_total, must_be_below=True),
        Claim("enough_systems", given.systems, found.systems_to_pay_building, must_be_below=False),
        Claim("enough_plumbing", given.plumbing, found.least_plumbing, must_be_below=False),
    )


@dataclass(frozen=True)
class Variation:
    """The outcome after a change of one assumption."""

    symbol: str
    number: Number
    systems: Number | None
    ratio: Number | None
    cost: Number


def variations(given: Assumptions) -> Sequence[Variation]:
    """Return the outcomes where one assumption at a time takes other numbers (method.md 4.5)."""
    return [
        _variation(given, symbol, Fraction(number))
        for symbol, numbers in (*VARIED, *VARIED_BY_MECHANISM[given.mechanism])
        for number in numbers
        if Fraction(number) != getattr(given, SYMBOLS[symbol])
    ]


def _variation(given: Assumptions, symbol: str, number: Number) -> Variation:
    found = trajectories(with_symbol(given, symbol, number))
    return Variation(symbol, number, found.systems_shared, found.times_as_many, found.cost_shared)
