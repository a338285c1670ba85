"""A table to be written to a file: typed cells under plain heads, whatever the format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class LevelCell:
    """A level, with its colour in a workbook; None is unknown, or not applicable."""

    number: int | None
    applies: bool = True

    @property
    def plain(self) -> int | str:
        """The level as a number, else a word."""
        if not self.applies:
            return "n/a"
        return "unknown" if self.number is None else self.number


Cell = str | int | float | bool | Decimal | Fraction | date | datetime | LevelCell | None
Line = Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A named table; its lines may come piece by piece, and are then read once.

    `keys` name the columns for programs, `heads` for people.
    """

    key: str
    name: str
    keys: Sequence[str]
    heads: Sequence[str]
    lines: Iterable[Line] = field(hash=False)
