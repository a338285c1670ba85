"""Published figures that pages mention: always with publisher and strength, the year if known."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "library" / "facts.json"


@dataclass(frozen=True)
class Fact:
    """One figure: what it says, who published it, how strong the source is, for or against.

    `year` is None where the text that we have does not give it.
    """

    key: str
    statement: str
    publisher: str
    year: int | None
    strength: str
    source: str
    stance: str
    pages: tuple[str, ...]

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the thesis."""
        return self.stance == "against"


@cache
def facts() -> tuple[Fact, ...]:
    """Return all facts of the data file."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Fact(**{**row, "pages": tuple(row["pages"])}) for row in rows)


def facts_about(page: str) -> tuple[Fact, ...]:
    """Return the facts that a page shows, what speaks against the thesis last."""
    rows = [fact for fact in facts() if page in fact.pages]
    return tuple(sorted(rows, key=lambda fact: fact.is_against))
