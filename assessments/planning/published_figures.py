"""Published figures that pages mention: always with publisher, year and strength."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "library" / "facts.json"
STRENGTHS = ("primary", "secondary report", "vendor claim")
STANCES = ("supports", "context", "against")


class BadFactError(ValueError):
    """A figure that nobody can stand behind: it lacks what a reader needs to judge it."""


@dataclass(frozen=True)
class Fact:
    """One figure: what it says, who published it and when, how strong it is, for or against.

    `year` is that of publication, or where the publication bears no date (`is_undated`) the one
    in which it was read. `reported_by` names who reports it where the publication itself was not
    seen.
    """

    key: str
    statement: str
    publisher: str
    year: int
    strength: str
    source: str
    stance: str
    pages: tuple[str, ...]
    is_undated: bool = False
    reported_by: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure without publisher, year or a known strength."""
        for name in ("statement", "publisher", "source"):
            if not getattr(self, name):
                raise BadFactError(f"{self.key}: no {name}")
        if type(self.year) is not int:
            raise BadFactError(f"{self.key}: no year")
        if self.strength not in STRENGTHS or self.stance not in STANCES:
            raise BadFactError(f"{self.key}: no known strength or stance")
        if self.is_primary and self.reported_by:
            raise BadFactError(f"{self.key}: primary, yet reported by somebody else")
        if self.strength == "secondary report" and not self.reported_by:
            raise BadFactError(f"{self.key}: nobody is named who reports it")

    @property
    def is_primary(self) -> bool:
        """Whether the publication itself was read, and it is no vendor's claim."""
        return self.strength == "primary"

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the thesis."""
        return self.stance == "against"


def facts_from_json(text: str) -> tuple[Fact, ...]:
    """Return the figures of a data file; one that lacks publisher or year is refused."""
    return tuple(_fact(row) for row in json.loads(text))


def _fact(row: Mapping[str, Any]) -> Fact:
    try:
        return Fact(**{**row, "pages": tuple(row["pages"])})
    except (KeyError, TypeError) as wrong:
        raise BadFactError(f"{row.get('key')}: {wrong}") from wrong


@cache
def facts() -> tuple[Fact, ...]:
    """Return all facts of the data file."""
    return facts_from_json(FILE.read_text(encoding="utf-8"))


def facts_about(page: str) -> tuple[Fact, ...]:
    """Return the facts that a page shows, what speaks against the thesis last."""
    rows = [fact for fact in facts() if page in fact.pages]
    return tuple(sorted(rows, key=lambda fact: fact.is_against))
