"""The history as CSV, piece by piece."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from orgs.csv_safety import harmless
from orgs.database import tenancy
from orgs.models import Member

from .display import Told, told
from .queries import Asked, in_pages

AT_ONCE = 500


def as_csv(asked: Asked, *, member: Member) -> Iterator[str]:
    """Yield the events as the member may see them; the stream opens a scope of its own."""
    yield _lines([_heads()])
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        for page in in_pages(asked, most=AT_ONCE):
            yield _lines([_cells(event) for event in told(page, slug=member.organization.slug)])


def _heads() -> list[str]:
    return [
        _("when"), _("who"), _("what"), _("kind"), _("number"), _("action"), _("changes"),
        _("source"), _("request"),
    ]  # fmt: skip


def _cells(event: Told) -> list[str]:
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


def _lines(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
    return text.getvalue()
