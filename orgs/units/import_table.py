"""Between tables of texts and lines of a plan, and between the tree and a table."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from django.db.models.functions import Lower

from orgs.models import Organization, Unit
from orgs.names.appearance import complaint_about_name

from . import import_references
from .forms import LONGEST_CODE, LONGEST_UNIT_NAME, MOST_WEIGHT
from .import_file import Table
from .import_lines import PresentUnit, Problem, UnitImportLine
from .tags import BadTagsError, parse_tags, tags_text

BOOLEAN_WORDS = {
    "yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False,
}  # fmt: skip


class BadCellError(ValueError):
    """A cell cannot be read."""

    def __init__(self, problem: Problem, about: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.about = about


def lines_from_table(table: Table) -> list[UnitImportLine]:
    """Return the rows of a checked table as lines, empty rows left out."""
    header, *rows = table
    return [
        _line(number, dict(zip(header, row, strict=False)), header)
        for number, row in enumerate(rows, start=2)
        if any(row)
    ]


def present_units(organization: Organization) -> list[PresentUnit]:
    """Return the organization's units, siblings by name."""
    rows = (
        Unit.objects.filter(organization=organization)
        .order_by(Lower("name"), "pk")
        .values_list("pk", "name", "code", "parent_id", "weight", "tags", "archived_at")
    )
    return [
        PresentUnit(pk, name, code, parent, weight, tuple(tags), archived=bool(archived_at))
        for pk, name, code, parent, weight, tags, archived_at in rows
    ]


def digest(units: Iterable[PresentUnit]) -> str:
    """Return the SHA-256 of the tree as it is."""
    seen = [
        [row.pk, row.name, row.code, row.parent, f"{row.weight:.3f}", row.tags, row.archived]
        for row in sorted(units, key=lambda row: row.pk)
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def cells(units: Sequence[PresentUnit]) -> list[tuple[object, ...]]:
    """Return the units as rows of a table, by path, parents before what is below them."""
    tree = {unit.pk: unit for unit in units}
    paths, named = import_references.path_keys(tree), import_references.references(tree)
    return [
        (
            unit.code,
            unit.name,
            "" if unit.parent is None else named[unit.parent],
            unit.weight.normalize(),
            tags_text(unit.tags),
            unit.archived,
        )
        for unit in sorted(units, key=lambda unit: paths[unit.pk])
    ]


def _line(number: int, row: dict[str, str], header: list[str]) -> UnitImportLine:
    name, parent = row.get("name", ""), row.get("parent", "")
    code = row.get("code", "") if "code" in header else None
    try:
        return UnitImportLine(
            number=number,
            name=_name(name),
            parent=parent,
            code=_code(code),
            weight=_weight(row.get("weight", "")),
            tags=_tags(row.get("tags", "")) if "tags" in header else None,
            archived=_archived(row.get("archived", "")),
        )
    except BadCellError as error:
        about = error.about if error.problem is Problem.UNUSABLE_NAME else error.about[:60]
        return UnitImportLine(number, name, parent, code, problem=error.problem, about=about)


def _name(text: str) -> str:
    if not text:
        raise BadCellError(Problem.NO_NAME, text)
    if complaint := complaint_about_name(text):
        raise BadCellError(Problem.UNUSABLE_NAME, str(complaint))
    if len(text) > LONGEST_UNIT_NAME:
        raise BadCellError(Problem.LONG_NAME, text)
    return normalize("NFC", text)


def _code(text: str | None) -> str | None:
    if text and len(text) > LONGEST_CODE:
        raise BadCellError(Problem.LONG_CODE, text)
    if text and (complaint := complaint_about_name(text)):
        raise BadCellError(Problem.UNUSABLE_NAME, str(complaint))
    return normalize("NFC", text) if text else text


def _weight(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        weight = Decimal(text if "." in text else text.replace(",", "."))
    except InvalidOperation as error:
        raise BadCellError(Problem.BAD_WEIGHT, text) from error
    if not weight.is_finite() or not 0 <= weight <= MOST_WEIGHT:
        raise BadCellError(Problem.BAD_WEIGHT, text)
    if weight != weight.quantize(Decimal("0.001")):
        raise BadCellError(Problem.BAD_WEIGHT, text)
    return weight


def _tags(text: str) -> tuple[str, ...]:
    try:
        return tuple(parse_tags(text))
    except BadTagsError as error:
        raise BadCellError(Problem.BAD_TAGS, text) from error


def _archived(text: str) -> bool | None:
    if not text:
        return None
    if text.lower() not in BOOLEAN_WORDS:
        raise BadCellError(Problem.BAD_ARCHIVED, text)
    return BOOLEAN_WORDS[text.lower()]
