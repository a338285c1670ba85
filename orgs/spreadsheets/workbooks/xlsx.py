"""XLSX workbooks: which sheets there are, and what stands in their cells."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from orgs.spreadsheets.limits import Unreadable, UnreadableTableError
from orgs.spreadsheets.number_formats import PLAIN, NumberFormat, format_from_number, parse_format

from .package import Package
from .sheet_sink import SheetSink, WrittenSheet, refusal_json
from .xlsx_sheet import SheetReceiver, SheetStyles, Strings
from .xml_parts import OF_A_SHEET, OF_THE_TEXTS, Listener, LocalNames, Meter, parse_part


@dataclass
class _Relations(Listener):
    """What a part points to: target and kind by number."""

    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.targets[attributes.get("Id", "")] = (attributes.get("Target", ""), kind)


class _Book(Listener):
    """The sheets of a workbook as its main part names them."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_from_1904 = False
        self.is_uncalculated = False
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names[name]
        if local == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), number, is_hidden))
        elif local == "workbookPr":
            self.is_from_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif local == "calcPr":
            self.is_uncalculated = attributes.get("fullCalcOnLoad", "0") in {"1", "true"}


class _Styles(Listener):
    """How the numbers of cells are shown, by the number of their style."""

    def __init__(self) -> None:
        self.formats: list[NumberFormat] = []
        self._own: dict[str, NumberFormat] = {}
        self._is_of_cells = False
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names[name]
        if local == "numFmt":
            pattern = attributes.get("formatCode", "")
            self._own[attributes.get("numFmtId", "")] = parse_format(pattern[:500])
        elif local == "cellXfs":
            self._is_of_cells = True
        elif local == "xf" and self._is_of_cells:
            self.formats.append(self._format(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if self._names[name] == "cellXfs":
            self._is_of_cells = False

    def _format(self, number: str) -> NumberFormat:
        if number in self._own:
            return self._own[number]
        return format_from_number(int(number)) if number.isdecimal() else PLAIN


def write_xlsx(package: Package, folder: Path, meter: Meter) -> list[WrittenSheet]:
    """Write the sheets of the workbook into the folder; raise UnreadableTableError."""
    main = _main_part(package, meter)
    related = _related(package, main, meter)
    book = _Book()
    _parse(package, main, book, meter)
    sheets = [
        (WrittenSheet(name, f"sheet-{place}.jsonl", is_hidden), related[number][0])
        for place, (name, number, is_hidden) in enumerate(book.sheets)
        if related.get(number, ("", ""))[1] == "worksheet"
    ]
    for _sheet, part in sheets:
        meter.scan(package.open(part), OF_A_SHEET)
    styles = _facts(package, book, related.values(), meter)
    for sheet, part in sheets:
        _write_sheet(package, part, SheetSink(sheet, folder, meter.limits), styles, meter)
    return [sheet for sheet, _part in sheets]


def _facts(
    package: Package, book: _Book, related: Iterable[tuple[str, str]], meter: Meter
) -> SheetStyles:
    """Return what the cells refer to."""
    styles, strings = _Styles(), Strings()
    for target, kind in related:
        if kind == "styles" and target in package:
            _parse(package, target, styles, meter)
        elif kind == "sharedStrings" and target in package:
            meter.scan(package.open(target), OF_THE_TEXTS)
            parse_part(package.open(target), strings, meter)
    return SheetStyles(styles.formats, strings.texts, book.is_from_1904, book.is_uncalculated)


def _parse(package: Package, part: str, listener: Listener, meter: Meter) -> None:
    """Scan a part, then parse it."""
    meter.scan(package.open(part))
    parse_part(package.open(part), listener, meter)


def _write_sheet(
    package: Package,
    target: str,
    sink: SheetSink,
    styles: SheetStyles,
    meter: Meter,
) -> None:
    receiver = SheetReceiver(sink, styles)
    try:
        parse_part(package.open(target), receiver, meter)
    except UnreadableTableError as error:
        # It concerns whoever chooses this sheet.
        sink.sheet.refusal = refusal_json(error)
    finally:
        sink.close()


def _main_part(package: Package, meter: Meter) -> str:
    for target, kind in _related(package, "", meter).values():
        if kind == "officeDocument":
            if target.endswith(".bin"):
                raise UnreadableTableError(Unreadable.BINARY_WORKBOOK)
            return target
    raise UnreadableTableError(Unreadable.OTHER_KIND)


def _related(package: Package, part: str, meter: Meter) -> dict[str, tuple[str, str]]:
    """Return what the part points to, with full names; empty where it points to nothing."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = _Relations()
    if listed in package:
        _parse(package, listed, relations, meter)
    return {
        number: (posixpath.join("/", folder, target.replace("\\", "/")).lstrip("/"), kind)
        for number, (target, kind) in relations.targets.items()
    }
