"""Between tables of texts and lines of a plan, and between the tree and a table."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from unicodedata import normalize

from django.utils.translation import gettext as _

from orgs.models import IN_ORDER, Organization, Unit
from orgs.names.appearance import complaint_about_name
from orgs.spreadsheets.booleans import parse_boolean
from orgs.spreadsheets.columns import WantedColumns
from orgs.spreadsheets.csv_writer import unescape_formula
from orgs.spreadsheets.limits import TableLimits, Unreadable, UnreadableTableError
from orgs.spreadsheets.number_formats import without_noise
from orgs.spreadsheets.rows import SheetRow
from orgs.spreadsheets.table import FoundTable
from orgs.spreadsheets.uploads import TableRefusedError
from orgs.spreadsheets.wording import note_sentence
from orgs.written_values.numbers import UnreadableNumberError, written_number

from . import import_references
from .forms import LONGEST_CODE, LONGEST_UNIT_NAME, MOST_WEIGHT
from .import_file import COLUMNS
from .import_lines import PresentUnit, Problem, UnitImportLine
from .tags import BadTagsError, parse_tags, tags_text

NEEDED = ("name", "parent")
WANTED = WantedColumns(known=frozenset(COLUMNS), needed=NEEDED)
LIMITS = TableLimits(most_bytes=2_000_000, most_rows=10_000, most_cells=500_000)
LONGEST_WORD_SHOWN = 60
SENTENCES = frozenset({Problem.NO_TEXT, Problem.UNUSABLE_NAME})


class BadCellError(ValueError):
    """A cell cannot be read."""

    def __init__(self, problem: Problem, about: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.about = about if problem in SENTENCES else about[:LONGEST_WORD_SHOWN]


def lines_from_table(table: FoundTable) -> list[UnitImportLine]:
    """Return the rows of a table as lines; raise TableRefusedError or UnreadableTableError."""
    places = _places(table.header)
    lines = [_line(row, places, is_text=table.is_text) for row in table.rows()]
    if not lines:
        raise UnreadableTableError(Unreadable.NO_ROWS)
    return lines


def _places(header: SheetRow) -> dict[str, int]:
    """Return where the columns stand; only of those that an import reads."""
    names = [WANTED.name_of(cell) for cell in header.cells]
    if missing := [name for name in NEEDED if name not in names]:
        raise TableRefusedError(
            _(
                "Row %(row)s lacks the column %(names)s. Export the units to see a table as it is "
                "read."
            )
            % {"row": header.number, "names": ", ".join(missing)}
        )
    if doubled := next((name for name in COLUMNS if names.count(name) > 1), ""):
        raise TableRefusedError(_("The column %s is there twice.") % doubled)
    return {name: names.index(name) for name in COLUMNS if name in names}


def present_units(organization: Organization) -> list[PresentUnit]:
    """Return the organization's units, siblings in their order."""
    rows = (
        Unit.objects.filter(organization=organization)
        .order_by(*IN_ORDER)
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


def _line(row: SheetRow, places: dict[str, int], *, is_text: bool) -> UnitImportLine:
    cells = {name: row.cell(place) for name, place in places.items()}
    if is_text:
        cells = {name: unescape_formula(cell).strip() for name, cell in cells.items()}
    name, parent, code = cells["name"], cells["parent"], cells.get("code")
    try:
        _check_notes(row, places.values())
        return UnitImportLine(
            number=row.number,
            name=_name(name),
            parent=parent,
            code=_code(code),
            weight=_weight(cells.get("weight", "")),
            tags=_tags(cells["tags"]) if "tags" in cells else None,
            archived=_archived(cells.get("archived", "")),
        )
    except BadCellError as error:
        return UnitImportLine(
            row.number, name, parent, code, problem=error.problem, about=error.about
        )


def _check_notes(row: SheetRow, places: Iterable[int]) -> None:
    """Refuse a row with a date, an error or a formula without a value in a column that is read."""
    for place in places:
        if sentence := note_sentence(row, place):
            raise BadCellError(Problem.NO_TEXT, sentence)


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
        # One mark that could be either is the decimal one: no weight has thousands to group.
        weight = written_number(without_noise(text)).value
    except UnreadableNumberError as error:
        raise BadCellError(Problem.BAD_WEIGHT, text) from error
    if not 0 <= weight <= MOST_WEIGHT:
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
    archived = parse_boolean(text)
    if archived is None:
        raise BadCellError(Problem.BAD_ARCHIVED, text)
    return archived
