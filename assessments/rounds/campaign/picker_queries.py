"""Choosing units from the tree: each, or a whole branch at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orgs.models import Organization
from orgs.units.descent import descent
from orgs.units.tree import Branches, branches, visible_rows


@dataclass(frozen=True)
class UnitChoice:
    """A unit to choose, at its place in the tree; `depth` counts from 0 at the top."""

    pk: int
    name: str
    code: str
    depth: int
    indent: int
    has_below: bool
    is_chosen: bool


def choices(organization: Organization, chosen: Iterable[object]) -> Sequence[UnitChoice]:
    """Return the active units in the tree's order, in one statement."""
    tree = branches(organization)
    wanted = {str(number) for number in chosen}
    everything = frozenset(pk for pk in tree.below if pk is not None)
    return [
        UnitChoice(
            pk=row.node.pk,
            name=row.node.name,
            code=row.node.code,
            depth=row.depth,
            indent=row.indent,
            has_below=row.has_below,
            is_chosen=str(row.node.pk) in wanted,
        )
        for row in visible_rows(tree, everything)
        if not row.node.is_archived
    ]


def with_all_below(organization: Organization, chosen: Iterable[str], branch: str) -> Sequence[str]:
    """Return the chosen numbers with a unit and all active ones below it."""
    tree = branches(organization)
    below = _below(tree, int(branch)) if branch.isdecimal() and len(branch) < 19 else []
    return list(dict.fromkeys([*chosen, *map(str, below)]))


def _below(tree: Branches, top: int) -> list[int]:
    walked = descent(tree.below, top) if top in tree.nodes else ()
    return [number for number, _depth in walked if not tree.nodes[number].is_archived]
