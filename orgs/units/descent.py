"""The walk down the tree of units, over their numbers alone. Rows in SQL: `Unit.objects.within`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Children = Mapping[int | None, Sequence[int]]


def children(parents: Iterable[tuple[int, int | None]]) -> Children:
    """Return the units by what they are part of (None: at the top), in the order given."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for unit, parent in parents:
        below[parent].append(unit)
    return dict(below)


def descent(
    below: Children, top: int | None = None, *, is_open: Callable[[int], bool] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield each unit with its depth, parents before what is below them, siblings in their order.

    With a `top` only that unit and all below it; a unit that is not open hides what is below it.
    """
    waiting = [(unit, 0) for unit in (reversed(below.get(None, ())) if top is None else (top,))]
    while waiting:
        unit, depth = waiting.pop()
        yield unit, depth
        if is_open is None or is_open(unit):
            waiting += [(child, depth + 1) for child in reversed(below.get(unit, ()))]


def branch(parents: Mapping[int, int | None], top: int) -> frozenset[int]:
    """Return the unit and all below it; nothing where it is not among the units."""
    if top not in parents:
        return frozenset()
    return frozenset(unit for unit, _depth in descent(children(parents.items()), top))
