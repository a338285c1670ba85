"""All that an organization holds about one person, as JSON, piece by piece.

It is read with the reader's eyes: somebody else's export holds no vote that is not revealed, and
one's own holds one's own votes.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import models

from orgs.audit.display import EventText, event_texts
from orgs.audit.event_kinds import kinds
from orgs.audit.queries import HistoryFilter, pages_of_events
from orgs.database import tenancy
from orgs.models import Invitation, Mail, Member, SignOnIdentity
from orgs.names.email_addresses import spellings

from .export import BATCH_SIZE, ArchiveTable, Columns, columns_of, json_value, name_of, tables

FORMAT = 1
EVENTS_AT_ONCE = 500
OF_IDENTITIES = ("id", "issuer", "subject", "came_by_sign_on", "created_at", "last_used_at")


def personal_data_json(*, about: Member, reader: Member, at: datetime) -> Iterator[str]:
    """Yield the JSON text; the stream opens a scope of its own."""
    # The request's transaction is over when a stream is sent.
    with tenancy.scope(organization=reader.organization_id, person=reader.user_id):
        yield f'{{"format": {FORMAT}, "written_at": "{at.isoformat()}",\n'
        yield f'"organization": {_text(reader.organization.name)},\n'
        yield f'"person": {_text(_person(about))}'
        for name, rows in chain(_rows_of_tables(about), _sent(about)):
            yield f",\n{_text(name)}: {_list(rows)}"
        yield ',\n"history": ['
        yield from _separated(_history(about, reader.organization.slug))
        yield "]}\n"


def keys_to_members(model: type[models.Model]) -> list[str]:
    """Return the columns of a table that name a member."""
    return [
        column.attname
        for column in model._meta.concrete_fields
        if column.remote_field and column.related_model is Member
    ]


def _person(member: Member) -> Columns:
    user = member.user
    return {"name": user.name, "email": user.email, "time_zone": user.time_zone}


def _rows_of_tables(about: Member) -> Iterator[tuple[str, Iterator[Columns]]]:
    """Yield what is archived about the member, table by table, as far as the reader may see it."""
    for table in tables():
        is_member = models.Q(pk=about.pk) if table.model is Member else models.Q(pk=None)
        named = [models.Q((key, about.pk)) for key in keys_to_members(table.model)]
        if named or table.model is Member:
            which = models.Q(*named, is_member, _connector=models.Q.OR)
            rows: models.QuerySet[Any] = models.QuerySet(table.model)
            found = rows.filter(which, organization=about.organization_id).order_by("pk")
            yield name_of(table.model), map(_columns_of(table), found.iterator(BATCH_SIZE))


def _columns_of(table: ArchiveTable) -> Any:
    """Return how a row of the table is told; where a file lies is nobody's business."""
    names = table.personal or tuple(
        column.attname for column in columns_of(table.model) if column.attname != table.file
    )
    return lambda row: {name: getattr(row, name) for name in ("id", *names)}


def _sent(about: Member) -> Iterator[tuple[str, Iterator[Columns]]]:
    """Yield who the member is at a provider, and what went to their address; links are not told."""
    address = about.user.email
    in_organization = {"organization": about.organization_id}
    identities = SignOnIdentity.objects.filter(**in_organization, member=about).order_by("pk")
    yield name_of(SignOnIdentity), identities.values(*OF_IDENTITIES).iterator()
    invitations = Invitation.objects.filter(
        **in_organization, email__in=spellings(address)
    ).order_by("pk")
    offer_columns = ("id", "email", "created_at", "expires_at", "accepted_at")
    yield name_of(Invitation), iter(invitations.values(*offer_columns))
    mails = Mail.objects.filter(**in_organization, recipient__in=spellings(address)).order_by("pk")
    mail_columns = ("id", "recipient", "subject", "queued_at", "sent_at", "failed_at", "failure")
    yield name_of(Mail), iter(mails.values(*mail_columns))


def _history(about: Member, slug: str) -> Iterator[Columns]:
    """Yield what the member did and what was done about them, kind by kind, newest first."""
    for kind in kinds():
        history_filter = HistoryFilter(kind=kind, concerning=about.pk)
        for page in pages_of_events(history_filter, most=EVENTS_AT_ONCE):
            yield from map(_event, event_texts(page, slug=slug))


def _event(event: EventText) -> Columns:
    return {
        "at": event.at,
        "by": event.actor,
        "what": event.sentence,
        "changes": {change.label: change.text for change in event.changes},
        "source": event.source,
    }


def _text(value: object) -> str:
    return json.dumps(value, default=json_value, ensure_ascii=False)


def _list(rows: Iterator[Columns]) -> str:
    return "".join(["[", *_separated(rows), "]"])


def _separated(rows: Iterator[Columns]) -> Iterator[str]:
    separator = "\n"
    for row in rows:
        yield separator + _text(row)
        separator = ",\n"
