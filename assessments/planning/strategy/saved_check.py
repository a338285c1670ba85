"""A saved strategy check as a line of its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assessments.planning.number_text import number_text


@dataclass(frozen=True)
class SavedCheck:
    """What was ticked when and by whom, from which basis, with the total of that day.

    `effort` is None where no result was there; `query` opens exactly these ticks.
    """

    pk: int
    saved_at: datetime
    by: str
    elements: Sequence[str]
    burn: Decimal | None
    effort: Decimal | None
    source: str
    query: str

    @property
    def effort_text(self) -> str:
        """The person-weeks as people read them."""
        return number_text(self.effort)

    def ticks(self, elements: frozenset[str], burn: Decimal | None) -> bool:
        """Return whether it says exactly this."""
        return frozenset(self.elements) == elements and self.burn == burn
