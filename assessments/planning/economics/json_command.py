"""The JSON documents of `trajectories`: assumptions in, quantities out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from assessments.frameworks.json_reader import Reader

from .trajectories import SYMBOLS, Assumptions, Mechanism
from .upkeep import trajectories

MECHANISM = "mechanism"
MOST_MONEY = 1_000_000_000_000
MOST_MONTHS = 1200
LEAST_MONTHS = Fraction(1, 1_000_000)
MOST_SYSTEMS = 100_000


@dataclass(frozen=True)
class Limits:
    """The numbers that an assumption may take."""

    most: int
    least: Fraction = Fraction(0)

    def allow(self, number: Fraction) -> bool:
        """Return whether the number is one of them."""
        return self.least <= number <= self.most


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "b": Limits(MOST_MONEY),
        "w": Limits(MOST_MONTHS, least=LEAST_MONTHS),
        "phi": Limits(1),
        "F": Limits(MOST_MONTHS),
        "rho": Limits(1),
        "gamma": Limits(1000),
        "pi_S": Limits(1),
        "pi_I": Limits(1),
        "H": Limits(MOST_MONTHS),
        "n": Limits(MOST_SYSTEMS),
        "mu_S": Limits(1),
        "mu_I": Limits(1),
    }
)


def answered(document: object) -> dict[str, float | None]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    quantities = trajectories(read(document)).by_symbol()
    return {symbol: _decimal(quantity) for symbol, quantity in quantities.items()}


def read(document: object) -> Assumptions:
    """Return the assumptions of a document. Raise DocumentError, naming the place, if malformed."""
    fields = Reader(document).fields(optional=(*SYMBOLS, MECHANISM))
    chosen = fields.pop(MECHANISM, Reader(Mechanism.YIELD.value))
    mechanism = Mechanism(chosen.choice(list(Mechanism)))
    given = {SYMBOLS[symbol]: _number(reader, symbol) for symbol, reader in fields.items()}
    return Assumptions(**given, mechanism=mechanism)


def _number(reader: Reader, symbol: str) -> Fraction:
    limits = LIMITS[symbol]
    number = reader.number(0, limits.most)
    if number < limits.least:
        reader.fail(f"must be at least {float(limits.least):f}")
    return number


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
