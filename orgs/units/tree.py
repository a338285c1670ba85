"""The unit tree: the rows of its page, the units above one, and all of them as options."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.db import connection
from django.db.models import Q, QuerySet

from orgs.models import IN_ORDER, Organization, Unit
from orgs.names.folding import fold

from .descent import Children, children, descent

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
        """Return whether the name or the code holds these words, given folded."""
        return wanted in fold(self.name) or wanted in fold(self.code)


@dataclass(frozen=True)
class Branches:
    """All units of an organization, by number and by what they are part of."""

    nodes: Mapping[int, Node]
    below: Children

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

    def path(self, node: Node) -> str:
        """Return the names from the top down to the unit itself."""
        return BETWEEN.join(each.name for each in (*self.way(node), node))


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
    """Return the organization's tree, siblings in their order, read in one statement."""
    rows = (
        Unit.objects.filter(organization=organization)
        .order_by(*IN_ORDER)
        .values_list("pk", "name", "code", "parent_id", "archived_at")
    )
    nodes = {pk: Node(pk, name, code, parent, bool(at)) for pk, name, code, parent, at in rows}
    return Branches(nodes, children((node.pk, node.parent_id) for node in nodes.values()))


def expanded_units(tree: Branches, open_text: str | None) -> frozenset[int]:
    """Return which units stand open: those asked for, else all, or the top where that is many."""
    if open_text is not None:
        # From the address: a number longer than a bigint would fail in the database.
        numbers = {
            int(word) for word in open_text.split(",") if word.isdecimal() and len(word) < 19
        }
        return frozenset(number for number in numbers if number in tree.below)
    if len(tree.nodes) <= MOST_ROWS:
        return frozenset(number for number in tree.below if number is not None)
    return frozenset(number for number in tree.below.get(None, ()) if number in tree.below)


def visible_rows(tree: Branches, open_units: frozenset[int]) -> list[TreeRow]:
    """Return the rows that are in sight, from the top down."""
    return list(_walk(tree, open_units))


def find_units(tree: Branches, words: str) -> list[UnitMatch]:
    """Return the units whose name or code holds the words, in any case, by name."""
    wanted = fold(words)
    return [
        UnitMatch(node, tree.place(node)) for node in tree.nodes.values() if node.is_named(wanted)
    ]


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
    """Return the organization's units, parents before children, siblings in their order."""
    rows = Unit.objects.filter(organization=organization).order_by(*IN_ORDER)
    units = {row.pk: row for row in rows}
    below = children((row.pk, row.parent_id) for row in units.values())
    return [Place(unit=units[number], depth=depth) for number, depth in descent(below)]


@dataclass(frozen=True)
class UnitOption:
    """A unit to choose from a list, at its depth in the tree."""

    pk: int
    name: str
    depth: int

    @property
    def label(self) -> str:
        """The name, set in by the depth."""
        return "\u2007\u2007" * min(self.depth, DEEPEST_INDENT) + self.name


def unit_options(organization: Organization, among: QuerySet[Unit]) -> list[UnitOption]:
    """Return these units of the organization, parents before children, siblings in their order.

    The whole tree is read, in one statement, since a unit keeps its depth where only some show.
    """
    rows = (
        Unit.objects.filter(organization=organization)
        .annotate(is_shown=Q(pk__in=among.values("pk")))
        .order_by(*IN_ORDER)
        .values_list("pk", "parent_id", "name", "is_shown")
    )
    parents, names = {}, {}
    for number, parent, name, is_shown in rows:
        parents[number] = parent
        if is_shown:
            names[number] = name
    walked = descent(children(parents.items()))
    return [UnitOption(number, names[number], depth) for number, depth in walked if number in names]


def _walk(tree: Branches, open_units: frozenset[int]) -> Iterator[TreeRow]:
    for number, depth in descent(tree.below, is_open=open_units.__contains__):
        has_below = number in tree.below
        toggle = _listed(open_units ^ {number}) if has_below else ""
        yield TreeRow(tree.nodes[number], depth, has_below, number in open_units, toggle)


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, sorted(numbers)))
