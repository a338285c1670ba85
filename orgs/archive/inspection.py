"""Looks an archive through before anything of it is written; each finding is a sentence."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from orgs.database.event_tables import event_models
from orgs.models import User

from .export import (
    EARLIER_FORMATS,
    FORMAT,
    MANIFEST,
    PEOPLE,
    WITHOUT_HISTORY,
    ArchiveError,
    Columns,
    name_of,
    tables,
)

LARGEST_TABLE = 500 * 2**20  # bytes of one table, unpacked; its rows are held at once
LARGEST_PAST = 20 * 2**30  # of the history of one table, which is read piece by piece
LARGEST_FILE = 256 * 2**20
STORED = re.compile(r"[a-z_-]+/[0-9]+/[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST_NAME = User._meta.get_field("name").max_length or 0
LONGEST_EMAIL = User._meta.get_field("email").max_length or 0


@dataclass(frozen=True)
class InspectedArchive:
    """An archive in which everything that its manifest and its rows name was found."""

    file: zipfile.ZipFile
    manifest: Mapping[str, Any]
    stored: frozenset[str]

    @property
    def has_history(self) -> bool:
        """Whether the history comes along."""
        return bool(self.manifest["format"] != WITHOUT_HISTORY)

    def rows(self, name: str) -> Iterator[Columns]:
        """Yield the rows of a table; none where the table is younger than the archive."""
        if name not in self.manifest["tables"]:
            return
        with self.file.open(_entry(name)) as content:
            yield from map(json.loads, content)

    def content_of(self, path: str) -> bytes | None:
        """Return the stored file; None where it was gone already when the archive was written."""
        return self.file.read(f"files/{path}") if path in self.stored else None


def inspect(file: zipfile.ZipFile) -> InspectedArchive:
    """Return the archive, looked through; raise ArchiveError with what is wrong."""
    archive = InspectedArchive(file, _manifest(file), frozenset(_stored(file)))
    for name in (PEOPLE, *[name_of(table.model) for table in tables()]):
        _check_digest(archive, name, LARGEST_TABLE)
    if archive.has_history:
        for event in event_models():
            _check_digest(archive, name_of(event), LARGEST_PAST)
    for number, person in enumerate(_objects(archive, PEOPLE), start=1):
        _check_person(number, person)
    for table in tables():
        rows = _objects(archive, name_of(table.model))
        _check_paths(archive, name_of(table.model), (row.get(table.file) for row in rows))
    return archive


def is_stored_path(path: object) -> bool:
    """Return whether files are stored at such paths: a folder, an organization, a name."""
    return isinstance(path, str) and bool(STORED.fullmatch(path)) and ".." not in path


def _entry(name: str) -> str:
    return f"{name}.jsonl"


def _manifest(file: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        manifest = json.loads(file.read(MANIFEST))
    except (KeyError, ValueError, RecursionError) as error:
        raise ArchiveError("This is not an archive of an organization.") from error
    formats = {FORMAT, *EARLIER_FORMATS}
    if not isinstance(manifest, dict) or manifest.get("format") not in formats:
        raise ArchiveError("The archive was written by another version of Groundwork.")
    return manifest


def _stored(file: zipfile.ZipFile) -> Iterator[str]:
    for entry in file.infolist():
        if entry.filename.startswith("files/"):
            if entry.file_size > LARGEST_FILE:
                raise ArchiveError(f"{entry.filename} is too large to read.")
            yield entry.filename.removeprefix("files/")


def _check_digest(archive: InspectedArchive, name: str, largest: int) -> None:
    if name not in archive.manifest["tables"] and name != PEOPLE:
        return  # the table is younger than the archive
    try:
        entry = archive.file.getinfo(_entry(name))
    except KeyError as error:
        raise ArchiveError(f"The archive lacks {name}.") from error
    # A small archive may unpack to a great deal.
    if entry.file_size > largest:
        raise ArchiveError(f"{name} is too large to read.")
    with archive.file.open(entry) as content:
        digest = hashlib.file_digest(content, "sha256")  # type: ignore[arg-type]
    if digest.hexdigest() != archive.manifest["tables"][name]["sha256"]:
        raise ArchiveError(f"{name} has been changed since the archive was written.")


def _objects(archive: InspectedArchive, name: str) -> Iterator[Columns]:
    for number, row in enumerate(archive.rows(name), start=1):
        if not isinstance(row, dict):
            raise ArchiveError(f"Line {number} of {name} is no row.")
        yield row


def _check_person(number: int, person: Columns) -> None:
    email, name = person.get("email"), person.get("name")
    try:
        validate_email(email if isinstance(email, str) else "")
    except ValidationError as error:
        raise ArchiveError(f"Person {number} has no email address: {_shown(email)}.") from error
    if len(str(email)) > LONGEST_EMAIL or not isinstance(name, str) or len(name) > LONGEST_NAME:
        raise ArchiveError(f"Person {number}, {_shown(email)}, has too long a name or address.")


def _check_paths(archive: InspectedArchive, name: str, paths: Iterable[object]) -> None:
    # Archives of earlier versions do not tell which files were gone.
    gone = archive.manifest.get("gone")
    for path in paths:
        if not path:
            continue
        if not is_stored_path(path):
            raise ArchiveError(f"{name} names a file at an odd path: {_shown(path)}.")
        if gone is not None and path not in archive.stored and path not in gone:
            raise ArchiveError(f"The archive lacks the file {_shown(path)} of {name}.")


def _shown(value: object) -> str:
    return repr(value)[:100]
