"""What a trend is asked for, how teams stood round after round, and what moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assessments.results.comparison.level_change import ChangeCause
from assessments.results.comparison.options import By, Extent, LevelKind
from assessments.results.scoring.rollup import Tally


@dataclass(frozen=True)
class TrendOptions:
    """What a trend is asked for; without a unit it is of all units in reach."""

    unit: int | None = None
    levels: LevelKind = LevelKind.SUPPORTED
    by: By = By.CAPABILITIES
    extent: Extent = Extent.ROLLED


@dataclass(frozen=True)
class TotalChange:
    """How many teams moved since the result before: up and down, and what lies behind it."""

    up: int = 0
    down: int = 0
    backed: int = 0
    rerated: int = 0
    followed: int = 0

    @property
    def any(self) -> int:
        """How many moved at all."""
        return self.up + self.down


@dataclass(frozen=True)
class Moment:
    """One round in one column; not comparable where it was asked otherwise than at last."""

    round_id: int
    round: str
    tally: Tally
    moved: TotalChange
    is_comparable: bool = True


@dataclass(frozen=True)
class Series:
    """One column over the rounds, the oldest first."""

    key: str
    name: str
    moments: tuple[Moment, ...]

    @property
    def most(self) -> int:
        """The most teams there were in a round, whatever they know."""
        return max((row.tally.applicable for row in self.moments), default=0)


@dataclass(frozen=True)
class Snapshot:
    """A result of one unit, to be held against another."""

    result_id: int
    round: str


@dataclass(frozen=True)
class Trend:
    """The trend of a unit with all below it, of its own team, or of all units in reach."""

    unit_id: int | None
    unit: str
    series: tuple[Series, ...]
    rounds: tuple[str, ...]
    stages: Series
    units: tuple[tuple[int, str], ...] = field(default=())
    snapshots: tuple[Snapshot, ...] = field(default=())
    has_verified: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.rounds


def total_change(changes: Iterable[tuple[int, ChangeCause]]) -> TotalChange:
    """Return the sum of changes, each a number of levels and what lies behind it."""
    rows: Sequence[tuple[int, ChangeCause]] = list(changes)
    behind = [move for _levels, move in rows]
    return TotalChange(
        up=sum(levels > 0 for levels, _move in rows),
        down=sum(levels < 0 for levels, _move in rows),
        backed=behind.count(ChangeCause.BACKED),
        rerated=behind.count(ChangeCause.RERATED),
        followed=behind.count(ChangeCause.FOLLOWED),
    )
