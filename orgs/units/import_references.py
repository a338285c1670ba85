"""Which unit a row of a table means, and which one it names as its parent. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orgs.names.folding import BETWEEN, fold, fold_path

from .import_lines import PresentUnit, Problem, UnitImportLine

# Before a path that could also be read as a code.
FROM_THE_TOP = ">"


@dataclass(frozen=True)
class EarlierRow:
    """An earlier row that says the same."""

    number: int
    problem: Problem


@dataclass(frozen=True)
class Parent:
    """A parent's key (None at the top), or what is wrong with its name."""

    key: int | None = None
    problem: Problem | None = None


class Finder:
    """Finds units by code and path in the table first, then in the present tree."""

    def __init__(self, rows: Sequence[UnitImportLine], units: Iterable[PresentUnit]) -> None:
        present = {unit.pk: unit for unit in units}
        self._present_codes = {fold(u.code): u.pk for u in present.values() if u.code}
        self._paths = path_keys(present)
        self._at = _PathIndex(self._paths)
        self._row_codes: dict[str, UnitImportLine] = {}
        for row in rows:
            if row.code:
                self._row_codes.setdefault(fold(row.code), row)
        self._written = {row.number: self._written_path(row) for row in rows}
        self._keys: dict[int, int] = {}
        self._meant: dict[int, int] = {}
        self._name_keys(rows)
        self._rows_at = _PathIndex(self._written)

    def key(self, row: UnitImportLine) -> int:
        """Return the row's unit: its number, or below zero for a new one."""
        return self._keys[row.number]

    def earlier(self, row: UnitImportLine) -> EarlierRow | None:
        """Return the earlier row that has this one's code or means the same unit, if any."""
        if row.code and (first := self._row_codes[fold(row.code)]).number != row.number:
            return EarlierRow(first.number, Problem.SAME_CODE_IN_ROW)
        first_number = self._meant[self._keys[row.number]]
        return EarlierRow(first_number, Problem.SAME_UNIT) if first_number != row.number else None

    def parent(self, row: UnitImportLine) -> Parent:
        """Return the unit that the row names as its parent, or why there is none."""
        code, text = _named(row.parent)
        if not text:
            return Parent()
        if code in self._row_codes:
            return Parent(self._keys[self._row_codes[code].number])
        if code in self._present_codes:
            return Parent(self._present_codes[code])
        keys = {self._keys[number] for number in self._rows_at.numbers(text)}
        keys = keys or set(self._at.numbers(text))
        if len(keys) == 1:
            return Parent(keys.pop())
        return Parent(problem=Problem.AMBIGUOUS_PARENT if keys else Problem.UNKNOWN_PARENT)

    def _name_keys(self, rows: Sequence[UnitImportLine]) -> None:
        """Give every row its unit; those with a known code choose first."""
        claimed: set[int] = set()
        for row in rows:
            known = self._present_codes.get(fold(row.code or ""))
            if known is not None:
                self._keys[row.number] = known
                claimed.add(known)
        for row in rows:
            if row.number not in self._keys:
                there = self._at.numbers(self._written[row.number])
                free = len(there) == 1 and there[0] not in claimed
                self._keys[row.number] = there[0] if free else -row.number
            self._meant.setdefault(self._keys[row.number], row.number)

    def _written_path(self, row: UnitImportLine) -> str:
        """Return the path that the row gives itself, parents named by code followed up."""
        names = [fold(row.name)]
        seen: set[int] = set()
        while row.number not in seen:
            seen.add(row.number)
            code, text = _named(row.parent)
            if code in self._row_codes:
                row = self._row_codes[code]
                names.append(fold(row.name))
                continue
            if code in self._present_codes:
                text = self._paths[self._present_codes[code]]
            return BETWEEN.join([*([text] if text else []), *reversed(names)])
        # Rows that are each other's parents have no path: this one fits no other.
        return f"\0{row.number}"


def path_keys(units: Mapping[int, PresentUnit]) -> dict[int, str]:
    """Return what each unit's path is compared by."""
    return {pk: fold(path) for pk, path in path_texts(units).items()}


def path_texts(units: Mapping[int, PresentUnit]) -> dict[int, str]:
    """Return each unit's path, the names from the top joined."""
    paths: dict[int, str] = {}
    for pk in units:
        way: list[int] = []
        here: int | None = pk
        while here is not None and here not in paths:
            way.append(here)
            here = units[here].parent
        for number in reversed(way):
            unit = units[number]
            above = [] if unit.parent is None else [paths[unit.parent]]
            paths[number] = BETWEEN.join([*above, unit.name])
    return paths


def references(units: Mapping[int, PresentUnit]) -> dict[int, str]:
    """Return how a table names each unit: by its path, by its code where two have that path."""
    written = path_texts(units)
    folded = path_keys(units)
    at = _inverted(folded)
    codes = {fold(unit.code) for unit in units.values() if unit.code}
    named = {}
    for pk, path in written.items():
        looks_otherwise = folded[pk] in codes or path.startswith(FROM_THE_TOP)
        named[pk] = f"{FROM_THE_TOP} {path}" if looks_otherwise else path
        if len(at[folded[pk]]) > 1:
            named[pk] = units[pk].code or named[pk]
    return named


def _named(parent: str) -> tuple[str, str]:
    """Return the code that the text may be, and the path; "> A" is a path in any case."""
    text = fold(parent)
    if text.startswith(FROM_THE_TOP):
        return "", text.removeprefix(FROM_THE_TOP).strip()
    return text, text


class _PathIndex:
    """Finds what stands at a path: as it is compared, else with any sign between its names."""

    def __init__(self, paths: Mapping[int, str]) -> None:
        self._exact = _inverted(paths)
        self._loose = _inverted({number: fold_path(path) for number, path in paths.items()})

    def numbers(self, path: str) -> list[int]:
        """Return the numbers of all that is there."""
        return self._exact.get(path) or self._loose.get(fold_path(path), [])


def _inverted(paths: Mapping[int, str]) -> dict[str, list[int]]:
    by_path: defaultdict[str, list[int]] = defaultdict(list)
    for number, path in paths.items():
        by_path[path].append(number)
    return dict(by_path)
