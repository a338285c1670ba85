"""Where a unit stands in one column of a comparison: its value, or that of a group of units."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.results.scoring.rollup import Tally, Team

from .options import LevelKind


@dataclass(frozen=True)
class FrozenLevels:
    """One capability of one result, as it was frozen; all levels are None if it does not apply."""

    claimed: int | None
    low: int | None
    high: int | None
    supported: int | None
    verified: int | None
    target: int
    not_applicable: bool
    knows_nothing: bool
    contested: bool
    votes: tuple[int, ...]


@dataclass(frozen=True)
class Value:
    """What stands in one place of the matrix.

    `level` is None where nobody knows or it does not apply. `short` counts the levels that are
    missing to the target. `low` and `high` say how far it is open. A group's value has its tally,
    a theme's the keys of its capabilities that are below target.
    """

    level: int | None
    target: int
    applies: bool = True
    is_met: bool = False
    short: int = 0
    low: int | None = None
    high: int | None = None
    is_contested: bool = False
    votes: tuple[int, ...] = ()
    below: tuple[str, ...] = ()
    group: Tally | None = None

    @property
    def is_below(self) -> bool:
        """Whether a level is known and the target is not met."""
        return self.level is not None and not self.is_met

    @property
    def is_unknown(self) -> bool:
        """Whether it applies and nobody knows."""
        return self.applies and self.level is None

    @property
    def is_open(self) -> bool:
        """Whether not all is known."""
        return self.low != self.high

    def team(self, weight: int) -> Team:
        """Return the value as one team's in a roll-up."""
        return Team(weight, self.level, applies=self.applies, is_met=self.is_met)


ABSENT = Value(None, 0, applies=False)


def capability_value(stand: FrozenLevels, levels: LevelKind) -> Value:
    """Return what a capability's stand says of the chosen levels."""
    if stand.not_applicable:
        return Value(None, stand.target, applies=False)
    level: int | None = None if stand.knows_nothing else getattr(stand, levels)
    short = 0 if level is None else max(0, stand.target - level)
    return Value(
        level=level,
        target=stand.target,
        is_met=level is not None and not short,
        short=short,
        low=stand.low,
        high=stand.high,
        is_contested=stand.contested,
        votes=stand.votes if stand.contested else (),
    )


def theme_value(parts: Sequence[tuple[str, Value]]) -> Value:
    """Return a theme's value from its capabilities': the lowest known level (method.md 3.5, 5).

    What is unknown leaves the level open down to 0.
    """
    applicable = [value for _key, value in parts if value.applies]
    if not applicable:
        return Value(None, 0, applies=False)
    known = [value.level for value in applicable if value.level is not None]
    level = min(known, default=None)
    is_sure = len(known) == len(applicable) and not any(value.is_open for value in applicable)
    return Value(
        level=level,
        target=max(value.target for value in applicable),
        is_met=all(value.is_met for value in applicable),
        short=sum(value.short for value in applicable),
        low=level if is_sure else min(value.low or 0 for value in applicable),
        high=level if is_sure else min(value.high or 0 for value in applicable),
        is_contested=any(value.is_contested for value in applicable),
        below=tuple(key for key, value in parts if value.is_below),
    )


def group_value(tally: Tally, target: int) -> Value:
    """Return a group's value: the level that 80 % reach, open as far as teams are unknown."""
    return Value(
        level=tally.level,
        target=target,
        applies=bool(tally.applicable),
        is_met=tally.is_met,
        short=0,
        low=tally.low,
        high=tally.high,
        group=tally,
    )
