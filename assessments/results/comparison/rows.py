"""The rows of a comparison: the tree with its roll-ups, or a flat list in order of a column."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assessments.results.scoring.rollup import Tally, Team, sum_tallies, tally
from orgs.units.descent import branch, children, descent

from .cell_value import Value, group_value
from .level_change import ChangeCause
from .options import MET, NAME, STAGE, TREE, ComparisonOptions, Extent, Filters, State
from .values import MOST_ROWS, Row, UnitResult, UnitState

Tallies = tuple[Tally, ...]
Order = Sequence[tuple[UnitState, int]]
IN_STATE: Mapping[State, Callable[[UnitState], bool]] = {
    State.ANY: bool,
    State.SUBMITTED: lambda unit: unit.outcome is not None and not unit.is_reopened,
    State.ACCEPTED: lambda unit: unit.state == "accepted",
    State.REOPENED: lambda unit: unit.is_reopened,
    State.WAITING: lambda unit: unit.outcome is None,
}


def tree_order(units: Iterable[UnitState]) -> list[tuple[UnitState, int]]:
    """Return the units with their depths, parents before what is below them.

    Siblings keep their order. A unit whose parent is out of the reader's sight stands at the top.
    """
    known = {unit.unit_id: unit for unit in units}
    below = children(
        (unit.unit_id, unit.parent_id if unit.parent_id in known else None)
        for unit in known.values()
    )
    return [(known[number], depth) for number, depth in descent(below)]


def filter_units(order: Order, filters: Filters) -> list[tuple[UnitState, int]]:
    """Return the tree with those that the filters leave out as mere groups."""
    inside = _subtree(order, filters.below)
    return [
        (unit if unit.unit_id in inside and _fits(unit, filters) else _as_group(unit), depth)
        for unit, depth in order
    ]


def without_empty_branches(order: Order) -> list[tuple[UnitState, int]]:
    """Leave out groups with nobody below them who was asked."""
    kept: list[tuple[UnitState, int]] = []
    deepest_needed = 0
    # From the end: a group is kept where what was kept last stands deeper.
    for unit, depth in reversed(order):
        if unit.is_asked or depth < deepest_needed:
            kept.append((unit, depth))
            deepest_needed = depth
    return kept[::-1]


@dataclass(frozen=True)
class Arrangement:
    """Makes the rows; `comparable` says for each column whether rounds may be compared in it."""

    order: Order
    choice: ComparisonOptions
    keys: Sequence[str]
    comparable: Sequence[bool]
    moves: Mapping[int, Sequence[ChangeCause | None]]

    @cached_property
    def now(self) -> Mapping[int | None, Tallies]:
        """The tallies of each unit with all below it; None: of all."""
        return _summed(self.order, self._team)

    @cached_property
    def like(self) -> Mapping[int | None, Tallies]:
        """The same for the teams alone that have a result in both rounds."""
        return self._summed_pairs(lambda unit: unit.outcome)

    @cached_property
    def before(self) -> Mapping[int | None, Tallies]:
        """What those teams were at in the earlier round."""
        return self._summed_pairs(lambda unit: unit.earlier)

    def rows(self) -> list[Row]:
        """Return all rows in the chosen order."""
        rows = [self._row(place) for place in range(len(self.order))]
        if self.choice.column == TREE:
            return rows
        flat = [replace(row, depth=0, has_below=False) for row in rows if not row.is_group]
        if self.choice.column == NAME:
            return sorted(flat, key=lambda row: (row.unit.name.lower(), row.unit.unit_id))
        return sorted(flat, key=self._rank)

    def in_sight(self) -> list[Row]:
        """Return the rows that no folded one above hides, without making the others."""
        if self.choice.column != TREE:
            return self.rows()
        return [self._row(place) for place in self._places_in_sight()]

    def _places_in_sight(self) -> Iterator[int]:
        hidden_below: int | None = None
        for place, (unit, depth) in enumerate(self.order):
            if hidden_below is None or depth <= hidden_below:
                is_open = self._is_open(unit.unit_id, by_default=depth < self._limit)
                hidden_below = None if is_open else depth
                yield place

    def _row(self, place: int) -> Row:
        unit, depth = self.order[place]
        has_below = place + 1 < len(self.order) and self.order[place + 1][1] > depth
        by_default = depth < self._limit
        values, before = self._values(unit, has_below=has_below)
        units_asked, submitted = self._counts[unit.unit_id]
        return Row(
            unit=unit,
            depth=depth,
            values=values,
            before=before,
            moves=tuple(self.moves.get(unit.unit_id, ())),
            below=units_asked - unit.is_asked,
            below_submitted=submitted - (unit.outcome is not None),
            has_below=has_below,
            is_rolled=has_below and self.choice.extent is Extent.ROLLED,
            is_open=self._is_open(unit.unit_id, by_default=by_default),
            opens_by_default=by_default,
        )

    @cached_property
    def _limit(self) -> int:
        """Above which depth units stand open at first."""
        return open_depth(depth for _unit, depth in self.order)

    @cached_property
    def _counts(self) -> Mapping[int, tuple[int, int]]:
        return _counted(self.order)

    def _is_open(self, unit_id: int, *, by_default: bool) -> bool:
        return unit_id in self.choice.opened or (by_default and unit_id not in self.choice.folded)

    def _values(
        self, unit: UnitState, *, has_below: bool
    ) -> tuple[tuple[Value, ...], tuple[Value | None, ...]]:
        if has_below and self.choice.extent is Extent.ROLLED:
            return self._rolled(unit)
        if unit.outcome is None:
            return (), ()
        if not self.choice.is_change:
            return unit.outcome.all_values, ()
        earlier = unit.earlier.all_values if unit.earlier else (None,) * len(self.comparable)
        before = zip(earlier, self.comparable, strict=True)
        return unit.outcome.all_values, tuple(value if same else None for value, same in before)

    def _rolled(self, unit: UnitState) -> tuple[tuple[Value, ...], tuple[Value | None, ...]]:
        now = self.now[unit.unit_id]
        if not any(row.known or row.unknown or row.not_applicable for row in now):
            return (), ()
        if not self.choice.is_change:
            return tuple(group_value(row, 0) for row in now), ()
        like, before = self.like[unit.unit_id], self.before[unit.unit_id]
        if not like:
            return tuple(group_value(row, 0) for row in now), (None,) * len(now)
        pairs = zip(before, self.comparable, strict=True)
        return (
            tuple(group_value(row, 0) for row in like),
            tuple(group_value(row, 0) if same else None for row, same in pairs),
        )

    def _rank(self, row: Row) -> tuple[int, int, str]:
        """Units without a level come last in either direction."""
        name = row.unit.name.lower()
        if not row.values:
            return 2, 0, name
        number = self._number(row)
        if number is None:
            return 1, 0, name
        return 0, -number if self.choice.is_descending else number, name

    def _number(self, row: Row) -> int | None:
        if self.choice.column == MET:
            return row.met
        is_stage = self.choice.column == STAGE
        place = len(self.keys) if is_stage else self.keys.index(self.choice.column)
        return row.change(place) if self.choice.is_change else row.values[place].level

    @cached_property
    def _tallies(self) -> dict[tuple[int, int], Tally]:
        return {}

    def _of(self, outcome: UnitResult, weight: int) -> Tallies:
        """Values are shared between units, so few tallies are made."""
        made, found = self._tallies, []
        for value in outcome.all_values:
            # By identity: hundreds of units share a few values, and hashing each costs more.
            key = id(value), weight
            if key not in made:
                made[key] = tally(value.team(weight))
            found.append(made[key])
        return tuple(found)

    def _team(self, unit: UnitState) -> Tallies:
        if unit.outcome:
            return self._of(unit.outcome, unit.weight)
        if not unit.is_asked:
            return ()
        missing = tally(Team(unit.weight, is_missing=True))
        return (missing,) * (len(self.keys) + 1)

    def _summed_pairs(
        self, side: Callable[[UnitState], UnitResult | None]
    ) -> Mapping[int | None, Tallies]:
        """Return the sums of one of two outcomes, over the units that have both."""
        if not self.choice.is_change:
            return {None: ()}
        return _summed(self.order, lambda unit: self._paired(unit, side(unit)))

    def _paired(self, unit: UnitState, outcome: UnitResult | None) -> Tallies:
        if outcome is None or unit.outcome is None or unit.earlier is None:
            return ()
        return self._of(outcome, unit.weight)


def open_depth(depths: Iterable[int]) -> int:
    """Return above which depth units stand open at first: whole levels, as far as rows allow."""
    counts = Counter(depths)
    rows = limit = 0
    for depth in sorted(counts):
        rows += counts[depth]
        if rows > MOST_ROWS:
            break
        limit = depth
    return limit


def _summed(order: Order, own: Callable[[UnitState], Tallies]) -> dict[int | None, Tallies]:
    """Return for each unit, and for None as all, the sum of its own and what is below it."""
    sums: dict[int | None, Tallies] = {}
    open_parts: defaultdict[int, list[Tallies]] = defaultdict(list)
    # From the end: what is below a unit has been summed before the unit itself comes.
    for unit, depth in reversed(order):
        parts = [part for part in (own(unit), *open_parts.pop(depth + 1, ())) if part]
        sums[unit.unit_id] = _total(parts)
        open_parts[depth].append(sums[unit.unit_id])
    sums[None] = _total([part for part in open_parts[0] if part])
    return sums


def _total(parts: Sequence[Tallies]) -> Tallies:
    if len(parts) <= 1:
        return parts[0] if parts else ()
    return tuple(sum_tallies(column) for column in zip(*parts, strict=True))


def _counted(order: Order) -> dict[int, tuple[int, int]]:
    """Return how many units were asked and have submitted, each unit with all below it."""
    counts: dict[int, tuple[int, int]] = {}
    below: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit, depth in reversed(order):
        parts = [*below.pop(depth + 1, ()), (int(unit.is_asked), int(unit.outcome is not None))]
        counts[unit.unit_id] = sum(part[0] for part in parts), sum(part[1] for part in parts)
        below[depth].append(counts[unit.unit_id])
    return counts


def _subtree(order: Order, top: int | None) -> Collection[int]:
    """Return the numbers of a unit and all below it; of all without one."""
    parents = {unit.unit_id: unit.parent_id for unit, _depth in order}
    return parents if top is None else branch(parents, top)


def _fits(unit: UnitState, filters: Filters) -> bool:
    return (
        IN_STATE[filters.state](unit)
        and (not filters.tag or filters.tag in unit.tags)
        and (not filters.units or unit.unit_id in filters.units)
    )


def _as_group(unit: UnitState) -> UnitState:
    return replace(unit, state="", outcome=None, earlier=None, is_reopened=False)
