"""Migration operations that give rows of earlier releases their keys and one spelling of addresses.

Where two rows are one by the folding, the older keeps the key and the other has a numbered one;
of two addresses the one that is spelled otherwise stays as it was written. Owners find both listed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

from .email_addresses import canonical_address
from .keys import numbered_keys


@dataclass(frozen=True)
class KeyColumn:
    """A key, what it is of, and the columns beside which it is unique."""

    table: str
    key: str
    source: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class AddressColumn:
    """A column of addresses; without `beside` an address may stand in it many times.

    Of two rows that `when` holds for, none may have the address of the other.
    """

    table: str
    column: str
    beside: tuple[str, ...] | None = ()
    when: str = "true"


def fill_keys(columns: Sequence[KeyColumn]) -> migrations.RunPython:
    """Return the operation that fills the keys of all organizations."""

    def fill(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        with schema_editor.connection.cursor() as cursor:
            for column in columns:
                with _opened(cursor, column.table):
                    _fill(cursor, column)

    return migrations.RunPython(fill, migrations.RunPython.noop)


def respell_addresses(columns: Sequence[AddressColumn]) -> migrations.RunPython:
    """Return the operation that gives addresses the one spelling, where nobody else has it."""

    def respell(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        with schema_editor.connection.cursor() as cursor:
            for column in columns:
                with _opened(cursor, column.table):
                    _respell(cursor, column)

    return migrations.RunPython(respell, migrations.RunPython.noop)


@contextmanager
def _opened(cursor: CursorWrapper, table: str) -> Iterator[None]:
    """Let the tables' owner see all rows meanwhile; nobody changed one, so no history is made."""
    # A table with checks that wait for the end of the transaction cannot be altered.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
    (is_forced,) = cursor.fetchone()
    if is_forced:
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER")
    yield
    if is_forced:
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER")


def _fill(cursor: CursorWrapper, column: KeyColumn) -> None:
    places = ", ".join(column.beside)
    cursor.execute(f"SELECT {column.source}, id, {places} FROM {column.table} ORDER BY id")
    rows = cursor.fetchall()
    keys = numbered_keys((tuple(place), text) for text, _number, *place in rows)
    numbers = [number for _text, number, *_place in rows]
    write_column(cursor, column.table, column.key, dict(zip(numbers, keys, strict=True)))


def _respell(cursor: CursorWrapper, column: AddressColumn) -> None:
    places = "".join(f", {name}" for name in column.beside or ())
    cursor.execute(
        f"SELECT {column.column}, id{places} FROM {column.table} WHERE {column.when} ORDER BY id"
    )
    rows = cursor.fetchall()
    taken = {(tuple(place), address) for address, _number, *place in rows}
    changed = {}
    for address, number, *place in rows:
        stored = canonical_address(address)
        if stored != address and (column.beside is None or (tuple(place), stored) not in taken):
            taken.add((tuple(place), stored))
            changed[number] = stored
    write_column(cursor, column.table, column.column, changed)


def write_column(cursor: CursorWrapper, table: str, column: str, values: dict[int, str]) -> None:
    """Write the value of each row, by number."""
    cursor.execute(
        f"UPDATE {table} SET {column} = new.value "
        f"FROM unnest(%s::bigint[], %s::text[]) AS new(number, value) WHERE id = new.number",
        [list(values), list(values.values())],
    )
