"""The XML parts of a workbook, read as a stream that is counted and stopped early."""

import re
from collections.abc import Callable, Sequence
from typing import IO
from xml.parsers import expat

from orgs.spreadsheets.limits import LONGEST_CELL, TableLimits, Unreadable, UnreadableTableError

BLOCK = 65_536
SCANNED_AT_ONCE = 2**20
LONGEST_MARK = 1_000_000  # bytes of one tag with its attributes
MARKS_PER_CELL = 7  # beginnings and ends of the elements that a cell and its text are made of
DEEPEST = 100_000  # elements in elements, with comments among them, which look alike
# The elements that count as cells or rows.
OF_A_SHEET = (b"c", b"row", b"mergeCell")
OF_THE_TEXTS = (b"si",)
OF_A_TABLE = (b"table-cell", b"covered-table-cell", b"table-row")
BLANKS = bytes.maketrans(b"\t\r\n", b"   ")


class Listener:
    """What is told about the elements and texts of a part; this one takes no notice."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a text, or a part of one."""


class Meter:
    """Counts what a workbook takes, over all of its parts; raises UnreadableTableError.

    Each part is scanned before it is parsed: that takes a hundredth of the time, so that a part
    of millions of empty elements is refused before they cost anything.
    """

    def __init__(self, limits: TableLimits, told: Callable[[int], None]) -> None:
        self.limits = limits
        self._told = told
        self._unpacked = self._parsed = self._cells = self._marks = 0

    def scan(self, stream: IO[bytes], names: Sequence[bytes] = ()) -> None:
        """Count the part's bytes, its elements, and those of the names as cells or rows."""
        block = stream.read(SCANNED_AT_ONCE)
        # The standard allows UTF-16, in which nothing could be counted; no program writes it.
        if b"\0" in block[:4]:
            raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
        beginnings, open_elements = _beginnings(block, names), 0
        while block:
            self._unpacked += len(block)
            if self._unpacked > (most := self.limits.most_unpacked):
                raise UnreadableTableError(Unreadable.TOO_LARGE_UNPACKED, number=most)
            marks, ends = block.count(b"<"), block.count(b"</")
            self._marks += marks
            open_elements += marks - 2 * ends - block.count(b"/>")
            if open_elements > DEEPEST:
                raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
            block = block.translate(BLANKS)
            self.add_cells(sum(block.count(beginning) for beginning in beginnings))
            block = stream.read(SCANNED_AT_ONCE)

    def add_cells(self, number: int, place: str = "") -> None:
        """Count cells or rows."""
        self._cells += number
        most = self.limits.most_cells
        if self._cells > most or self._marks > MARKS_PER_CELL * most:
            raise UnreadableTableError(Unreadable.TOO_MANY_CELLS, number=most, place=place)

    def add_parsed(self, number: int) -> None:
        """Tell how many bytes were parsed so far."""
        self._parsed += number
        self._told(self._parsed)


class LocalNames(dict[str, str]):
    """The names of elements without their prefixes, by the names as written."""

    def __missing__(self, name: str) -> str:
        if len(self) > 1_000:
            self.clear()
        local = self[name] = name.rpartition(":")[2]
        return local


class Text:
    """A text that arrives in parts; raises UnreadableTableError once it is too long."""

    __slots__ = ("_length", "_parts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Take a part."""
        self._parts.append(text)
        self._length += len(text)
        if self._length > LONGEST_CELL:
            raise UnreadableTableError(Unreadable.LONG_CELL, number=LONGEST_CELL)

    def take(self) -> str:
        """Return the whole text, and begin anew."""
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        return text


def _beginnings(block: bytes, names: Sequence[bytes]) -> list[bytes]:
    """Return with what elements of the names begin, in a part that begins with the block."""
    wanted = b"|".join(names)
    found = re.search(rb"<((?:[\w.-]+:)?)(?:%b)[\s/>]" % wanted, block) if names else None
    prefix = found[1] if found else b""
    return [b"<" + prefix + name + end for name in names for end in (b" ", b">", b"/")]


def parse_part(stream: IO[bytes], listener: Listener, meter: Meter) -> None:
    """Tell the listener what the part holds; raise UnreadableTableError or ExpatError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    while block := stream.read(BLOCK):
        meter.add_parsed(len(block))
        fed += len(block)
        parser.Parse(block, False)  # noqa: FBT003 - the parser takes no name for it
        if fed - parser.CurrentByteIndex > LONGEST_MARK:
            raise UnreadableTableError(Unreadable.LONG_CELL, number=LONGEST_CELL)
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_doctype(*_declared: object) -> None:
    """Refuse what could define entities: no workbook needs it."""
    raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
