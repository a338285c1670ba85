"""ODS workbooks: their sheets and what stands in the cells, repeated ones multiplied out."""

import re
from pathlib import Path

from orgs.spreadsheets.limits import Unreadable, UnreadableTableError
from orgs.spreadsheets.number_formats import duration_text, plain_number
from orgs.spreadsheets.rows import CellNote, MergedRange

from .package import Package
from .sheet_sink import SheetSink, WrittenSheet, refusal_json
from .xml_parts import OF_A_TABLE, Listener, LocalNames, Meter, Text, parse_part

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
LONGEST_FORMULA = 200
DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
# Inside a cell, but no part of what it says.
APART = frozenset({"annotation", "frame", "g", "custom-shape", "ruby-text", "note"})
CELLS = frozenset({"table-cell", "covered-table-cell"})
MOST_BLANKS = 1_000
NAMES = LocalNames()


def write_ods(package: Package, folder: Path, meter: Meter) -> list[WrittenSheet]:
    """Write the sheets of the workbook into the folder; raise UnreadableTableError."""
    if MANIFEST in package:
        manifest = _Manifest()
        parse_part(package.open(MANIFEST), manifest, meter)
        if manifest.is_locked:
            raise UnreadableTableError(Unreadable.LOCKED_WORKBOOK)
    meter.scan(package.open(CONTENT), OF_A_TABLE)
    book = _Book(folder, meter)
    try:
        parse_part(package.open(CONTENT), book, meter)
    finally:
        book.close()
    return book.sheets


class _Manifest(Listener):
    """Whether a part is encrypted."""

    is_locked = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("encryption-data"):
            self.is_locked = True


class _OdsCell:
    """The cell that is being read."""

    def __init__(self, attributes: dict[str, str]) -> None:
        given = {NAMES[name]: value for name, value in attributes.items()}
        # LibreOffice says in a name space of its own that a cell is an error.
        is_error = "error" in attributes.values() and any(
            NAMES[name] == "value-type" and value == "error" for name, value in attributes.items()
        )
        self.kind = "error" if is_error else given.get("value-type", "")
        self.given = given
        self.repeated = _count(given.get("number-columns-repeated"))
        self.columns = _count(given.get("number-columns-spanned"))
        self.rows = _count(given.get("number-rows-spanned"))

    def value(self, shown: str) -> tuple[str, CellNote | None]:
        """Return what the cell says, and a note where that is no text; raise ValueError."""
        formula = self.given.get("formula", "")
        if self.kind == "error":
            return shown.strip()[:LONGEST_FORMULA] or "#ERR!", CellNote.ERROR
        if formula and not self.kind and not shown:
            text = formula.partition(":")[2] or formula
            return text[:LONGEST_FORMULA], CellNote.NO_VALUE
        if self.kind == "date":
            return self.given.get("date-value", "").removesuffix("T00:00:00"), CellNote.DATE
        if self.kind == "time":
            return _time(self.given.get("time-value", "")), CellNote.TIME
        return self._plain(shown), None

    def _plain(self, shown: str) -> str:
        """Return the text, number or truth value."""
        if self.kind in {"float", "currency", "percentage"}:
            return self._number(shown.strip())
        if self.kind == "boolean":
            return self.given.get("boolean-value", "").upper()
        return self.given.get("string-value", shown)

    def _number(self, shown: str) -> str:
        """Return the number; as shown where it is shown as a code, with noughts in front."""
        number = plain_number(self.given.get("value", shown))
        is_code = shown.isdigit() and shown.startswith("0") and shown.lstrip("0") == number
        return shown if is_code else number


class _Book(Listener):
    """Turns the elements of the content into sheets with rows."""

    def __init__(self, folder: Path, meter: Meter) -> None:
        self.sheets: list[WrittenSheet] = []
        self._folder, self._meter = folder, meter
        self._path: list[str] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sink: SheetSink | None = None
        self._row: _Row | None = None
        self._cell: _OdsCell | None = None
        self._text, self._paragraphs, self._apart = Text(), 0, 0
        self._next_row = 1

    def close(self) -> None:
        """End the file of the last sheet."""
        if self._sink:
            self._sink.close()
            self._sink = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        local = NAMES[name]
        above = self._path[-1] if self._path else ""
        self._path.append(local)
        if local in CELLS and self._row and not self._cell:
            self._cell = _OdsCell(attributes)
            return
        if self._cell:
            self._start_in_cell(local, attributes)
        elif local == "table-row" and self._sink:
            self._row = _Row(_count(_attribute(attributes, "number-rows-repeated")))
        elif local == "table" and above == "spreadsheet":
            self._begin_sheet(attributes)
        elif local == "style":
            self._style = _attribute(attributes, "name")
        elif local == "table-properties" and _attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = self._path.pop()
        if local in CELLS and self._cell and not self._apart:
            self._end_cell(self._cell)
        elif self._cell:
            if local in APART:
                self._apart -= 1
        elif local == "table-row" and self._row and self._sink:
            self._end_row(self._row)
        elif local == "table" and self._path[-1:] == ["spreadsheet"]:
            self.close()

    def text(self, text: str) -> None:
        """Take a text, or a part of one."""
        if self._cell and not self._apart and self._paragraphs:
            self._add(text)

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        sheet = WrittenSheet(
            _attribute(attributes, "name"),
            f"sheet-{len(self.sheets)}.jsonl",
            is_hidden=_attribute(attributes, "style-name") in self._hidden_styles,
        )
        self.sheets.append(sheet)
        self._sink = SheetSink(sheet, self._folder, self._meter.limits)
        self._next_row = 1

    def _start_in_cell(self, local: str, attributes: dict[str, str]) -> None:
        if local in APART:
            self._apart += 1
        elif self._apart:
            return
        elif local == "p":
            self._paragraphs += 1
            if self._paragraphs > 1:
                self._add("\n")
        elif local == "s":
            self._add(" " * min(_count(_attribute(attributes, "c")), MOST_BLANKS))
        elif local in {"tab", "line-break"}:
            self._add("\t" if local == "tab" else "\n")

    def _add(self, text: str) -> None:
        try:
            self._text.add(text)
        except UnreadableTableError as error:
            error.place = self._address()
            raise

    def _address(self) -> str:
        place = len(self._row.cells) if self._row else 0
        return self._sink.address(place, self._next_row) if self._sink else ""

    def _end_cell(self, cell: _OdsCell) -> None:
        shown = self._text.take()
        self._cell, self._paragraphs = None, 0
        row, sink = self._row, self._sink
        if row is None or sink is None:
            return
        text, note = cell.value(shown)
        if "\0" in text:
            raise UnreadableTableError(Unreadable.UNSTORABLE, place=self._address())
        if not sink.sheet.refusal:
            try:
                self._put(row, sink, cell, text, note)
            except UnreadableTableError as error:
                _keep(sink, error)

    def _put(
        self, row: "_Row", sink: SheetSink, cell: _OdsCell, text: str, note: CellNote | None
    ) -> None:
        if cell.rows > 1 or cell.columns > 1:
            last = min(row.place + cell.columns, self._meter.limits.most_columns) - 1
            sink.sheet.merged.append(
                MergedRange(self._next_row, self._next_row + cell.rows - 1, row.place, last)
            )
        if text and not text.isspace():
            sink.check_place(row.place + cell.repeated - 1, self._next_row)
            self._meter.add_cells((cell.repeated - 1) * row.repeated + row.repeated - 1)
            row.put(text, note, cell.repeated)
        row.place += cell.repeated

    def _end_row(self, row: "_Row") -> None:
        sink = self._sink
        self._row = None
        if sink and row.cells and not sink.sheet.refusal:
            try:
                for number in range(self._next_row, self._next_row + row.repeated):
                    sink.add(number, row.cells, row.notes)
            except UnreadableTableError as error:
                _keep(sink, error)
        self._next_row += row.repeated


class _Row:
    """The row that is being read."""

    def __init__(self, repeated: int) -> None:
        self.repeated = repeated
        self.place = 0
        self.cells: list[str] = []
        self.notes: dict[int, CellNote] = {}

    def put(self, text: str, note: CellNote | None, repeated: int) -> None:
        """Put a text into the next places."""
        self.cells += [""] * (self.place - len(self.cells))
        self.cells += [text] * repeated
        if note:
            self.notes |= dict.fromkeys(range(self.place, self.place + repeated), note)


def _keep(sink: SheetSink, error: UnreadableTableError) -> None:
    """Note why a sheet is not whole; what concerns the whole workbook goes on."""
    if error.reason is Unreadable.TOO_MANY_CELLS:
        raise error
    sink.sheet.refusal = refusal_json(error)


def _attribute(attributes: dict[str, str], local: str) -> str:
    return next((value for name, value in attributes.items() if NAMES[name] == local), "")


def _count(written: str | None) -> int:
    """Return how often something is there; raise ValueError."""
    return max(1, int(written)) if written else 1


def _time(written: str) -> str:
    found = DURATION.fullmatch(written)
    if not found:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return duration_text(days + hours / 24 + minutes / 1_440 + seconds / 86_400)
