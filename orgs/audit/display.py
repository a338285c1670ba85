"""Tells events in words: who did what to which thing, and what changed from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from orgs.models import User

from .event_kinds import kinds
from .queries import RecordedEvent

Names = Mapping[tuple[type[models.Model], int], str]
Column = Any  # a model's field; Django's own class takes no type arguments when it runs
LONGEST_VALUE = 300
NOTHING = "–"
HIDDEN_COLUMNS = {"id", "organization"}


@dataclass(frozen=True)
class Change:
    """One column: its words, what it was and what it became."""

    label: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """Both, or of an added row what it holds."""
        return f"{self.before} → {self.after}" if self.before else self.after


@dataclass(frozen=True)
class EventText:
    """One event as a reader sees it."""

    recorded: RecordedEvent
    actor: str
    sentence: str
    changes: list[Change]
    url: str

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.recorded.at

    @property
    def is_new(self) -> bool:
        """Whether the event added the row."""
        return self.recorded.action == "insert"

    @property
    def source(self) -> str:
        """Where it comes from: the request, the task, the command."""
        origin = self.recorded.origin
        parts = [origin.get(name, "") for name in ("method", "path", "task", "command")]
        return " ".join(part for part in parts if part) or str(origin.get("source", ""))


def event_texts(events: Sequence[RecordedEvent], *, slug: str) -> list[EventText]:
    """Return the events in words, in as many statements as they name kinds of things."""
    names = _names(events)
    return [_told(event, names, slug) for event in events]


def _told(event: RecordedEvent, names: Names, slug: str) -> EventText:
    words = {
        name: _in_words(column, event.row.get(column.attname), names)
        or event.kind.nothing.get(name, NOTHING)
        for name, column in _columns(event).items()
    }
    actor = _actor(event, names)
    shown = event.kind.page and event.action != "delete"
    return EventText(
        recorded=event,
        actor=actor,
        sentence=event.kind.sentence(event.action) % {**words, "actor": actor},
        changes=_changes(event, names),
        url=reverse(event.kind.page, args=[slug, event.row[event.kind.shown_by]]) if shown else "",
    )


def _columns(event: RecordedEvent) -> dict[str, Column]:
    """Return the columns that the event recorded, by name."""
    return {
        column.name: column
        for column in event.kind.model._meta.local_fields
        if column.attname in event.row and column.name not in HIDDEN_COLUMNS
    }


def _actor(event: RecordedEvent, names: Names) -> str:
    """Return the person's name, or what acted where no person did."""
    person = event.origin.get("person")
    if person is not None:
        return names.get((User, person), _("A former person"))
    acting = {"task": _("A background task"), "command": _("A command"), "web": _("A visitor")}
    return acting.get(str(event.origin.get("source")), _("Somebody at the database"))


def _changes(event: RecordedEvent, names: Names) -> list[Change]:
    """Return what differs from before; of an added row what it holds, of a removed one nothing."""
    if event.action == "delete":
        return []
    former = event.former or {}
    changes = []
    for column in _columns(event).values():
        before, after = _difference(former.get(column.attname), event.row.get(column.attname))
        if before != after:
            texts = [_in_words(column, value, names) or NOTHING for value in (before, after)]
            if event.action == "insert":
                texts[0] = ""
            changes.append(Change(str(column.verbose_name), *texts))
    return [change for change in changes if change.before != change.after]


def _difference(before: Any, after: Any) -> tuple[Any, Any]:
    """Return both values; of two mappings only the keys that differ."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before, after
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return tuple({key: side[key] for key in keys if key in side} for side in (before, after))  # type: ignore[return-value]


def _in_words(column: Column, value: Any, names: Names) -> str:
    """Return a recorded value as a reader sees it; empty for nothing."""
    if value is None or value in ("", {}, []):
        return ""
    if column.remote_field:
        return names.get((_related(column), value), f"#{value}")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(column, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return dateformat.format(timezone.localtime(moment), "j F Y, H:i")
    return _text(value)[:LONGEST_VALUE]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value)
    return str(value)


def _related(column: Column) -> type[models.Model]:
    related: Any = column.related_model
    return related  # type: ignore[no-any-return]


def _names(events: Iterable[RecordedEvent]) -> Names:
    """Return the names of all rows that the events point at, one statement a kind."""
    lookups = {kind.model: kind.names for kind in kinds().values() if kind.names}
    lookups[User] = ("name",)
    return {
        (model, pk): " · ".join(str(part) for part in parts)
        for model, pks in _pointed_at(events).items()
        if model in lookups
        for pk, *parts in models.QuerySet(model)
        .filter(pk__in=pks)
        .values_list("pk", *lookups[model])
    }


def _pointed_at(events: Iterable[RecordedEvent]) -> dict[type[models.Model], set[int]]:
    pointed_at: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        pointed_at[User].add(event.origin.get("person") or 0)
        for column in _columns(event).values():
            if column.remote_field:
                sides = (event.row, event.former or {})
                pointed_at[_related(column)] |= {side.get(column.attname) or 0 for side in sides}
    return pointed_at
