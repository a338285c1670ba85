"""In which encoding a text file is; pure."""

import codecs
import unicodedata
from typing import NamedTuple

from .limits import Unreadable, UnreadableTableError

# The mark of UTF-32 begins with that of UTF-16, so it comes first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WITHOUT_MARK = ("utf-16-le", "utf-16-be")
# What old files may be in; the first that fits is offered.
OLD_GUESSES = ("cp1252", "cp932", "gb18030", "mac_roman")
OLD_ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman"),
    *("cp932", "gb18030", "big5", "cp949"),
)
LOOKED_AT = 4_000
BLOCK = 2**20


class FoundEncoding(NamedTuple):
    """An encoding, and whether it was guessed: then a person has to look at the letters."""

    name: str
    is_guessed: bool = False


def find_encoding(content: bytes, chosen: str = "") -> FoundEncoding:
    """Return the encoding in which all of the content can be read; raise UnreadableTableError.

    A chosen encoding stands for files that are not in Unicode; it changes nothing about others.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return FoundEncoding(_able(content, name))
    if b"\0" in content:
        return FoundEncoding(_able(content, _unmarked(content)))
    if _can_decode(content, "utf-8"):
        return FoundEncoding("utf-8")
    if chosen in OLD_ENCODINGS:
        return FoundEncoding(_able(content, chosen), is_guessed=True)
    return FoundEncoding(
        next(name for name in OLD_GUESSES if _can_decode(content, name)), is_guessed=True
    )


def _able(content: bytes, name: str) -> str:
    if not _can_decode(content, name):
        raise UnreadableTableError(Unreadable.ENCODING)
    return name


def _can_decode(content: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    view = memoryview(content)
    try:
        for start in range(0, len(content), BLOCK):
            decoder.decode(view[start : start + BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _unmarked(content: bytes) -> str:
    """Return the UTF-16 that content without a mark is in; raise UnreadableTableError."""
    start = content[:LOOKED_AT]
    for name in WITHOUT_MARK:
        text = start[: len(start) // 2 * 2].decode(name, "ignore")
        is_text = all(unicodedata.category(letter) not in {"Cn", "Co"} for letter in text)
        if is_text and "\0" not in text and any(sign in text for sign in "\n\r,;\t"):
            return name
    row = content[: content.index(b"\0")].count(b"\n") + 1
    raise UnreadableTableError(Unreadable.UNSTORABLE, place=str(row))
