"""What the tests of the layout read: modules, folders, rooms and templates of one checkout.

Standard library alone, so that bin/_house.py can measure any checkout, older ones included.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PRODUCT = ("config", "local", "demo", "orgs", "assessments", "reports", "bench")
APART = ("migrations", "management", "templatetags", "models")  # folders that are no subject


@dataclass(frozen=True)
class Module:
    """One Python file; `path` is relative to the checkout."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        """Its name without the ending."""
        return self.path.stem

    @cached_property
    def text(self) -> str:
        """What it says."""
        return (self.root / self.path).read_text()

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, parsed."""
        return ast.parse(self.text)

    @property
    def is_migration(self) -> bool:
        """Whether it belongs to a room's migrations."""
        return "migrations" in self.path.parts

    def at(self, node: ast.AST) -> str:
        """Return file and line of a node, as an editor opens them."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True)
class Room:
    """A package whose door holds `urls`, `models` and so on, and whose folders are subjects."""

    path: Path
    modules: tuple[Module, ...]

    @cached_property
    def subjects(self) -> Sequence[str]:
        """The names of its subject folders; folders of data hold no module but `__init__`."""
        inside = [row.path.relative_to(self.path).parts for row in self.modules]
        names = {parts[0] for parts in inside if len(parts) > 1 and parts[-1] != "__init__.py"}
        return sorted(names - set(APART))

    def subject_of(self, module: Module) -> str:
        """Return the subject folder that the module lies in; empty elsewhere."""
        first = module.path.relative_to(self.path).parts[0]
        return first if first in self.subjects else ""


@dataclass(frozen=True)
class Checkout:
    """The files of one revision."""

    root: Path

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules of product code, in order of their paths."""
        paths = (path for top in PRODUCT for path in sorted((self.root / top).rglob("*.py")))
        return tuple(Module(self.root, path.relative_to(self.root)) for path in paths)

    @property
    def written(self) -> tuple[Module, ...]:
        """The modules without migrations, which only describe what is in the others."""
        return tuple(row for row in self.modules if not row.is_migration)

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms: each top folder, and in place of `assessments` each app within it."""
        apps = sorted(path.parent for path in (self.root / "assessments").glob("*/apps.py"))
        tops = [self.root / top for top in PRODUCT if top != "assessments"]
        places = [path.relative_to(self.root) for path in (*tops, *apps) if path.is_dir()]
        return tuple(self._room(place) for place in places)

    def _room(self, place: Path) -> Room:
        """Return the room at a place."""
        return Room(place, tuple(row for row in self.written if place in row.path.parents))

    @cached_property
    def templates(self) -> tuple[Path, ...]:
        """The templates, relative to the checkout."""
        paths = sorted(path for path in (self.root / "templates").rglob("*") if path.is_file())
        return tuple(path.relative_to(self.root) for path in paths)

    def lines_of(self, path: Path) -> Iterator[tuple[int, str]]:
        """Yield the lines of a file with their numbers, from 1."""
        yield from enumerate((self.root / path).read_text().splitlines(), start=1)


def public_classes(modules: Sequence[Module]) -> Iterator[tuple[Module, ast.ClassDef]]:
    """Yield the classes that stand at the top of a module, private ones not."""
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield module, node


def stems(name: str) -> frozenset[str]:
    """Return the words of a name without their endings; words of two letters say nothing."""
    return frozenset(_stem(word) for word in name.split("_") if len(word) > 2)


def _stem(word: str) -> str:
    """Return the word without its ending: votes, voting and voted are one."""
    cut = re.sub(r"(ings?|ions?|ed|es|e|s)$", "", word)
    cut = cut if len(cut) > 2 else word
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(text.split())
