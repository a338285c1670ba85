"""Units side by side: the tree in order, what may be sorted, how the units spread.

Levels are never averaged across units (method.md 3.5, 7): spread and counts stand beside the cells.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.frameworks.schema import TOP_LEVEL

from .choice import NAME, TREE, Choice

DEEPEST_INDENT = 4


@dataclass(frozen=True)
class Cell:
    """One unit's capability as the matrix shows it; `level` is None where nobody can tell.

    `css` names its look, `mark` is a sign beside the number, `note` the words for both.
    """

    level: int | None
    css: str
    text: str
    mark: str = ""
    note: str = ""
    applies: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a unit's newest result says beside its cells; percentage and coverage are in words."""

    result_id: int
    stage: int
    stage_text: str
    percent_text: str
    coverage: str
    people: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class UnitState:
    """A unit of the round: where its session stands (empty without one), and its outcome."""

    unit_id: int
    parent_id: int | None
    name: str
    state: str
    state_label: str
    outcome: Outcome | None
    is_reopened: bool = False


@dataclass(frozen=True)
class UnitRow:
    """A row of the matrix. A group has no session of its own and only holds units together."""

    unit: UnitState
    depth: int
    below: int
    below_submitted: int
    fold_query: str = ""
    is_folded: bool = False

    @property
    def indent(self) -> int:
        """The depth as far as a page shows it."""
        return min(self.depth, DEEPEST_INDENT)

    @property
    def is_group(self) -> bool:
        """Whether the unit itself was not asked."""
        return not self.unit.state

    @property
    def expanded(self) -> str:
        """Whether the units below are shown, as an attribute says it."""
        return "false" if self.is_folded else "true"

    @property
    def is_submitted(self) -> bool:
        """Whether there is a result to compare."""
        return self.unit.outcome is not None


@dataclass(frozen=True)
class Spread:
    """How the submitted units spread over one capability's levels."""

    counts: tuple[int, ...]
    unknown: int
    not_applicable: int

    @property
    def text(self) -> str:
        """The lowest and the highest level, an en dash where no level is known."""
        reached = [level for level, count in enumerate(self.counts) if count]
        if not reached:
            return "–"
        low, high = reached[0], reached[-1]
        return str(low) if low == high else f"{low}–{high}"

    @property
    def known(self) -> int:
        """How many units have a level."""
        return sum(self.counts)

    @property
    def applicable(self) -> int:
        """How many submitted units it applies to."""
        return self.known + self.unknown


@dataclass(frozen=True)
class SpreadLine:
    """How many units stand at one level, capability by capability; empty text for none."""

    level: int
    counts: tuple[tuple[str, str], ...]
    stages: str


@dataclass(frozen=True)
class Column:
    """A capability's column: its head, how to sort by it, how the units spread."""

    key: str
    name: str
    target: int
    sort_query: str
    direction: str
    spread: Spread


@dataclass(frozen=True)
class Switch:
    """One position of a switch."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True)
class Comparison:
    """A round's units side by side: the one read model of the page and the report."""

    round_id: int
    round: str
    framework: str
    choice: Choice
    columns: tuple[Column, ...]
    rows: tuple[UnitRow, ...]
    lines: tuple[SpreadLine, ...]
    switches: tuple[Switch, ...]
    tree_query: str
    name_query: str
    asked: int
    submitted: int
    people: int

    @property
    def width(self) -> int:
        """How many columns stand beside a unit's name: stage, percentage, capabilities."""
        return len(self.columns) + 2


def unit_rows(
    units: Sequence[UnitState], choice: Choice, columns: Sequence[str], round_id: int
) -> tuple[UnitRow, ...]:
    """Return the rows in the chosen order; only the tree shows groups, and only it folds.

    Units whose names should be in order come in order.
    """
    tree = _Tree(units, choice, round_id)
    if choice.column == TREE:
        return tuple(tree.rows())
    flat = [UnitRow(unit, 0, 0, 0) for unit in units if unit.state]
    if choice.column == NAME:
        return tuple(flat)
    place = list(columns).index(choice.column)
    return tuple(sorted(flat, key=lambda row: _rank(row, place, choice)))


def spread(cells: Iterable[Cell]) -> Spread:
    """Return how many units stand at each level; nobody knowing and not applicable stay apart."""
    counts: Counter[int | None] = Counter()
    not_applicable = 0
    for cell in cells:
        if cell.applies:
            counts[cell.level] += 1
        else:
            not_applicable += 1
    levels = tuple(counts[level] for level in range(TOP_LEVEL + 1))
    return Spread(levels, counts[None], not_applicable)


def spread_lines(spreads: Sequence[Spread], outcomes: Sequence[Outcome]) -> tuple[SpreadLine, ...]:
    """Return one line a level, the highest first, with how many units stand there."""
    stages = Counter(outcome.stage for outcome in outcomes)
    return tuple(
        SpreadLine(
            level=level,
            counts=tuple(_counted(column.counts[level], level) for column in spreads),
            stages=str(stages[level] or ""),
        )
        for level in range(TOP_LEVEL, -1, -1)
    )


def _counted(count: int, level: int) -> tuple[str, str]:
    return (f"cell level-{level}", str(count)) if count else ("", "")


def _rank(row: UnitRow, place: int, choice: Choice) -> tuple[int, int]:
    """Units without a level come last in either direction."""
    outcome = row.unit.outcome
    if outcome is None:
        return 2, 0
    level = outcome.cells[place].level
    if level is None:
        return 1, 0
    return 0, -level if choice.is_descending else level


@dataclass(frozen=True)
class _Tree:
    units: Sequence[UnitState]
    choice: Choice
    round_id: int

    @cached_property
    def children(self) -> Mapping[int | None, Sequence[UnitState]]:
        """A unit whose parent is out of the reader's sight stands at the top."""
        children: defaultdict[int | None, list[UnitState]] = defaultdict(list)
        known = {unit.unit_id for unit in self.units}
        for unit in self.units:
            children[unit.parent_id if unit.parent_id in known else None].append(unit)
        return children

    def rows(self, parent: int | None = None, depth: int = 0) -> Iterator[UnitRow]:
        for unit in self.children.get(parent, ()):
            yield from self._branch(unit, depth)

    def _branch(self, unit: UnitState, depth: int) -> list[UnitRow]:
        """Return the unit's row and those below it; nothing where nobody there was asked."""
        below = list(self.rows(unit.unit_id, depth + 1))
        if not unit.state and not below:
            return []
        is_folded = unit.unit_id in self.choice.folded
        children = [row for row in below if row.depth == depth + 1]
        row = UnitRow(
            unit=unit,
            depth=depth,
            below=sum(row.below + (not row.is_group) for row in children),
            below_submitted=sum(row.below_submitted + row.is_submitted for row in children),
            fold_query=self.choice.toggled(unit.unit_id).query(self.round_id) if below else "",
            is_folded=is_folded,
        )
        return [row] if is_folded else [row, *below]
