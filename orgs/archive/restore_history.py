"""The history of an archive, put back under the new numbers.

History outlives rows: where an event names a row that is gone, the row gets a number of its own
from the table's sequence, which no row will ever have.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, models

from orgs.database import tenancy
from orgs.database.event_tables import event_models, tracked_model
from orgs.models import Organization, User

from .export import (
    BATCH_SIZE,
    ArchiveError,
    ArchiveTable,
    Columns,
    Numbers,
    moved_path,
    name_of,
    tables,
)
from .inspection import is_stored_path

OWN_KEY = "pgh_id"  # the new rows get theirs in the archive's order


class HistoryNumbers(Numbers):
    """The new numbers of archived rows; a row that the archive lacks is given one."""

    def of(self, model: type[models.Model], old: int) -> int:
        """Return the row's new number, drawn for good where it has none yet."""
        known = self.new.setdefault(name_of(model), {})
        if old not in known:
            known[old] = _drawn(model)
        return known[old]


class HistoryRestore:
    """The history that is being put back into one organization, in its open scope."""

    def __init__(self, organization: Organization, numbers: Numbers, format_: int) -> None:
        self._organization = organization
        self._format = format_
        self._numbers = HistoryNumbers(numbers.new, numbers.files)
        self._tables: dict[type[models.Model], ArchiveTable] = {row.model: row for row in tables()}

    def forget_the_import(self) -> None:
        """Delete what triggers wrote down while the rows were read; the founding stays."""
        with tenancy.scope(erasing="on"), connection.cursor() as cursor:
            for event in event_models():
                if tracked_model(event) is not Organization:
                    cursor.execute(f"DELETE FROM {event._meta.db_table}")

    def add(self, event: type[Any], rows: Iterable[Columns]) -> None:
        """Add the events of one table, in the order in which they come."""
        renumbered = (self._renumbered(event, row) for row in rows)
        while some := list(islice(renumbered, BATCH_SIZE)):
            _insert(event, some)

    def _renumbered(self, event: type[Any], row: Columns) -> Columns:
        model = tracked_model(event)
        values = {**dict(_defaults(event)), **row}
        if model in self._tables:
            table = self._tables[model]
            values = table.renumbered(table.modernized(values, self._format), self._numbers)
            values = self._moved(values, table.file)
        for column, target in _keys(event):
            if values.get(column) is not None:
                values[column] = self._numbers.of(target, values[column])
        person = values["pgh_origin"].get("person")
        if person is not None:
            values["pgh_origin"]["person"] = self._numbers.of(User, person)
        is_own = model is Organization
        values["id"] = self._organization.pk if is_own else self._numbers.of(model, values["id"])
        return values if is_own else values | {"organization_id": self._organization.pk}

    def _moved(self, values: Columns, column: str) -> Columns:
        """Return the event naming the file where it lies now; one that is gone is nowhere else."""
        path = values.get(column) if column else ""
        if not path:
            return values
        if not is_stored_path(path):
            raise ArchiveError(f"The history names a file at an odd path: {path!r:.100}.")
        moved = self._numbers.files.get(path) or moved_path(path, self._organization.pk)
        return values | {column: moved}


def _keys(event: type[Any]) -> Iterator[tuple[str, type[models.Model]]]:
    for column in event._meta.concrete_fields:
        if column.remote_field and column.column != "organization_id":
            yield column.attname, column.related_model


def _defaults(event: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield what columns hold that are younger than the archive."""
    for column in event._meta.concrete_fields:
        if column.has_default():
            yield column.attname, column.get_default()


def _insert(event: type[Any], rows: list[Columns]) -> None:
    names = {column.attname: column.column for column in event._meta.concrete_fields}
    columns = [name for name in names if name in rows[0] and name != OWN_KEY]
    listed = ", ".join(f'"{names[name]}"' for name in columns)
    table = event._meta.db_table
    values = [{names[name]: row[name] for name in columns} for row in rows]
    # Written out: PostgreSQL reads each JSON value as the type of its column, many rows at once.
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({listed}) SELECT {listed} "
            f"FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
            [json.dumps(values, default=str)],
        )


def _drawn(model: type[models.Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [str(model._meta.db_table)]
        )
        return int(cursor.fetchone()[0])
