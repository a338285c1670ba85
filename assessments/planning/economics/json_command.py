"""The JSON documents of `trajectories`: assumptions in, quantities out, without any database."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from assessments.frameworks.json_reader import JsonReader
from assessments.frameworks.schema import Framework
from assessments.planning.foundation.json_document import (
    KEYS,
    capacity_from_json,
    foundation_from_json,
    records_from_json,
)

from .own_economics import OwnEconomics
from .trajectories import SYMBOLS, Assumptions, Mechanism, Trajectories
from .upkeep import trajectories

MECHANISM = "mechanism"
OWN = "own"
NO_FRAMEWORKS: Mapping[str, Framework] = MappingProxyType({})
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


def answer_document(
    document: object, frameworks: Mapping[str, Framework] = NO_FRAMEWORKS
) -> dict[str, object]:
    """Return the output document for an input document. Raise DocumentError if it is malformed."""
    fields = JsonReader(document).fields(optional=(*SYMBOLS, MECHANISM, OWN))
    mechanism = _mechanism(fields.get(MECHANISM))
    given = {symbol: _number(fields[symbol], symbol) for symbol in SYMBOLS if symbol in fields}
    if OWN not in fields:
        by_name = {SYMBOLS[symbol]: number for symbol, number in given.items()}
        return _quantities(trajectories(Assumptions(**by_name, mechanism=mechanism)))
    about = fields[OWN].fields(*KEYS[:2], optional=KEYS[2:])
    own = OwnEconomics(
        foundation=foundation_from_json(about, frameworks),
        records=records_from_json(about),
        capacity=capacity_from_json(about),
        given=given,
        mechanism=mechanism,
    )
    return _quantities(own.chosen) | {OWN: _own_to_json(own)}


def _own_to_json(own: OwnEconomics) -> dict[str, object]:
    """Return what the output document says about them."""
    pilots_low, pilots_high = own.records.pilots.bounds
    numbers = {symbol: float(own.numbers[symbol]) for symbol in ("F", "rho", "phi", "w", "pi_S")}
    ratios = [own.low.times_as_many, own.high.times_as_many]
    low, high = (None if number is None else float(number) for number in ratios)
    return {
        "levels_after": dict(own.foundation.levels_after),
        "steps": [
            {
                "capability": row.step.capability,
                "level": row.step.level,
                "effort": float(row.effort),
                "is_true_already": row.is_true_already,
            }
            for row in own.foundation.steps
        ],
        **numbers,
        "pi_S_low": float(pilots_low),
        "pi_S_high": float(pilots_high),
        "pi_I_high": float(own.highest_yield),
        "ratio_low": low,
        "ratio_high": high,
        "marks": {key: origin.value for key, origin in own.origins.items()},
    }


def _quantities(found: Trajectories) -> dict[str, object]:
    return {
        symbol: None if number is None else float(number)
        for symbol, number in found.by_symbol().items()
    }


def _mechanism(reader: JsonReader | None) -> Mechanism:
    return Mechanism(reader.choice(list(Mechanism))) if reader else Mechanism.YIELD


def _number(reader: JsonReader, symbol: str) -> Fraction:
    limits = LIMITS[symbol]
    number = reader.number(0, limits.most)
    if number < limits.least:
        reader.fail(f"must be at least {float(limits.least):f}")
    return number
