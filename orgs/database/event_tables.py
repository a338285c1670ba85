"""Event tables: one beside each tenant table, written by the database's own triggers."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Func
from pghistory.models import Event as BaseEvent

from orgs.names.keys import key_fields

Tracked = TypeVar("Tracked", bound=models.Model)


class Event(BaseEvent):
    """What a row was when it was added or changed, or last was when it was removed.

    `id` is the row's, without a key: history outlives rows. `pgh_origin` is filled by the database
    from the transaction's settings: source, request, method, path, person.
    """

    # pghistory's own is a 32-bit number, which a long history would use up.
    pgh_id = models.BigAutoField(primary_key=True)
    pgh_origin = models.JSONField(
        db_default=Func(function="event_origin", output_field=models.JSONField())
    )

    class Meta:
        abstract = True


def track_history(
    *,
    leaving_out: Sequence[str] = (),
    only_if: str = "",
    attributes: dict[str, Any] | None = None,
) -> Callable[[type[Tracked]], type[Tracked]]:
    """Return the decorator that gives a tenant model its event table.

    Changes of the columns left out are no events, and keys of names are always left out, since
    they follow from the names. `only_if` is SQL about {row}, the new or the
    removed row. `attributes` are fields that the event table has otherwise than the model.
    """

    def decorate(model: type[Tracked]) -> type[Tracked]:
        left_out = [*leaving_out, *(field.name for field in key_fields(model))]
        columns = [
            str(field.column) for field in model._meta.local_fields if field.name not in left_out
        ]
        pghistory.track(
            *_trackers(columns, only_if),
            exclude=left_out,
            # No key to the row, which its history outlives; no table of contexts, which would stand
            # outside of organizations (docs/decisions/0007).
            obj_field=None,
            context_field=None,  # type: ignore[arg-type]
            base_model=Event,
            attrs=dict(attributes or {}),
            meta={
                "indexes": [
                    models.Index(fields=["organization", "pgh_created_at"]),
                    models.Index(fields=["id", "pgh_id"]),
                ]
            },
        )(model)
        return model

    return decorate


def _trackers(columns: Sequence[str], only_if: str) -> list[pghistory.Tracker]:
    """Return what makes an event: a new row, a change of one of the columns, a removed row."""
    changed = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in columns)
    new, old = (only_if.format(row=row) or "true" for row in ("NEW", "OLD"))
    return [
        pghistory.InsertEvent(condition=pgtrigger.Condition(f"({new})")),
        pghistory.UpdateEvent(condition=pgtrigger.Condition(f"({new} AND ({changed}))")),
        pghistory.DeleteEvent(condition=pgtrigger.Condition(f"({old})")),
    ]


def event_models() -> list[type[Any]]:
    """Return the models of all event tables."""
    return [model for model in apps.get_models() if issubclass(model, Event)]


def tracked_model(event: type[Any]) -> type[models.Model]:
    """Return the model whose events these are."""
    model: type[models.Model] = event.pgh_tracked_model
    return model
