"""What a table of units would change in a tree: rows and present units in, changes and errors out.

A row finds its unit by code, else by its path. Paths are the names from the top, joined by " > ".
Units that the table does not name stay as they are. Pure.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from orgs.names.folding import fold, visible

from .import_lines import PresentUnit, Problem, UnitImportLine
from .import_references import Finder


class UnitChange(StrEnum):
    """What becomes of a row's unit."""

    NEW = "new"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


# A unit of the present tree by its number, a new one by the number of its row below zero.
Key = int


@dataclass(frozen=True)
class WantedUnit:
    """A unit as it is to be."""

    key: Key
    name: str
    code: str
    parent: Key | None
    weight: Decimal
    tags: tuple[str, ...]
    archived: bool


@dataclass(frozen=True)
class PlannedUnit:
    """What one row does: `wanted` is None where it is refused, and `about` names what is wrong."""

    line: UnitImportLine
    kinds: tuple[UnitChange, ...]
    wanted: WantedUnit | None = None
    before: PresentUnit | None = None
    problem: Problem | None = None
    about: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """What a table would do, row by row."""

    rows: tuple[PlannedUnit, ...]

    @property
    def is_refused(self) -> bool:
        """Whether any row is refused: then nothing is applied."""
        return any(row.problem for row in self.rows)

    @property
    def changes(self) -> tuple[PlannedUnit, ...]:
        """The rows that do something or cannot."""
        return tuple(row for row in self.rows if row.kinds != (UnitChange.UNCHANGED,))

    @property
    def counts(self) -> Mapping[UnitChange, int]:
        """How many rows there are of each kind."""
        return Counter(kind for row in self.rows for kind in row.kinds)


def plan_import(lines: Sequence[UnitImportLine], present: Iterable[PresentUnit]) -> ImportPlan:
    """Return what the lines would change in the present tree, with what is wrong with them."""
    units = {unit.pk: unit for unit in present}
    finder = Finder(lines, units.values())
    rows = [_planned(line, finder, units) for line in lines]
    return ImportPlan(tuple(_checked(rows, units)))


def _planned(line: UnitImportLine, finder: Finder, units: Mapping[int, PresentUnit]) -> PlannedUnit:
    if line.problem:
        return _refused(line, line.problem, line.about)
    if earlier := finder.earlier(line):
        return _refused(line, earlier.problem, str(earlier.number))
    parent = finder.parent(line)
    if parent.problem:
        return _refused(line, parent.problem, line.parent)
    key = finder.key(line)
    before = units.get(key)
    return _compared(line, _wanted(line, key, parent.key, before), before)


def _wanted(
    line: UnitImportLine, key: Key, parent: Key | None, before: PresentUnit | None
) -> WantedUnit:
    base = before or PresentUnit(key, line.name, "", None, Decimal(1), (), archived=False)
    return WantedUnit(
        key=key,
        name=_kept(base.name, line.name),
        code=base.code if line.code is None else _kept(base.code, line.code),
        parent=parent,
        weight=base.weight if line.weight is None else line.weight,
        tags=base.tags if line.tags is None else line.tags,
        archived=base.archived if line.archived is None else line.archived,
    )


def _kept(before: str, wanted: str) -> str:
    """Return the text as it is where the wanted one looks the same."""
    return before if visible(before) == visible(wanted) else wanted


def _compared(line: UnitImportLine, wanted: WantedUnit, before: PresentUnit | None) -> PlannedUnit:
    if before is None:
        return PlannedUnit(line, (UnitChange.NEW,), wanted)
    facts = ("code", "weight", "tags", "archived")
    differs = {
        UnitChange.RENAMED: wanted.name != before.name,
        UnitChange.MOVED: wanted.parent != before.parent,
        UnitChange.CHANGED: any(getattr(wanted, name) != getattr(before, name) for name in facts),
    }
    kinds = tuple(kind for kind, is_so in differs.items() if is_so)
    return PlannedUnit(line, kinds or (UnitChange.UNCHANGED,), wanted, before)


def _refused(line: UnitImportLine, problem: Problem, about: str = "") -> PlannedUnit:
    return PlannedUnit(line, (UnitChange.REFUSED,), problem=problem, about=about)


@dataclass(frozen=True)
class ImportFault:
    """What is wrong with a row, and what about."""

    problem: Problem
    about: str


def _checked(rows: Sequence[PlannedUnit], units: Mapping[int, PresentUnit]) -> list[PlannedUnit]:
    """Return the rows, refusing those that would break the tree as it would be."""
    after: dict[Key, WantedUnit] = {unit.pk: _as_it_is(unit) for unit in units.values()}
    after |= {row.wanted.key: row.wanted for row in rows if row.wanted}
    numbers = {row.wanted.key: row.line.number for row in rows if row.wanted}
    looping = _looping(after)
    seats, codes = _Shared(after, _seat, numbers), _Shared(after, _code, numbers)
    emptied = {
        unit.parent
        for unit in after.values()
        if unit.parent in after and not unit.archived and after[unit.parent].archived
    }

    def fault(wanted: WantedUnit) -> ImportFault | None:
        above = after.get(wanted.parent) if wanted.parent is not None else None
        lies_below = above is not None and above.archived and not wanted.archived
        if wanted.key in looping:
            return ImportFault(Problem.CYCLE, wanted.name)
        shared = seats.fault(wanted, Problem.SAME_NAME_IN_ROW, Problem.SAME_NAME)
        shared = shared or codes.fault(wanted, Problem.SAME_CODE_IN_ROW, Problem.SAME_CODE)
        if shared is None and (lies_below or wanted.key in emptied):
            return ImportFault(Problem.BELOW_ARCHIVED, wanted.name)
        return shared

    unchanged = (UnitChange.UNCHANGED,)
    return [
        _judged(row, fault(row.wanted)) if row.wanted and row.kinds != unchanged else row
        for row in rows
    ]


class _Shared:
    """What several units would have, of which each may have its own alone."""

    def __init__(
        self,
        after: Mapping[Key, WantedUnit],
        of: Callable[[WantedUnit], Hashable],
        numbers: Mapping[Key, int],
    ) -> None:
        self._of = of
        self._numbers = numbers
        self._having: dict[Hashable, list[WantedUnit]] = {}
        for unit in after.values():
            self._having.setdefault(of(unit), []).append(unit)

    def fault(self, wanted: WantedUnit, in_row: Problem, there: Problem) -> ImportFault | None:
        """Return what is wrong: another row's unit has it, or one that the table does not name."""
        own = self._of(wanted)
        # Many units have no code.
        having = self._having[own] if own != "" else []
        others = [unit for unit in having if unit.key != wanted.key]
        named = [self._numbers[unit.key] for unit in others if unit.key in self._numbers]
        if named:
            return ImportFault(in_row, str(min(named)))
        about = wanted.name if there is Problem.SAME_NAME else wanted.code
        return ImportFault(there, about) if others else None


def _judged(row: PlannedUnit, fault: ImportFault | None) -> PlannedUnit:
    if fault is None:
        return row
    return replace(
        row, kinds=(UnitChange.REFUSED,), problem=fault.problem, about=fault.about, wanted=None
    )


def _as_it_is(unit: PresentUnit) -> WantedUnit:
    return WantedUnit(
        unit.pk, unit.name, unit.code, unit.parent, unit.weight, unit.tags, archived=unit.archived
    )


def _seat(unit: WantedUnit) -> tuple[Key | None, str]:
    return (unit.parent, fold(unit.name))


def _code(unit: WantedUnit) -> str:
    return fold(unit.code)


def _looping(after: Mapping[Key, WantedUnit]) -> set[Key]:
    """Return the units from which the way up never ends."""
    ends: dict[Key, bool] = {}
    for key in after:
        way: list[Key] = []
        on_way: set[Key] = set()
        here: Key | None = key
        while here is not None and here not in ends and here not in on_way:
            way.append(here)
            on_way.add(here)
            here = after[here].parent if here in after else None
        is_ended = here is None or ends.get(here, False)
        ends |= dict.fromkeys(way, is_ended)
    return {key for key, is_ended in ends.items() if not is_ended}
