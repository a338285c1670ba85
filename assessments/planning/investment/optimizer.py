"""The best order of steps, found exactly (method.md 5.2): states are sets of steps, one bit a step.

1. From nothing done, each step whose prerequisites are done leads to a further state; the lattice
   is all states that can be reached so. There are few, since a capability's levels come in order.
2. A state opens the use cases whose steps it holds; what is still closed is lost while one works.
3. The cost of delay of a state is therefore known once those of the states after it are: one walk
   back from the target gives the best next step of every state, and with it the best order.

Everything is in whole numbers, so that ties are ties: whoever asks scales efforts and values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# Eight capabilities with levels 0 to 4 have 390,625 states at most.
MOST_STATES = 400_000


class TooManyStatesError(ValueError):
    """There are too many consistent levels between the start and the target to look at all."""


@dataclass(frozen=True)
class Edge:
    """One step of the lattice: its bit, the bits that come before it, and its effort.

    `column` holds the bits of all steps of the same capability, lower levels in lower bits. A step
    that is true already is taken at once, as soon as what comes before it is done.
    """

    bit: int
    needs: int
    effort: int
    column: int
    is_true_already: bool = False

    @property
    def below(self) -> int:
        """What of the column is there right before this step."""
        return self.column & (self.bit - 1)


Columns = Sequence[tuple[int, Mapping[int, Edge]]]


@dataclass(frozen=True)
class Prize:
    """What is gained once all steps of a set are done."""

    steps: int
    value: int


@dataclass
class Lattice:
    """The states that can be reached step by step, with what is open and spent in each.

    While a state lacks a pinned step, only `first` steps (the pinned ones and what they need) are
    taken, and what is true already.
    """

    edges: Sequence[Edge]
    prizes: Sequence[Prize]
    pinned: int = 0
    first: int = 0
    values: dict[int, int] = field(init=False)
    efforts: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Walk breadth first from the empty set. Raise TooManyStatesError where it never ends."""
        self.values = {0: sum(prize.value for prize in self.prizes if not prize.steps)}
        self.efforts = {0: 0}
        queue = [0]
        for state in queue:  # grows while it is walked
            if len(queue) > MOST_STATES:
                raise TooManyStatesError
            for column, following in self._columns(state):
                edge = following.get(state & column)
                if edge and state & edge.needs == edge.needs:
                    reached = state | edge.bit
                    if reached not in self.values:
                        self._enter(state, edge)
                        queue.append(reached)

    @property
    def full(self) -> int:
        """The target: the set of all steps."""
        return sum(edge.bit for edge in self.edges)

    def best_order(self) -> list[int]:
        """Return the bits in the order with the least cost of delay; the first edge wins ties.

        f(x) = min k(s) · (V(target) − V(x)) + f(x + s), from the target back (method.md 5.2).
        """
        full = self.full
        all_value = self.values[full]
        delay, choice = {full: 0}, dict[int, int]()
        for state in reversed(self.values):  # breadth first, so what follows a state comes first
            if state == full:
                continue
            lost = all_value - self.values[state]
            best = None
            for column, following in self._columns(state):
                edge = following.get(state & column)
                if edge and state & edge.needs == edge.needs:
                    cost = edge.effort * lost + delay[state | edge.bit]
                    if best is None or cost < best:
                        best, choice[state] = cost, edge.bit
            delay[state] = best or 0
        return _followed(choice, full)

    def frontier(self) -> list[int]:
        """Return the states worth paying for: each opens more than every cheaper one."""
        values, efforts = self.values, self.efforts
        worth, most = list[int](), -1
        settled = [state for state in values if not self._due(state)]
        for state in sorted(settled, key=lambda state: (efforts[state], -values[state], state)):
            if values[state] > most:
                most = values[state]
                worth.append(state)
        return worth

    def _columns(self, state: int) -> Columns:
        """The next step of each capability, by what of its column is there."""
        if due := self._due(state):
            return due
        return self._all if state & self.pinned == self.pinned else self._first

    def _due(self, state: int) -> Columns:
        """The first step that is true already and lacks nothing any more; empty without one."""
        for edge, alone in self._true_already:
            if not state & edge.bit and state & edge.needs == edge.needs:
                return alone
        return ()

    @cached_property
    def _true_already(self) -> Sequence[tuple[Edge, Columns]]:
        return [(edge, _columns([edge])) for edge in self.edges if edge.is_true_already]

    @cached_property
    def _all(self) -> Columns:
        return _columns(self.edges)

    @cached_property
    def _first(self) -> Columns:
        return _columns([edge for edge in self.edges if edge.bit & self.first])

    @cached_property
    def _prizes_by_bit(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        return {
            edge.bit: [(row.steps, row.value) for row in self.prizes if row.steps & edge.bit]
            for edge in self.edges
        }

    def _enter(self, state: int, edge: Edge) -> None:
        reached = state | edge.bit
        gain = 0
        for steps, value in self._prizes_by_bit[edge.bit]:
            if reached & steps == steps:
                gain += value
        self.values[reached] = self.values[state] + gain
        self.efforts[reached] = self.efforts[state] + edge.effort


def _columns(edges: Sequence[Edge]) -> Columns:
    columns: dict[int, dict[int, Edge]] = {}
    for edge in edges:
        columns.setdefault(edge.column, {})[edge.below] = edge
    return list(columns.items())


def _followed(choice: Mapping[int, int], full: int) -> list[int]:
    state, bits = 0, []
    while state != full:
        bits.append(choice[state])
        state |= choice[state]
    return bits
