"""The share of plumbing above which a foundation repays itself, by an area's own numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.planning.economics.own_economics import Origin
from assessments.planning.economics.parameters import BY_SYMBOL, MeasuredParameter
from assessments.planning.economics.trajectories import Assumptions, Trajectories
from assessments.planning.economics.wording import NAMES, ORIGINS, UNITS
from assessments.planning.number_text import percent


@dataclass(frozen=True)
class Basis:
    """One number that it rests on, and how one came to it."""

    name: str
    number: str
    origin: str
    source: str


@dataclass(frozen=True)
class BreakEven:
    """φ* in percent, empty where no share is enough, and what it rests on."""

    share: str
    bases: tuple[Basis, ...]


def break_even_shown(known: Mapping[str, MeasuredParameter]) -> BreakEven:
    """Return φ* from F and ρ as measured, else from their defaults (method.md 4.4)."""
    numbers = {symbol: _number(symbol, known.get(symbol)) for symbol in ("F", "rho")}
    given = Assumptions(foundation=numbers["F"], removed=numbers["rho"])
    share = Trajectories(given).least_plumbing
    return BreakEven(
        share=percent(share) if share is not None and share < 1 else "",
        bases=tuple(_basis(symbol, numbers[symbol], known.get(symbol)) for symbol in numbers),
    )


def _number(symbol: str, measured: MeasuredParameter | None) -> Fraction:
    return measured.number if measured else BY_SYMBOL[symbol].default


def _basis(symbol: str, number: Fraction, measured: MeasuredParameter | None) -> Basis:
    shown = float(number) * (100 if BY_SYMBOL[symbol].is_share else 1)
    return Basis(
        name=str(NAMES[symbol]),
        number=f"{shown:.1f} {UNITS[symbol]}",
        origin=str(ORIGINS[measured.origin if measured else Origin.DEFAULT]),
        source=measured.source if measured else "",
    )
