"""The units that a form offers: how they stand in the tree, and which of them some words name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orgs.models import Organization
from orgs.unit_tree import Branches, Found, Node, branches

MOST_LISTED = 50
MOST_FOUND = 20


@dataclass(frozen=True)
class Offered:
    """A unit that may be chosen; `depth` counts from 0 at the top."""

    node: Node
    depth: int


@dataclass(frozen=True)
class Offer:
    """The units to choose one of, in the order of the tree."""

    tree: Branches
    units: Mapping[int, Offered]

    @property
    def is_short(self) -> bool:
        """Whether a list of all is quicker to use than a search."""
        return len(self.units) <= MOST_LISTED

    def unit(self, number: str) -> Node | None:
        """Return the unit of this number; None where it is not offered."""
        found = self.units.get(number_in(number) or 0)
        return found.node if found else None

    def found(self, words: str) -> list[Node]:
        """Return the units whose name or code holds the words, best first; all for no words."""
        wanted = words.strip().casefold()
        fitting = [each.node for each in self.units.values() if each.node.is_named(wanted)]
        return sorted(fitting, key=lambda node: _distance(node, wanted)) if wanted else fitting

    def meant(self, words: str) -> list[Node]:
        """Return the units that are called just that; those that are found where none is."""
        wanted, found = words.strip().casefold(), self.found(words)
        return [node for node in found if not _distance(node, wanted)] or found

    def placed(self, nodes: Sequence[Node]) -> list[Found]:
        """Return the units with where they stand."""
        return [Found(node, self.tree.place(node)) for node in nodes]


def offered(organization: Organization, *, without: int | None = None) -> Offer:
    """Return the organization's units that are not archived, read in one statement.

    One of them can be left out, with all below it.
    """
    tree = branches(organization)
    walked = {each.node.pk: each for each in _walked(tree, without)}
    return Offer(tree, walked)


def number_in(text: str) -> int | None:
    """Return the number of a row that the text is; None where it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None


def _walked(tree: Branches, without: int | None) -> Iterator[Offered]:
    """Yield the active units from the top down."""
    waiting = [Offered(node, 0) for node in reversed(tree.below.get(None, []))]
    while waiting:
        here = waiting.pop()
        if here.node.pk == without:
            continue
        if not here.node.is_archived:
            yield here
        below = reversed(tree.below.get(here.node.pk, []))
        waiting += [Offered(node, here.depth + 1) for node in below]


def _distance(node: Node, wanted: str) -> int:
    """Return 0 where the unit is called so, 1 where its name or code begins so, else 2."""
    names = (node.name.casefold(), node.code.casefold())
    if wanted in names:
        return 0
    return 1 if any(name.startswith(wanted) for name in names) else 2
