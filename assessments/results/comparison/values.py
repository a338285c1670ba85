"""Units side by side: the values the read model is made of, and what follows from them.

Levels are never averaged across units (method.md 3.5, 7): spread and counts stand beside the cells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from assessments.frameworks.schema import TOP_LEVEL
from assessments.results.quick_checks.leader_gap import Gap
from assessments.results.scoring.rollup import THOUSANDTHS, Tally

from .cell_value import Value
from .level_change import ChangeCause
from .options import ComparisonOptions
from .version_diff import Span, VersionDiff

DEEPEST_INDENT = 4
MOST_ROWS = 200
Gaps = Mapping[int, Mapping[str, Gap]]  # by unit and capability


@dataclass(frozen=True)
class UnitResult:
    """A unit's newest result of a round: a value for each column, the stage's, and its row.

    `flags` are the keys of the doubts about its levels (results.flags).
    """

    result_id: int
    people: int
    values: tuple[Value, ...]
    stage: Value
    flags: tuple[str, ...] = ()
    facts: Any = field(hash=False, compare=False, default=None)

    @property
    def all_values(self) -> tuple[Value, ...]:
        """The columns' values, then the stage's."""
        return (*self.values, self.stage)


@dataclass(frozen=True)
class UnitState:
    """A unit: where its session stands (empty without one), and its outcomes, now and before.

    `weight` is in thousandths, `state_text` the state in words.
    """

    unit_id: int
    parent_id: int | None
    name: str
    state: str
    outcome: UnitResult | None = None
    earlier: UnitResult | None = None
    is_reopened: bool = False
    state_text: str = ""
    code: str = ""
    tags: tuple[str, ...] = ()
    weight: int = THOUSANDTHS

    @property
    def is_asked(self) -> bool:
        """Whether the unit has a session of its own; without one it only holds others together."""
        return bool(self.state)


@dataclass(frozen=True)
class Row:
    """A row of the matrix: a unit with all below it (`is_rolled`), or its own team alone.

    `values` are the columns', then the stage's; empty where nothing was submitted. `before` stand
    beside them in a comparison of rounds, None where there is nothing to compare with; then both
    count the teams alone that have a result in both rounds.
    """

    unit: UnitState
    depth: int = 0
    values: tuple[Value, ...] = ()
    before: tuple[Value | None, ...] = ()
    moves: tuple[ChangeCause | None, ...] = ()
    below: int = 0
    below_submitted: int = 0
    has_below: bool = False
    is_rolled: bool = False
    is_open: bool = True
    opens_by_default: bool = True

    @property
    def indent(self) -> int:
        """The depth as far as a page shows it."""
        return min(self.depth, DEEPEST_INDENT)

    @property
    def is_group(self) -> bool:
        """Whether the unit itself was not asked, or is not among the chosen ones."""
        return not self.unit.is_asked

    @property
    def flags(self) -> tuple[str, ...]:
        """The keys of the doubts about the levels of the unit's own team."""
        return self.unit.outcome.flags if self.unit.outcome else ()

    @property
    def is_folded(self) -> bool:
        """Whether units below are out of sight."""
        return self.has_below and not self.is_open

    @property
    def columns(self) -> tuple[Value, ...]:
        """The values without the stage."""
        return self.values[:-1]

    @property
    def stage(self) -> Value | None:
        """The stage's value, None where there is none."""
        return self.values[-1] if self.values else None

    @property
    def met(self) -> int:
        """How many columns are at their target."""
        return sum(value.is_met for value in self.columns)

    @property
    def applicable(self) -> int:
        """How many columns apply."""
        return sum(value.applies for value in self.columns)

    @property
    def short(self) -> int:
        """How many levels are missing to the targets, all columns together."""
        return sum(value.short for value in self.columns)

    @property
    def contested(self) -> int:
        """How many columns are contested."""
        return sum(value.is_contested for value in self.columns)

    @property
    def unknown(self) -> int:
        """How many columns nobody knows."""
        return sum(value.is_unknown for value in self.columns)

    def change(self, place: int) -> int | None:
        """Return by how many levels a column moved; None where that cannot be said."""
        before = self.before[place] if self.before else None
        level = self.values[place].level if self.values else None
        return (
            None
            if before is None or before.level is None or level is None
            else (level - before.level)
        )


@dataclass(frozen=True)
class Column:
    """A column: its head, what it aims for (several targets where units differ), its spread.

    `keys` are its capabilities. `like` and `before` count the teams with a result in both rounds.
    """

    key: str
    name: str
    keys: tuple[str, ...]
    targets: tuple[int, ...]
    is_comparable: bool
    tally: Tally
    like: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)

    @property
    def spread(self) -> int:
        """How many levels lie between the best and the worst team."""
        reached = _reached(self.tally)
        return reached[-1] - reached[0] if reached else 0

    @property
    def spread_text(self) -> str:
        """The lowest and the highest level, an en dash where no level is known."""
        reached = _reached(self.tally)
        if not reached:
            return "–"
        low, high = reached[0], reached[-1]
        return str(low) if low == high else f"{low}–{high}"

    @property
    def target_text(self) -> str:
        """The target, or the lowest and the highest; empty where there is none."""
        if not self.targets:
            return ""
        low, high = self.targets[0], self.targets[-1]
        return str(low) if low == high else f"{low}–{high}"

    @property
    def is_missed_by_all(self) -> bool:
        """Whether several teams know their level and none is at its target."""
        return self.tally.known > 1 and not self.tally.met


@dataclass(frozen=True)
class Guard:
    """What limits a comparison: what versions do not share, moved targets, dates, coverage.

    `paired` of the `single` and paired units have a result in both rounds.
    """

    difference: VersionDiff
    moved_targets: tuple[tuple[str, int, int], ...] = ()
    span: Span = field(default_factory=Span)
    earlier_span: Span = field(default_factory=Span)
    is_out_of_order: bool = False
    paired: int = 0
    single: int = 0
    scorings: tuple[str, ...] = ()


class ArrangedRows(Protocol):
    """Makes the rows of a comparison in the chosen order."""

    def rows(self) -> Iterable[Row]:
        """Return all rows."""

    def in_sight(self) -> Iterable[Row]:
        """Return the rows that no folded one above hides."""


@dataclass(frozen=True)
class Comparison:
    """Units side by side: the one read model of page, exports and report.

    `arranged` makes its rows. `names` are the capabilities' by key. `gaps` say what leaders picked
    beside their teams, in one round alone.
    """

    round_id: int
    round: str
    earlier_round: str
    framework: str
    choice: ComparisonOptions
    columns: tuple[Column, ...]
    arranged: ArrangedRows = field(hash=False)
    whole: tuple[Tally, ...]
    guard: Guard
    names: dict[str, str] = field(hash=False)
    tags: tuple[str, ...]
    parents: tuple[tuple[int, str], ...]
    has_verified: bool
    asked: int
    submitted: int
    people: int
    gaps: Gaps = field(default_factory=dict, hash=False)

    @property
    def has_parts(self) -> bool:
        """Whether a part of all units can be chosen: one below another than the top."""
        return len(self.parents) > 1

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(self.arranged.rows())

    @cached_property
    def in_sight(self) -> tuple[Row, ...]:
        """Those that stand open, made without the hidden ones: a page shows a few of thousands."""
        return tuple(self.arranged.in_sight())

    @property
    def stages(self) -> Tally:
        """How many teams are at which stage."""
        return self.whole[-1] if self.whole else Tally()

    @property
    def missed_by_all(self) -> tuple[Column, ...]:
        """The columns in which no team is at its target."""
        return tuple(column for column in self.columns if column.is_missed_by_all)

    @property
    def widest(self) -> Column | None:
        """The column in which the teams are furthest apart; None where nobody differs."""
        widest = max(self.columns, key=lambda column: column.spread, default=None)
        return widest if widest and widest.spread else None

    @property
    def narrowest(self) -> Column | None:
        """The column with several known teams that are closest together; None without."""
        known = [column for column in self.columns if column.tally.known > 1]
        return min(known, key=lambda column: column.spread, default=None)


def _reached(tally: Tally) -> Sequence[int]:
    return [level for level in range(TOP_LEVEL + 1) if tally.counts[level]]
