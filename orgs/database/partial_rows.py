"""Model instances from the columns of written-out SQL; what was not read loads when asked."""

from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

Row = TypeVar("Row", bound=models.Model)


def partial_row(model: type[Row], **columns: Any) -> Row:
    """Return the row whose columns (by attribute name, such as unit_id) were read."""
    # In the model's order, in which from_db takes the values.
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(DEFAULT_DB_ALIAS, names, [columns[name] for name in names])
