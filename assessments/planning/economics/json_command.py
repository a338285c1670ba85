"""The JSON documents of `trajectories`: assumptions in, quantities out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from assessments.frameworks.json_reader import JsonReader

from .trajectories import SYMBOLS, Assumptions, Mechanism
from .upkeep import trajectories

MECHANISM = "mechanism"
MOST_MONEY = 1_000_000_000_000
MOST_MONTHS = 1200
LEAST_MONTHS = Fraction(1, 1_000_000)
MOST_SYSTEMS = 100_000


@dataclass(frozen=True)
class NumberRange:
    """The numbers that an assumption may take."""

    most: int
    least: Fraction = Fraction(0)

    def allow(self, number: Fraction) -> bool:
        """Return whether the number is one of them."""
        return self.least <= number <= self.most


LIMITS: Mapping[str, NumberRange] = MappingProxyType(
    {
        "b": NumberRange(MOST_MONEY),
        "w": NumberRange(MOST_MONTHS, least=LEAST_MONTHS),
        "phi": NumberRange(1),
        "F": NumberRange(MOST_MONTHS),
        "rho": NumberRange(1),
        "gamma": NumberRange(1000),
        "pi_S": NumberRange(1),
        "pi_I": NumberRange(1),
        "H": NumberRange(MOST_MONTHS),
        "n": NumberRange(MOST_SYSTEMS),
        "mu_S": NumberRange(1),
        "mu_I": NumberRange(1),
    }
)


def answer_document(document: object) -> dict[str, float | None]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    quantities = trajectories(assumptions_from_json(document)).by_symbol()
    return {symbol: _decimal(quantity) for symbol, quantity in quantities.items()}


def assumptions_from_json(document: object) -> Assumptions:
    """Return the assumptions of a document. Raise DocumentError, naming the place, if malformed."""
    fields = JsonReader(document).fields(optional=(*SYMBOLS, MECHANISM))
    chosen = fields.pop(MECHANISM, JsonReader(Mechanism.YIELD.value))
    mechanism = Mechanism(chosen.choice(list(Mechanism)))
    given = {SYMBOLS[symbol]: _number(reader, symbol) for symbol, reader in fields.items()}
    return Assumptions(**given, mechanism=mechanism)


def _number(reader: JsonReader, symbol: str) -> Fraction:
    limits = LIMITS[symbol]
    number = reader.number(0, limits.most)
    if number < limits.least:
        reader.fail(f"must be at least {float(limits.least):f}")
    return number


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
