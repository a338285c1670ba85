"""What a reader of the comparison chose to see, and how an address says it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

TREE = "tree"
NAME = "name"


class Kind(StrEnum):
    """Which levels are compared."""

    SUPPORTED = "supported"
    CLAIMED = "claimed"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Choice:
    """What the reader chose to see: which levels, in which order, which units folded.

    `sort` is the tree, the name, or a capability's key (with a minus: highest first).
    """

    levels: Kind = Kind.SUPPORTED
    sort: str = TREE
    folded: frozenset[int] = frozenset()

    @property
    def column(self) -> str:
        """The capability that is sorted by, or an order's name."""
        return self.sort.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        """Whether the highest level comes first."""
        return self.sort.startswith("-")

    def query(self, round_id: int) -> str:
        """Return the address's query string for this choice."""
        parts = {"round": str(round_id), "levels": str(self.levels), "sort": self.sort}
        folded = ",".join(map(str, sorted(self.folded)))
        return urlencode(parts | ({"fold": folded} if folded else {}), safe=",")

    def sorted_by(self, column: str) -> "Choice":
        """Return the choice after the column's head is followed: lowest first, then highest."""
        is_turned = self.sort == column and column not in {TREE, NAME}
        return replace(self, sort=f"-{column}" if is_turned else column)

    def toggled(self, unit_id: int) -> "Choice":
        """Return the choice with the unit folded if it was open, and open if it was folded."""
        return replace(self, folded=self.folded ^ {unit_id})
