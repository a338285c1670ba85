"""The cells of one sheet of an XLSX workbook, and the texts that its cells point to."""

import re
from dataclasses import dataclass

from orgs.spreadsheets.limits import LONGEST_CELL, Unreadable, UnreadableTableError
from orgs.spreadsheets.number_formats import PLAIN, NumberFormat, number_text
from orgs.spreadsheets.rows import CellNote, MergedRange

from .sheet_sink import SheetSink
from .xml_parts import Listener, LocalNames, Text

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)
LONGEST_FORMULA = 200
DIGITS = "0123456789"
MOST_LETTERS = 3
# The elements that matter inside a sheet's cells.
OF_A_CELL = frozenset({"v", "t", "f"})
NOUGHTS = frozenset({"", "0", "0.0"})


@dataclass(frozen=True)
class SheetStyles:
    """What cells refer to: formats of numbers by style, texts; how days and formulas are meant."""

    formats: list[NumberFormat]
    texts: list[str | None]
    is_from_1904: bool = False
    is_uncalculated: bool = False


def plain_text(text: str) -> str | None:
    """Return the text with its escaped characters; None where no database can hold it."""
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        try:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            return None
    return None if "\0" in text else text


class _Places(dict[str, int]):
    """The places of columns by their letters."""

    def __missing__(self, letters: str) -> int:
        place = 0
        for letter in letters.upper():
            if not "A" <= letter <= "Z":
                raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
            place = place * 26 + ord(letter) - 64
        if len(letters) <= MOST_LETTERS:
            self[letters] = place - 1
        return place - 1


PLACES = _Places()


class Strings(Listener):
    """The texts that cells point to, without reading aids; None for what nobody can store."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self._names = LocalNames()
        self._text = Text()
        self._is_text = False
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        local = self._names[name]
        if local == "rPh":
            self._phonetic += 1
        self._is_text = local == "t" and not self._phonetic

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = self._names[name]
        self._is_text = False
        if local == "rPh":
            self._phonetic -= 1
        elif local == "si":
            self.texts.append(plain_text(self._text.take()))

    def text(self, text: str) -> None:
        """Take a text, or a part of one."""
        if self._is_text:
            self._text.add(text)


class SheetReceiver(Listener):
    """Turns the elements of a sheet into rows for its sink."""

    def __init__(self, sink: SheetSink, styles: SheetStyles) -> None:
        self._sink, self._styles = sink, styles
        self._names = LocalNames()
        # Called for each of a million cells, so the parts of texts are plain lists.
        self._parts: dict[str, list[str]] = {name: [] for name in OF_A_CELL}
        self._values, self._inline = self._parts["v"], self._parts["t"]
        self._collected: list[str] | None = None
        self._has_formula = False
        self._phonetic = 0
        self._number = 0
        self._cells: list[str] = []
        self._notes: dict[int, CellNote] = {}
        self._place = -1
        self._kind = "n"
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        local = self._names[name]
        if local == "c":
            self._begin_cell(attributes)
        elif local in OF_A_CELL:
            if not self._phonetic:
                self._collected = self._parts[local]
                self._has_formula |= local == "f"
        elif local == "row":
            self._begin_row(attributes.get("r", ""))
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif local == "rPh":
            self._phonetic += 1

    def end(self, name: str) -> None:
        """Take the end of an element."""
        local = self._names[name]
        if local in OF_A_CELL:
            self._collected = None
        elif local == "c":
            if self._inline or self._values or self._has_formula:
                self._end_cell()
        elif local == "row":
            if self._cells:
                self._sink.add(self._number, self._cells, self._notes)
        elif local == "rPh":
            self._phonetic -= 1

    def text(self, text: str) -> None:
        """Take a text, or a part of one."""
        parts = self._collected
        if parts is not None:
            parts.append(text)
            if len(parts) > 1 and sum(map(len, parts)) > LONGEST_CELL:
                place = self._sink.address(self._place, self._number)
                raise UnreadableTableError(Unreadable.LONG_CELL, number=LONGEST_CELL, place=place)

    def _begin_row(self, written: str) -> None:
        self._number = int(written) if written else self._number + 1
        self._place = -1
        self._cells, self._notes = [], {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._place = PLACES[reference.rstrip(DIGITS)] if reference else self._place + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")

    def _end_cell(self) -> None:
        value = "".join(self._values)
        if self._has_formula and self._lacks_value(value):
            formula = "".join(self._parts["f"])
            self._put(f"={formula[:LONGEST_FORMULA]}", CellNote.NO_VALUE)
        elif self._kind == "inlineStr":
            self._put_text(plain_text("".join(self._inline)))
        elif value:
            self._put_value(value)
        self._values.clear()
        self._inline.clear()
        if self._has_formula:
            self._parts["f"].clear()
            self._has_formula = False

    def _lacks_value(self, value: str) -> bool:
        """Return whether a formula's value is missing; a text may well be empty.

        Programs that write formulas without calculating them put a nought, and say so in the book.
        """
        if self._kind == "str":
            return False
        return value in NOUGHTS if self._styles.is_uncalculated else not value

    def _put_value(self, value: str) -> None:
        if self._kind == "s":
            number, texts = int(value), self._styles.texts
            self._put_text(texts[number] if 0 <= number < len(texts) else "")
        elif self._kind == "n":
            text, note = number_text(value, self._format(), is_from_1904=self._styles.is_from_1904)
            self._put(text, note)
        elif self._kind == "b":
            self._put("FALSE" if value.strip() in {"0", "false"} else "TRUE")
        elif self._kind == "e":
            self._put(value[:LONGEST_FORMULA], CellNote.ERROR)
        elif self._kind == "d":
            self._put(value.removesuffix("T00:00:00"), CellNote.DATE)
        else:
            self._put_text(plain_text(value))

    def _format(self) -> NumberFormat:
        if not self._style:
            return PLAIN
        style = int(self._style)
        return self._styles.formats[style] if style < len(self._styles.formats) else PLAIN

    def _put_text(self, text: str | None) -> None:
        if text is None:
            place = self._sink.address(self._place, self._number)
            raise UnreadableTableError(Unreadable.UNSTORABLE, place=place)
        self._put(text)

    def _put(self, text: str, note: CellNote | None = None) -> None:
        if not text or text.isspace():
            return
        place, cells = self._place, self._cells
        self._sink.check_place(place, self._number)
        if place == len(cells):
            cells.append(text)
        else:
            cells += [""] * (place + 1 - len(cells))
            cells[place] = text
        if note:
            self._notes[place] = note

    def _merge(self, reference: str) -> None:
        found = RANGE.fullmatch(reference)
        if found:
            last = min(PLACES[found[3]], self._sink.most_columns - 1)
            self._sink.sheet.merged.append(
                MergedRange(int(found[2]), int(found[4]), PLACES[found[1]], last)
            )
