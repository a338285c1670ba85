"""What is on record about AI projects: days by kind of work, pilots by what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

NONE = Fraction(0)
ALL = Fraction(1)


@dataclass(frozen=True)
class EffortDays:
    """Engineering days of a unit's AI projects by kind of work."""

    integration: Fraction = NONE
    governance: Fraction = NONE
    operations: Fraction = NONE
    agent: Fraction = NONE
    projects: int = 0

    @property
    def plumbing(self) -> Fraction:
        """The days of the three kinds of plumbing."""
        return sum(self.by_kind.values(), NONE)

    @property
    def total(self) -> Fraction:
        """All days."""
        return self.plumbing + self.agent

    @property
    def by_kind(self) -> Mapping[str, Fraction]:
        """The days of each kind of plumbing."""
        return {
            "integration": self.integration,
            "governance": self.governance,
            "operations": self.operations,
        }


@dataclass(frozen=True)
class PilotCounts:
    """How many AI projects came how far.

    `production` were ever in production; `retired` began and ended without it. Those and the
    `stalled` ones are decided; `running` pilots are not.
    """

    production: int = 0
    running: int = 0
    stalled: int = 0
    retired: int = 0

    @property
    def decided(self) -> int:
        """The pilots of which one knows whether they reached production."""
        return self.production + self.stalled + self.retired

    @property
    def reached(self) -> Fraction | None:
        """The share of decided pilots that reached production; None where none is decided."""
        return Fraction(self.production, self.decided) if self.decided else None

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The share if no running pilot gets to production, and if all do."""
        if not self.decided:
            return NONE, ALL
        every = self.decided + self.running
        return Fraction(self.production, every), Fraction(self.production + self.running, every)


@dataclass(frozen=True)
class UnitRecords:
    """What is on record about a unit and all below it."""

    days: EffortDays = EffortDays()
    pilots: PilotCounts = PilotCounts()
