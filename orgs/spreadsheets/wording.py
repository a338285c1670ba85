"""What is said about a file that people bring: why it is not read, what a cell holds, choices."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .limits import Unreadable, UnreadableTableError
from .rows import CellNote, SheetRow, column_letters

MEGABYTE = 1_000_000
UNREADABLE: Mapping[Unreadable, Promise] = {
    Unreadable.EMPTY: gettext_lazy("The file is empty."),
    Unreadable.NO_ROWS: gettext_lazy("The file has no row below the names of the columns."),
    Unreadable.NO_SUCH_ROW: gettext_lazy(
        "Row %(number)s cannot name the columns: it is empty or too far down. Choose another row."
    ),
    Unreadable.NO_SUCH_SHEET: gettext_lazy("The workbook has no sheet called %(place)s."),
    Unreadable.TOO_LARGE: gettext_lazy(
        "The file is larger than %(megabytes)s MB. Import it in parts."
    ),
    Unreadable.TOO_MANY_ROWS: gettext_lazy(
        "The table has more than %(number)s rows. Import it in parts."
    ),
    Unreadable.TOO_MANY_COLUMNS: gettext_lazy(
        "The table has more than %(number)s columns: something stands in cell %(place)s. "
        "Delete the columns that are not needed."
    ),
    Unreadable.TOO_MANY_CELLS: gettext_lazy(
        "The workbook has more than %(number)s cells, empty ones included. Copy the table alone "
        "into a new workbook, or import it in parts."
    ),
    Unreadable.TOO_LARGE_UNPACKED: gettext_lazy(
        "The workbook takes more than %(megabytes)s MB when it is unpacked. Copy the table alone "
        "into a new workbook, or import it in parts."
    ),
    Unreadable.LONG_CELL: gettext_lazy(
        "A cell holds more than %(number)s characters (%(where)s). Shorten it; in a CSV file a "
        "quotation mark that is never closed may be the reason."
    ),
    Unreadable.LONG_RECORD: gettext_lazy(
        "Row %(place)s has more than %(number)s characters. A quotation mark that is never closed "
        "may be the reason."
    ),
    Unreadable.OPEN_QUOTE: gettext_lazy(
        "A quotation mark is opened in row %(place)s and never closed, so that nothing behind it "
        "can be read. Close it, or write it twice where it belongs to the text."
    ),
    Unreadable.UNSTORABLE: gettext_lazy(
        "The file contains a character that is not text (%(where)s). "
        "Delete it and save the file again."
    ),
    Unreadable.ENCODING: gettext_lazy(
        "The file's encoding could not be recognized. "
        "Save it as “CSV UTF-8” or as a workbook (XLSX)."
    ),
    Unreadable.OTHER_KIND: gettext_lazy(
        "This is neither a CSV file nor a workbook (XLSX or ODS). Save the table as one of them."
    ),
    Unreadable.OLD_WORKBOOK: gettext_lazy(
        "This is a file of an old kind (XLS, DOC). Open it in a spreadsheet and save it as XLSX."
    ),
    Unreadable.BINARY_WORKBOOK: gettext_lazy(
        "This is a binary workbook (XLSB). Open it in a spreadsheet and save it as XLSX."
    ),
    Unreadable.LOCKED_WORKBOOK: gettext_lazy(
        "The workbook is locked with a password. Save it without one and choose it again."
    ),
    Unreadable.BROKEN_WORKBOOK: gettext_lazy(
        "The workbook is damaged and cannot be read. Open it in a spreadsheet and save it again "
        "as XLSX."
    ),
    Unreadable.NO_SHEET: gettext_lazy("The workbook has no sheet with cells."),
    Unreadable.TOO_SLOW: gettext_lazy(
        "Reading the workbook took more than %(number)s seconds and was stopped. Copy the table "
        "alone into a new workbook, or save it as CSV."
    ),
    Unreadable.TOO_MUCH_MEMORY: gettext_lazy(
        "Reading the workbook took too much memory and was stopped. Copy the table alone into a "
        "new workbook, or save it as CSV."
    ),
}
NOTES: Mapping[CellNote, Promise] = {
    CellNote.DATE: gettext_lazy(
        "Cell %(cell)s holds a date (%(text)s) where text is meant. Write it as text."
    ),
    CellNote.TIME: gettext_lazy(
        "Cell %(cell)s holds a time (%(text)s) where text is meant. Write it as text."
    ),
    CellNote.ERROR: gettext_lazy("Cell %(cell)s holds an error: %(text)s. Mend its formula."),
    CellNote.NO_VALUE: gettext_lazy(
        "Cell %(cell)s holds a formula without a value: %(text)s. Open the file in a spreadsheet, "
        "save it, and choose it again."
    ),
}
SEPARATORS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}
ENCODINGS = {
    "cp1252": gettext_lazy("Western European (Windows-1252)"),
    "cp1250": gettext_lazy("Central European (Windows-1250)"),
    "cp1251": gettext_lazy("Cyrillic (Windows-1251)"),
    "cp1253": gettext_lazy("Greek (Windows-1253)"),
    "cp1254": gettext_lazy("Turkish (Windows-1254)"),
    "cp1257": gettext_lazy("Baltic (Windows-1257)"),
    "mac_roman": gettext_lazy("Western European (Mac)"),
    "cp932": gettext_lazy("Japanese (Shift JIS)"),
    "gb18030": gettext_lazy("Simplified Chinese (GB 18030)"),
    "big5": gettext_lazy("Traditional Chinese (Big5)"),
    "cp949": gettext_lazy("Korean (Windows-949)"),
}


def unreadable_sentence(error: UnreadableTableError) -> str:
    """Return why a file is not read, and what to do about it."""
    return str(UNREADABLE[error.reason]) % {
        "number": f"{error.number:,}",
        "megabytes": f"{error.number / MEGABYTE:g}",
        "place": error.place,
        "where": _place(error.place),
    }


def note_sentence(row: SheetRow, place: int) -> str:
    """Return what the cell at the place holds that is no text; empty for a plain cell."""
    if place not in row.notes:
        return ""
    cell = f"{column_letters(place)}{row.number}"
    return str(NOTES[row.notes[place]]) % {"cell": cell, "text": row.cell(place)[:60]}


def _place(written: str) -> str:
    """Return a place in words: a row, a cell, or just somewhere."""
    if written.isdecimal():
        return _("row %s") % written
    return _("cell %s") % written if written else _("somewhere in it")
