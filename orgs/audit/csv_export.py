"""The history as CSV, piece by piece."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.models import Member
from orgs.spreadsheets.csv_writer import csv_head, csv_lines

from .display import EventText, event_texts
from .queries import HistoryFilter, pages_of_events

BATCH_SIZE = 500


def history_csv(history_filter: HistoryFilter, *, member: Member) -> Iterator[str]:
    """Yield the events as the member may see them; the stream opens a scope of its own."""
    yield csv_head(_heads())
    # The request's transaction is over when a stream is sent.
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        for page in pages_of_events(history_filter, most=BATCH_SIZE):
            yield csv_lines(
                [_cells(event) for event in event_texts(page, slug=member.organization.slug)]
            )


def _heads() -> list[str]:
    return [
        _("when"), _("who"), _("what"), _("kind"), _("number"), _("action"), _("changes"),
        _("source"), _("request"),
    ]  # fmt: skip


def _cells(event: EventText) -> list[str]:
    recorded = event.recorded
    return [
        recorded.at.isoformat(),
        event.actor,
        event.sentence,
        str(recorded.kind.label),
        str(recorded.row["id"]),
        recorded.action,
        "; ".join(f"{row.label}: {row.text}" for row in event.changes),
        event.source,
        str(recorded.origin.get("request", "")),
    ]
