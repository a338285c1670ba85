"""Keys of names for rows that come from an archive, which holds none."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from orgs.names.folding import fold
from orgs.names.keys import NUMBERED, KeyField, key_fields, numbered_keys
from orgs.names.upgrade import write_column


def set_apart(rows: Sequence[models.Model]) -> None:
    """Give each row a key of its own until all of them are there, each in its place."""
    for place, row in enumerate(rows):
        for field in key_fields(type(row)):
            own = f"{fold(getattr(row, field.source))}{NUMBERED}+{place}"
            setattr(row, field.attname, own)


def number_keys(model: type[models.Model], numbers: Sequence[int]) -> None:
    """Give the rows the keys of their names; those that are one by now get numbered keys."""
    stored: models.QuerySet[Any] = models.QuerySet(model)
    for field in key_fields(model):
        beside = places(model, field)
        rows = list(stored.filter(pk__in=numbers).order_by("pk"))
        keys = numbered_keys((_place(row, beside), getattr(row, field.source)) for row in rows)
        values = {row.pk: key for row, key in zip(rows, keys, strict=True)}
        with connection.cursor() as cursor:
            write_column(cursor, model._meta.db_table, str(field.column), values)


def places(model: type[models.Model], field: KeyField) -> tuple[str, ...]:
    """Return the columns beside which the key is unique; its own row's, where it need not be."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            return tuple(name for name in constraint.fields if name != field.name)
    return ("pk",)


def _place(row: models.Model, beside: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name if name == "pk" else _column(row, name)) for name in beside)


def _column(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "attname", name))
