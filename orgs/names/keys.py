"""Stored keys of names: a column beside each name, written from it by the one folding.

An upgrade, or an archive from before there were keys, may bring rows that were two and are one by
the folding. Each but the first then has a numbered key, which it keeps until it gets another name.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models import Case, F, Value, When

from .folding import fold

# What no folded text has: it divides a key from its number.
NUMBERED = "\n"
Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class KeyField(models.CharField):  # type: ignore[type-arg]
    """What the text in another column is compared by."""

    def __init__(self, *, source: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{"default": "", "db_default": "", "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return how the field is written in a migration."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's
        """Return the key of the text as it is now; a numbered one stays with it."""
        key = fold(str(getattr(model_instance, self.source)))
        former = str(getattr(model_instance, self.attname))
        if not former.startswith(f"{key}{NUMBERED}"):
            setattr(model_instance, self.attname, key)
            return key
        return former


class KeyedQuerySet(models.QuerySet[Row_co]):
    """Rows with keys of names, which every way of writing the name writes too."""

    def update(self, **values: Any) -> int:
        """Change the rows; raise TypeError for a name that is computed and brings no key."""
        return super().update(**{**_keys(self.model, values), **values})

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """Change these fields of the rows, and the keys of those that have one."""
        rows, names = list(objs), list(fields)
        keys = [key for key in key_fields(self.model) if key.source in names]
        for row in rows:
            for key in keys:
                key.pre_save(row, add=False)
        return super().bulk_update(rows, [*names, *(key.name for key in keys)], batch_size)


def key_fields(model: type[models.Model]) -> list[KeyField]:
    """Return the model's keys of names."""
    return [field for field in model._meta.local_fields if isinstance(field, KeyField)]


def numbered(key: str, taken: Collection[str]) -> str:
    """Return the key, with a number behind it where it is taken."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}{NUMBERED}{number}"
    return free


def numbered_keys(texts: Iterable[tuple[Hashable, str]]) -> Iterator[str]:
    """Yield the key of each text, unique beside what stands before it in the same place.

    Of empty ones there may be many: a code that nobody gave.
    """
    taken: dict[Hashable, set[str]] = {}
    for place, text in texts:
        beside = taken.setdefault(place, set())
        key = fold(text)
        unique = numbered(key, beside) if text else key
        beside.add(unique)
        yield unique


def _keys(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for field in key_fields(model):
        if field.source in values and field.name not in values:
            text = values[field.source]
            if not isinstance(text, str):
                raise TypeError(f"{field.name} has to be written beside {field.source}.")
            key = fold(text)
            stays = When(**{f"{field.name}__startswith": f"{key}{NUMBERED}"}, then=F(field.name))
            keys[field.name] = Case(stays, default=Value(key))
    return keys
