"""The JSON documents of `trajectories`: assumptions in, quantities out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from assessments.frameworks.reading import Reader

from .economics import SYMBOLS, Assumptions, Trajectories

MOST_MONEY = 1_000_000_000_000
MOST_MONTHS = 1200
MOST_SYSTEMS = 100_000


@dataclass(frozen=True)
class Limits:
    """The numbers that an assumption may take; `is_positive` ones may not be 0."""

    most: int
    is_positive: bool = False


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "b": Limits(MOST_MONEY),
        "w": Limits(MOST_MONTHS, is_positive=True),
        "phi": Limits(1),
        "F": Limits(MOST_MONTHS),
        "rho": Limits(1),
        "gamma": Limits(1000),
        "pi_S": Limits(1),
        "pi_I": Limits(1),
        "H": Limits(MOST_MONTHS),
        "n": Limits(MOST_SYSTEMS),
    }
)


def answered(document: object) -> dict[str, float | None]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    quantities = Trajectories(read(document)).by_symbol()
    return {symbol: _decimal(quantity) for symbol, quantity in quantities.items()}


def read(document: object) -> Assumptions:
    """Return the assumptions of a document. Raise DocumentError, naming the place, if malformed."""
    fields = Reader(document).fields(optional=tuple(SYMBOLS))
    given = {SYMBOLS[symbol]: _number(reader, symbol) for symbol, reader in fields.items()}
    return Assumptions(**given)


def _number(reader: Reader, symbol: str) -> Fraction:
    limits = LIMITS[symbol]
    number = reader.number(0, limits.most)
    if limits.is_positive and not number:
        reader.fail("must be more than 0")
    return number


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
