"""What a session counts: the names on its lists, or only how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.frameworks.denominators import (
    Denominator,
    Marks,
    denominator_of,
    denominators,
    marks,
)
from assessments.frameworks.schema import Framework


@dataclass(frozen=True)
class CountedList:
    """One list of a session; `number` stands where there are no names, `note` says of what."""

    denominator: Denominator
    names: tuple[str, ...] = ()
    number: Decimal | None = None
    note: str = ""

    @property
    def total(self) -> Decimal | None:
        """How many, or how much; None where nothing was listed."""
        return Decimal(len(self.names)) if self.names else self.number

    @property
    def count(self) -> int | None:
        """How many there are; None for an amount, and where nothing was listed."""
        if self.denominator.is_amount or self.total is None:
            return None
        return int(self.total)

    @property
    def marks(self) -> Marks | None:
        """How many are half, most and nearly all of them."""
        return marks(self.count) if self.count else None

    def document(self) -> dict[str, Any]:
        """Return it as JSON values."""
        number = None if self.number is None or self.names else str(self.number)
        return {"names": list(self.names), "number": number, "note": self.note}


def lists_from_json(framework: Framework, lists: Mapping[str, Any]) -> list[CountedList]:
    """Return all lists of a framework as a session has them, those that it left empty too."""
    return [_counted(row, lists.get(row.key)) for row in denominators(framework)]


def list_beside_capability(
    framework: Framework, capability: str, lists: Mapping[str, Any]
) -> CountedList | None:
    """Return the list that stands beside a capability's question; None without one."""
    row = denominator_of(framework, capability)
    counted = _counted(row, lists.get(row.key)) if row else None
    return counted if counted and counted.total is not None else None


def lists_to_json(counted: Sequence[CountedList]) -> dict[str, Any]:
    """Return the lists as JSON values, without those that are empty."""
    return {row.denominator.key: row.document() for row in counted if row.total is not None}


def _counted(denominator: Denominator, said: Mapping[str, Any] | None) -> CountedList:
    if said is None:
        return CountedList(denominator)
    number = said["number"]
    return CountedList(
        denominator=denominator,
        names=tuple(said["names"]),
        number=None if number is None else Decimal(number),
        note=said["note"],
    )
