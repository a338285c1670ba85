"""What a unit's leaders picked in their quick checks, beside what its team settled on."""

from dataclasses import dataclass

from assessments.frameworks.schema import Capability


@dataclass(frozen=True)
class Gap:
    """One capability: what the leaders picked, lowest first, and what the team settled on."""

    capability: Capability
    leaders: tuple[int, ...]
    team: int | None

    @property
    def number(self) -> int:
        """How many leaders picked a level."""
        return len(self.leaders)

    @property
    def leaders_text(self) -> str:
        """The leaders' levels; never their mean."""
        low, high = self.leaders[0], self.leaders[-1]
        return str(low) if low == high else f"{low}–{high}"

    @property
    def difference(self) -> int | None:
        """How far all leaders are above the team (below zero: under it); 0 where they meet."""
        if self.team is None:
            return None
        if self.leaders[0] > self.team:
            return self.leaders[0] - self.team
        return min(self.leaders[-1] - self.team, 0)

    @property
    def is_above(self) -> bool:
        """Whether every leader sees more than the team."""
        return (self.difference or 0) > 0

    @property
    def is_below(self) -> bool:
        """Whether every leader sees less than the team."""
        return (self.difference or 0) < 0

    @property
    def distance(self) -> int:
        """How many levels lie between the team and the nearest leader."""
        return abs(self.difference or 0)
