"""The parts of a workbook's package."""

import posixpath
import zipfile
from typing import IO, BinaryIO

from orgs.spreadsheets.limits import Unreadable, UnreadableTableError

ENTRY = b"PK\x01\x02"
MOST_PARTS = 10_000
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """A ZIP file whose parts are found whatever their case; raises UnreadableTableError."""

    def __init__(self, file: BinaryIO) -> None:
        if file.read().count(ENTRY) > MOST_PARTS:
            raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
        self._zip = zipfile.ZipFile(file)
        self._parts = {_key(part.filename): part for part in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    @property
    def claimed_bytes(self) -> int:
        """How many bytes the XML parts claim to have: good enough for telling progress."""
        return sum(part.file_size for name, part in self._parts.items() if name.endswith(".xml"))

    def open(self, name: str) -> IO[bytes]:
        """Return the part as a stream."""
        if name not in self:
            raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
        part = self._parts[_key(name)]
        if part.flag_bits & 1:
            raise UnreadableTableError(Unreadable.LOCKED_WORKBOOK)
        if part.compress_type not in PACKED:
            raise UnreadableTableError(Unreadable.BROKEN_WORKBOOK)
        return self._zip.open(part)


def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()
