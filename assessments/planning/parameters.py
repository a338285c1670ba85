"""The parameters of the two trajectories: what each means, what it may be, where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .economics import SYMBOLS, Assumptions
from .trajectories_document import LIMITS

PLACES = 3


class Origin(StrEnum):
    """How one came to a parameter's number."""

    MEASURED = "measured"
    ASSUMED = "assumed"
    DEFAULT = "default"


@dataclass(frozen=True)
class Parameter:
    """One parameter; `share` ones are written as percentages. `most` bounds the slider alone."""

    symbol: str
    least: str
    most: str
    step: str
    is_share: bool = False

    @property
    def default(self) -> Fraction:
        """The number that reproduces the source documents."""
        return Fraction(getattr(Assumptions(), SYMBOLS[self.symbol]))

    def read(self, written: Decimal) -> Fraction:
        """Return the number that a person wrote."""
        return Fraction(written) / (100 if self.is_share else 1)

    def write(self, number: Fraction) -> str:
        """Return the number as a person reads and writes it."""
        scaled = number * (100 if self.is_share else 1)
        return f"{float(scaled):.{PLACES}f}".rstrip("0").rstrip(".")

    def allows(self, number: Fraction) -> bool:
        """Return whether the number is within the model's limits."""
        limits = LIMITS[self.symbol]
        return 0 <= number <= limits.most and bool(number or not limits.is_positive)


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("phi", "0", "100", "1", is_share=True),
    Parameter("rho", "0", "100", "1", is_share=True),
    Parameter("F", "0", "24", "0.25"),
    Parameter("pi_S", "0", "100", "1", is_share=True),
    Parameter("pi_I", "0", "100", "1", is_share=True),
    Parameter("H", "1", "36", "1"),
    Parameter("w", "0.25", "12", "0.25"),
    Parameter("gamma", "0", "5", "0.05"),
    Parameter("n", "1", "40", "1"),
    Parameter("b", "0", "2000000", "5000"),
)
BY_SYMBOL: Mapping[str, Parameter] = {row.symbol: row for row in PARAMETERS}


@dataclass(frozen=True)
class Measured:
    """A number that the organization's own assessment gives, and how."""

    number: Fraction
    source: str


def origin(symbol: str, number: Fraction, measured: Mapping[str, Measured]) -> Origin:
    """Return how one came to the number: as measured, else as the default, else assumed."""
    if symbol in measured and measured[symbol].number == number:
        return Origin.MEASURED
    return Origin.DEFAULT if BY_SYMBOL[symbol].default == number else Origin.ASSUMED


def exact(symbol: str, number: Fraction, measured: Mapping[str, Measured]) -> Fraction:
    """Return the measured or default number where the given one reads the same, else the given.

    17/18 is written as 94.444 %; coming back so written, it is 17/18 again.
    """
    parameter = BY_SYMBOL[symbol]
    known = [row.number for key, row in measured.items() if key == symbol]
    for candidate in [*known, parameter.default]:
        if parameter.write(candidate) == parameter.write(number):
            return candidate
    return number


def assumptions(numbers: Mapping[str, Fraction]) -> Assumptions:
    """Return the assumptions with these numbers by symbol, the defaults elsewhere."""
    return Assumptions(**{SYMBOLS[symbol]: number for symbol, number in numbers.items()})
