"""An organization as one archive: JSON Lines a table, its history, a manifest, the files.

Each room lists what it archives (the settings' ARCHIVE); the history of every table comes along.
Row-level security applies while an archive is written, so votes that are not revealed, and their
past, stay out of it.
"""

import hashlib
import json
import shutil
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.module_loading import import_string

from orgs.database.event_tables import event_models
from orgs.models import Organization, User
from orgs.names.keys import KeyField

FORMAT = 3
EARLIER_FORMATS = (1, 2)  # are read as well; what each says otherwise is the rooms' to tell
WITHOUT_HISTORY = 1  # the format of archives that hold no history
BATCH_SIZE = 2000
MANIFEST = "manifest.json"
PEOPLE = "people"
Columns = dict[str, Any]


class ArchiveError(Exception):
    """The archive cannot be written or read; the text is the sentence that says why."""


@dataclass
class Numbers:
    """The new number of each archived row, by table and old number; each file's new path."""

    new: dict[str, dict[int, int]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def of(self, model: type[models.Model], old: int) -> int:
        """Return the row's new number; raise ArchiveError where the archive lacks the row."""
        try:
            return self.new[name_of(model)][old]
        except KeyError as error:
            raise ArchiveError(
                f"The archive is not complete: it names {name_of(model)} {old} and lacks it."
            ) from error


def _unchanged(columns: Columns, _numbers: Numbers) -> Columns:
    return columns


def _as_it_was(columns: Columns, _format: int) -> Columns:
    return columns


def _nothing(_columns: Columns) -> bool:
    return False


def _nothing_known(_columns: Columns) -> int | None:
    return None


@dataclass(frozen=True)
class ArchiveTable:
    """A table of a room's.

    `which` narrows the rows that are archived. When they are read, `known` may return the number of
    a row that is there already and stands for this one, and `renumbered` rewrites numbers inside
    columns that are not keys; `modernized` returns what a row of an earlier format means today, for
    its history too. `file` names a column that holds the path of a stored file; `never` are columns
    that stay where they are, such as secrets. Of a row that names a person, an export of that
    person tells the `personal` columns; empty stands for all. `left_out` tells which rows of an
    archive are not read.
    """

    model: type[models.Model]
    which: models.Q = field(default_factory=models.Q)
    of_nobody: bool = False
    known: Callable[[Columns], int | None] = _nothing_known
    renumbered: Callable[[Columns, Numbers], Columns] = _unchanged
    modernized: Callable[[Columns, int], Columns] = _as_it_was
    file: str = ""
    personal: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    left_out: Callable[[Columns], bool] = _nothing

    def rows(self, organization: Organization) -> "models.QuerySet[Any]":
        """Return the organization's rows (and nobody's, where the table has such)."""
        mine = models.Q(organization=organization)
        whose = mine | models.Q(organization=None) if self.of_nobody else mine
        stored: models.QuerySet[Any] = models.QuerySet(self.model)
        return stored.filter(whose, self.which).order_by("pk")


def tables() -> list[ArchiveTable]:
    """Return what all rooms archive; what a row points at comes before it."""
    return [table for path in settings.ARCHIVE for table in import_string(path)]


def moved_path(path: str, organization_id: int) -> str:
    """Return where a stored file belongs in that organization."""
    folder, _former, name = path.split("/", 2)
    return f"{folder}/{organization_id}/{name}"


def name_of(model: type[models.Model]) -> str:
    """Return the name of a table in an archive."""
    return str(model._meta.label_lower)


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return the columns that are archived: all but the organization, which is the archive's.

    Keys of names follow from the names, so they are made anew where an archive is read.
    """
    return [
        row
        for row in model._meta.concrete_fields
        if row.column != "organization_id" and not isinstance(row, KeyField)
    ]


def write(*, organization: Organization, to: IO[bytes], at: datetime) -> Mapping[str, int]:
    """Write the organization's archive, in its open scope; return the number of rows by table."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        people = User.objects.filter(memberships__organization=organization).order_by("pk")
        counted = {PEOPLE: _write_table(archive, PEOPLE, map(_person, people))}
        gone: list[str] = []
        for table in tables():
            rows = table.rows(organization)
            counted[name_of(table.model)] = _write_rows(archive, rows, never=table.never)
            gone += _write_files(
                archive, rows.values_list(table.file, flat=True) if table.file else ()
            )
        for event in event_models():
            # In the order of writing, which a restore keeps under new numbers.
            past = event.objects.filter(organization=organization.pk).order_by("pgh_id")
            counted[name_of(event)] = _write_rows(archive, past)
        # The last entry, since it holds the digests and names of all others.
        archive.writestr(MANIFEST, _manifest(archive, organization, counted, gone, at))
    return {name: count for name, (count, _digest) in counted.items()}


def stored_files(organization_id: int) -> list[str]:
    """Return the paths of all files that the organization's rows name, in its open scope."""
    return [
        path
        for table in tables()
        if table.file
        for path in cast("Any", table.model)
        .objects.filter(organization=organization_id)
        .values_list(table.file, flat=True)
        if path
    ]


def _person(user: User) -> Columns:
    return {"id": user.pk, "email": user.email, "name": user.name}


def _columns(row: models.Model, never: frozenset[str]) -> Columns:
    names = [column.attname for column in columns_of(type(row))]
    return {name: getattr(row, name) for name in names if name not in never}


def json_value(value: object) -> str:
    """Return what JSON has no form for; moments keep their microseconds, bytes are in base 64."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no form in an archive.")


def _write_rows(
    archive: zipfile.ZipFile,
    rows: "models.QuerySet[Any]",
    *,
    never: frozenset[str] = frozenset(),
) -> tuple[int, str]:
    columns = (_columns(row, never) for row in rows.iterator(chunk_size=BATCH_SIZE))
    return _write_table(archive, name_of(rows.model), columns)


def _write_table(archive: zipfile.ZipFile, name: str, rows: Iterable[Columns]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    # The size is not known beforehand, and without zip64 writing fails past 2 GB.
    with archive.open(f"{name}.jsonl", "w", force_zip64=True) as file:
        for row in rows:
            line = json.dumps(row, default=json_value, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return count, digest.hexdigest()


def _write_files(archive: zipfile.ZipFile, paths: Iterable[str]) -> list[str]:
    """Write the stored files; return the paths of those that are gone."""
    gone = []
    for path in filter(None, paths):
        if not default_storage.exists(path):
            gone.append(path)
        else:
            with (
                default_storage.open(path) as stored,
                archive.open(f"files/{path}", "w", force_zip64=True) as written,
            ):
                shutil.copyfileobj(stored, written)
    return gone


def _manifest(
    archive: zipfile.ZipFile,
    organization: Organization,
    counted: Mapping[str, tuple[int, str]],
    gone: Sequence[str],
    at: datetime,
) -> str:
    return json.dumps(
        {
            "format": FORMAT,
            "organization": {
                "name": organization.name,
                "slug": organization.slug,
                "time_zone": organization.time_zone,
                "currency": organization.currency,
            },
            "written_at": at.isoformat(),
            "tables": {
                name: {"rows": count, "sha256": digest} for name, (count, digest) in counted.items()
            },
            "files": [name for name in archive.namelist() if name.startswith("files/")],
            "gone": gone,
        },
        indent=1,
    )
