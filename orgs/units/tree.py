"""The unit tree as its page shows it: the rows that are open, or those that a search finds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Lower
from tree_queries.query import TreeQuerySet

from orgs.models import Organization, Unit

_UP = """
WITH RECURSIVE up(id, name, parent_id, height) AS (
    SELECT id, name, parent_id, 0 FROM orgs_unit WHERE id = %s
    UNION ALL
    SELECT unit.id, unit.name, unit.parent_id, height + 1
    FROM orgs_unit unit JOIN up ON unit.id = up.parent_id
) SELECT id, name FROM up ORDER BY height DESC"""
DEEPEST_INDENT = 4


MOST_ROWS = 200


BETWEEN = " › "


@dataclass(frozen=True)
class Node:
    """A unit as the tree reads it."""

    pk: int
    name: str
    code: str
    parent_id: int | None
    is_archived: bool

    def is_named(self, wanted: str) -> bool:
        """Return whether the name or the code holds these words, given in folded case."""
        return wanted in self.name.casefold() or wanted in self.code.casefold()


@dataclass(frozen=True)
class Branches:
    """All units of an organization, by number and by what they are part of."""

    nodes: Mapping[int, Node]
    below: Mapping[int | None, Sequence[Node]]

    def way(self, node: Node) -> list[Node]:
        """Return the units above the node, from the top down, without itself."""
        way: list[Node] = []
        while node.parent_id is not None:
            node = self.nodes[node.parent_id]
            way.insert(0, node)
        return way

    def place(self, node: Node) -> str:
        """Return the names of the units above the node, from the top down."""
        return BETWEEN.join(above.name for above in self.way(node))


@dataclass(frozen=True)
class TreeRow:
    """One row of the page; `toggle` is the list of open units that its switch asks for."""

    node: Node
    depth: int
    has_below: bool
    is_open: bool
    toggle: str

    @property
    def indent(self) -> int:
        """How far the page sets it in; below the fourth level it goes no further."""
        return min(self.depth, DEEPEST_INDENT)


@dataclass(frozen=True)
class UnitMatch:
    """A unit that a search found, and where it stands."""

    node: Node
    path: str


def branches(organization: Organization) -> Branches:
    """Return the organization's tree, siblings by name, read in one statement."""
    rows = (
        Unit.objects.filter(organization=organization)
        .order_by(Lower("name"), "pk")
        .values_list("pk", "name", "code", "parent_id", "archived_at")
    )
    nodes = {pk: Node(pk, name, code, parent, bool(at)) for pk, name, code, parent, at in rows}
    below: defaultdict[int | None, list[Node]] = defaultdict(list)
    for node in nodes.values():
        below[node.parent_id].append(node)
    return Branches(nodes, dict(below))


def expanded_units(tree: Branches, asked: str | None) -> frozenset[int]:
    """Return which units stand open: those asked for, else all, or the top where that is many."""
    if asked is not None:
        # From the address: a number longer than a bigint would fail in the database.
        numbers = {int(word) for word in asked.split(",") if word.isdecimal() and len(word) < 19}
        return frozenset(number for number in numbers if number in tree.below)
    if len(tree.nodes) <= MOST_ROWS:
        return frozenset(number for number in tree.below if number is not None)
    top = tree.below.get(None, [])
    return frozenset(node.pk for node in top if node.pk in tree.below)


def visible_rows(tree: Branches, open_units: frozenset[int]) -> list[TreeRow]:
    """Return the rows that are in sight, from the top down."""
    return list(_walk(tree, open_units))


def find_units(tree: Branches, words: str) -> list[UnitMatch]:
    """Return the units whose name or code holds the words, in any case, by name."""
    wanted = words.casefold()
    return [
        UnitMatch(node, tree.place(node)) for node in tree.nodes.values() if node.is_named(wanted)
    ]


def _walk(tree: Branches, open_units: frozenset[int]) -> Iterator[TreeRow]:
    # A stack of our own: a tree may be deeper than Python recurses.
    waiting = [(node, 0) for node in reversed(tree.below.get(None, []))]
    while waiting:
        node, depth = waiting.pop()
        below = tree.below.get(node.pk, [])
        is_open = node.pk in open_units
        toggle = _listed(open_units ^ {node.pk}) if below else ""
        yield TreeRow(node, depth, bool(below), is_open, toggle)
        if is_open:
            waiting += [(child, depth + 1) for child in reversed(below)]


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, sorted(numbers)))


class PathUnit(TypedDict):
    """One unit on the way down."""

    id: int
    name: str


def place_of(unit_id: int) -> list[PathUnit]:
    """Return the units from the top of the tree down to this one, itself included."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, [unit_id])
        return [PathUnit(id=number, name=name) for number, name in cursor.fetchall()]


@dataclass(frozen=True)
class Place:
    """A unit at its place in the tree; `depth` counts from 0 at the top."""

    unit: Unit
    depth: int

    @property
    def indent(self) -> int:
        """How far a page sets the unit in; below the fourth level it goes no further."""
        return min(self.depth, DEEPEST_INDENT)


def tree(organization: Organization) -> list[Place]:
    """Return the organization's units, parents before children, siblings by name."""
    return [Place(unit=unit, depth=depth_of(unit)) for unit in units_in_tree(organization)]


def units_in_tree(organization: Organization) -> QuerySet[Unit]:
    """Return the organization's units in the order of the tree; `depth_of` tells their depth."""
    return (
        TreeQuerySet(Unit)
        .with_tree_fields()
        .order_siblings_by(Lower("name"), "pk")  # type: ignore[arg-type]
        .tree_filter(organization=organization)
        .filter(organization=organization)
    )


def depth_of(unit: Unit) -> int:
    """Return the depth of a unit that `units_in_tree` gave, from 0 at the top."""
    return int(vars(unit)["tree_depth"])
