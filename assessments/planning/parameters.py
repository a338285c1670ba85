"""The parameters of the two trajectories: what each means, what it may be, where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .economics import SYMBOLS, Assumptions, Mechanism
from .trajectories_document import LIMITS, Limits

PLACES = 3


class Origin(StrEnum):
    """How one came to a parameter's number."""

    MEASURED = "measured"
    ASSUMED = "assumed"
    DEFAULT = "default"


@dataclass(frozen=True)
class Parameter:
    """One parameter; `share` ones are written as percentages. `most` bounds the slider alone.

    `mechanism` is the one that uses it; None: both.
    """

    symbol: str
    least: str
    most: str
    step: str
    is_share: bool = False
    mechanism: Mechanism | None = None

    @property
    def default(self) -> Fraction:
        """The number that reproduces the source documents."""
        return Fraction(getattr(Assumptions(), SYMBOLS[self.symbol]))

    @property
    def limits(self) -> Limits:
        """The numbers that it may take."""
        return LIMITS[self.symbol]

    def read(self, written: Decimal) -> Fraction:
        """Return the number that a person wrote."""
        return Fraction(written) / (100 if self.is_share else 1)

    def write(self, number: Fraction) -> str:
        """Return the number as a person reads and writes it."""
        scaled = number * (100 if self.is_share else 1)
        return f"{float(scaled):.{PLACES}f}".rstrip("0").rstrip(".")


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("phi", "0", "100", "1", is_share=True),
    Parameter("rho", "0", "100", "1", is_share=True),
    Parameter("F", "0", "24", "0.25"),
    Parameter("pi_S", "0", "100", "1", is_share=True, mechanism=Mechanism.YIELD),
    Parameter("pi_I", "0", "100", "1", is_share=True, mechanism=Mechanism.YIELD),
    Parameter("H", "1", "36", "1"),
    Parameter("w", "0.25", "12", "0.25"),
    Parameter("gamma", "0", "5", "0.05"),
    Parameter("n", "1", "40", "1"),
    Parameter("b", "0", "2000000", "5000"),
    Parameter("mu_S", "0", "100", "0.1", is_share=True, mechanism=Mechanism.UPKEEP),
    Parameter("mu_I", "0", "100", "0.1", is_share=True, mechanism=Mechanism.UPKEEP),
)
BY_SYMBOL: Mapping[str, Parameter] = {row.symbol: row for row in PARAMETERS}


@dataclass(frozen=True)
class Measured:
    """A number that the organization's own assessment gives, and how."""

    number: Fraction
    source: str


def origin(parameter: Parameter, number: Fraction, measured: Mapping[str, Measured]) -> Origin:
    """Return how one came to the number: as measured, else as the default, else assumed."""
    known = measured.get(parameter.symbol)
    if known and known.number == number:
        return Origin.MEASURED
    return Origin.DEFAULT if parameter.default == number else Origin.ASSUMED


def exact(parameter: Parameter, number: Fraction, measured: Mapping[str, Measured]) -> Fraction:
    """Return the measured or default number where the given one reads the same, else the given.

    17/18 is written as 94.444 %; coming back so written, it is 17/18 again.
    """
    known = measured.get(parameter.symbol)
    for candidate in (*([known.number] if known else []), parameter.default):
        if parameter.write(candidate) == parameter.write(number):
            return candidate
    return number


def assumptions(
    numbers: Mapping[str, Fraction], mechanism: Mechanism = Mechanism.YIELD
) -> Assumptions:
    """Return the assumptions with these numbers by symbol, the defaults elsewhere."""
    by_name = {SYMBOLS[symbol]: number for symbol, number in numbers.items()}
    return Assumptions(**by_name, mechanism=mechanism)
