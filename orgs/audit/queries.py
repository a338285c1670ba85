"""Reads what was recorded, newest first, over all event tables in one statement."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from orgs.models import Member
from orgs.names.email_addresses import part_of_address
from orgs.names.folding import fold

from .event_kinds import EventKind, kinds

PAGE_SIZE = 50


@dataclass(frozen=True)
class HistoryFilter:
    """Which events: each part left empty asks for all. `before` is a `RecordedEvent.place`.

    `since` is the first moment and `until` the first no more. `member` did it; a member is
    `concerning` who did it or is named in the row.
    """

    who: str = ""
    member: int | None = None
    concerning: int | None = None
    kind: str = ""
    row: int | None = None
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: str = ""


@dataclass(frozen=True)
class RecordedEvent:
    """One event: the row as it became, or last was, and as it was before (None: not recorded)."""

    kind: EventKind
    number: int
    at: datetime
    action: str
    origin: Mapping[str, Any]
    row: Mapping[str, Any]
    former: Mapping[str, Any] | None

    @property
    def place(self) -> str:
        """Where the event stands in the order of all."""
        return f"{self.at.isoformat()}~{self.kind.key}~{self.number}"


class NoSuchPlaceError(ValueError):
    """The place is not one that `RecordedEvent.place` wrote."""


def recorded_events(history_filter: HistoryFilter, *, most: int) -> list[RecordedEvent]:
    """Return at most that many events, newest first; raise NoSuchPlaceError."""
    by_key = kinds()
    wanted = (
        [by_key[history_filter.kind]]
        if history_filter.kind
        else [k for k in by_key.values() if not k.is_detail]
    )
    values = _values(history_filter, most)
    branches = " UNION ALL ".join(
        _branch(kind, _conditions(history_filter, kind)) for kind in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(
            # COLLATE "C" here and below: a page must begin where the order says, in any database.
            f'SELECT * FROM ({branches}) past ORDER BY at DESC, kind COLLATE "C" DESC, number DESC '
            "LIMIT %(most)s",
            values,
        )
        rows = cursor.fetchall()
    return [
        RecordedEvent(
            by_key[key], number, at, action, *(part and json.loads(part) for part in parts)
        )
        for key, number, at, action, *parts in rows
    ]


def pages_of_events(history_filter: HistoryFilter, *, most: int) -> Iterator[list[RecordedEvent]]:
    """Yield all events, that many at a time."""
    while page := recorded_events(history_filter, most=most):
        yield page
        history_filter = replace(history_filter, before=page[-1].place)


# Each branch is ordered and limited by itself, so that its table's index gives the newest rows.
def _branch(kind: EventKind, conditions: list[str]) -> str:
    where = " AND ".join(f"({condition})" for condition in conditions) or "true"
    return f"""
    (SELECT '{kind.key}' AS kind, event.pgh_id AS number, event.pgh_created_at AS at,
        event.pgh_label AS action, event.pgh_origin AS origin, to_jsonb(event) AS row,
        (SELECT to_jsonb(former) FROM {kind.table} former
            WHERE former.id = event.id AND former.pgh_id < event.pgh_id
            ORDER BY former.pgh_id DESC LIMIT 1) AS former
    FROM {kind.table} event WHERE {where}
    ORDER BY event.pgh_created_at DESC, event.pgh_id DESC LIMIT %(most)s)
    """


_PERSON = "(event.pgh_origin ->> 'person')::bigint"
_WHO = f"""{_PERSON} IN (
    SELECT person.id FROM orgs_user person JOIN orgs_member ON orgs_member.user_id = person.id
    WHERE person.name_key LIKE %(who)s OR person.email LIKE %(address)s)"""
_MEMBER = f"{_PERSON} = (SELECT user_id FROM orgs_member WHERE id = %(member)s::bigint)"


def _conditions(history_filter: HistoryFilter, kind: EventKind) -> list[str]:
    """Return the conditions of a kind's events, as SQL over the values."""
    before = f"""(event.pgh_created_at, '{kind.key}'::text COLLATE "C", event.pgh_id)
        < (%(at)s::timestamptz, %(kind)s::text COLLATE "C", %(number)s::bigint)"""
    return [
        condition
        for part, condition in (
            (history_filter.who, _WHO),
            (history_filter.member, _MEMBER),
            (history_filter.concerning, _concerning(kind)),
            (history_filter.row, "event.id = %(row)s::bigint"),
            (history_filter.action, "event.pgh_label = %(action)s"),
            (history_filter.since, "event.pgh_created_at >= %(since)s::timestamptz"),
            (history_filter.until, "event.pgh_created_at < %(until)s::timestamptz"),
            (history_filter.before, before),
        )
        if part
    ]


def _concerning(kind: EventKind) -> str:
    """Return the condition that the member did it, or that the row is or names them."""
    names = [
        column.column
        for column in kind.event._meta.concrete_fields  # not all of the row's are recorded
        if column.remote_field and column.related_model is Member
    ]
    names += ["id"] if kind.model is Member else []
    did = _MEMBER.replace("%(member)s", "%(concerning)s")
    return " OR ".join([did, *(f"event.{name} = %(concerning)s::bigint" for name in names)])


def _pattern(words: str) -> str:
    """Return the pattern of texts that hold the words: % and _ are letters there."""
    letters = words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{letters}%"


def _values(history_filter: HistoryFilter, most: int) -> dict[str, Any]:
    at, kind, number = (
        _place(history_filter.before) if history_filter.before else (None, None, None)
    )
    return {
        "who": _pattern(fold(history_filter.who)),
        "address": _pattern(part_of_address(history_filter.who)),
        "member": history_filter.member,
        "concerning": history_filter.concerning,
        "row": history_filter.row,
        "action": history_filter.action,
        "since": history_filter.since,
        "until": history_filter.until,
        "at": at,
        "kind": kind,
        "number": number,
        "most": most,
    }


def _place(text: str) -> tuple[datetime, str, int]:
    try:
        at, kind, number = text.split("~")
        return datetime.fromisoformat(at), kind, int(number)
    except ValueError as error:
        raise NoSuchPlaceError(text) from error
