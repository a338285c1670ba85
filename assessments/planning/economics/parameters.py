"""The parameters of the two trajectories: what each means, what it may be, where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from assessments.planning.productivity.worth import Practice

from .json_command import LIMITS, MOST_MONEY, NumberRange
from .own_economics import Origin
from .trajectories import SYMBOLS, Assumptions, Mechanism

MOST_PEOPLE = 1_000_000
MOST_DEPLOYMENTS = 100_000_000
MOST_HOURS = 10_000
A_YEAR = 12
PLACES = 3


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
    def limits(self) -> NumberRange:
        """The numbers that it may take."""
        return LIMITS[self.symbol]

    def read(self, written: Decimal) -> Fraction:
        """Return the number that a person wrote."""
        return Fraction(written) / (100 if self.is_share else 1)

    def write(self, number: Fraction, places: int = PLACES) -> str:
        """Return the number as a person reads and writes it."""
        scaled = number * (100 if self.is_share else 1)
        return f"{float(scaled):.{places}f}".rstrip("0").rstrip(".")


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("phi", "0", "100", "1", is_share=True),
    Parameter("rho", "0", "100", "1", is_share=True),
    Parameter("F", "0", "24", "0.25"),
    Parameter("pi_S", "0", "100", "1", is_share=True, mechanism=Mechanism.YIELD),
    Parameter("pi_I", "0", "100", "1", is_share=True, mechanism=Mechanism.YIELD),
    Parameter("H", "6", "36", "1"),
    Parameter("w", "0.25", "12", "0.25"),
    Parameter("gamma", "0", "5", "0.05"),
    Parameter("n", "1", "40", "1"),
    Parameter("b", "0", "2000000", "5000"),
    Parameter("mu_S", "0", "100", "0.1", is_share=True, mechanism=Mechanism.UPKEEP),
    Parameter("mu_I", "0", "100", "0.1", is_share=True, mechanism=Mechanism.UPKEEP),
)
BY_SYMBOL: Mapping[str, Parameter] = {row.symbol: row for row in PARAMETERS}


@dataclass(frozen=True)
class MeasuredParameter:
    """A number that the organization's own assessment gives, and how."""

    number: Fraction
    source: str
    origin: Origin = Origin.MEASURED


def origin(
    parameter: Parameter, number: Fraction, measured: Mapping[str, MeasuredParameter]
) -> Origin:
    """Return how one came to the number: as known, else as the default, else assumed."""
    known = measured.get(parameter.symbol)
    if known and known.number == number:
        return known.origin
    return Origin.DEFAULT if parameter.default == number else Origin.ASSUMED


def exact(
    parameter: Parameter, number: Fraction, measured: Mapping[str, MeasuredParameter]
) -> Fraction:
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


class GainParameter(Parameter):
    """One number behind the worth of faster coding; its symbol names it in the model too."""

    @property
    def default(self) -> Fraction:
        """The published number; 0 where nobody has published any."""
        return Fraction(getattr(Practice(), self.symbol))

    @property
    def limits(self) -> NumberRange:
        """The numbers that it may take."""
        return GAIN_LIMITS[self.symbol]


GAIN_LIMITS: Mapping[str, NumberRange] = MappingProxyType(
    {
        "quality": NumberRange(1),
        "velocity": NumberRange(1),
        "staff": NumberRange(MOST_PEOPLE),
        "salary": NumberRange(MOST_MONEY),
        "deployments": NumberRange(MOST_DEPLOYMENTS),
        "failing_before": NumberRange(1),
        "failing_after": NumberRange(1),
        "recovery": NumberRange(MOST_HOURS),
        "hourly": NumberRange(MOST_MONEY),
        "drop": NumberRange(1),
        "dip": NumberRange(A_YEAR),
    }
)
GAIN_PARAMETERS: tuple[GainParameter, ...] = (
    GainParameter("quality", "0", "100", "1", is_share=True),
    GainParameter("velocity", "0", "60", "1", is_share=True),
    GainParameter("staff", "0", "500", "1"),
    GainParameter("salary", "0", "400000", "1000"),
    GainParameter("drop", "0", "50", "1", is_share=True),
    GainParameter("dip", "0", "12", "0.5"),
    GainParameter("deployments", "0", "20000", "50"),
    GainParameter("failing_before", "0", "40", "0.5", is_share=True),
    GainParameter("failing_after", "0", "40", "0.5", is_share=True),
    GainParameter("recovery", "0", "48", "0.5"),
    GainParameter("hourly", "0", "50000", "100"),
)


def practice(numbers: Mapping[str, Fraction]) -> Practice:
    """Return the practice with these numbers by symbol, the defaults elsewhere."""
    return Practice(**numbers)
