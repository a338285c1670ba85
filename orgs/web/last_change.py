"""Who changed a row last, as the history recorded it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from orgs.database.event_tables import event_models, tracked_model
from orgs.models import User


@dataclass(frozen=True)
class LastChange:
    """Who did it and when."""

    by: str
    at: datetime


def last_change(row: models.Model) -> LastChange | None:
    """Return the newest change of the row; None where no history is kept of such rows."""
    event = next((kind for kind in event_models() if tracked_model(kind) is type(row)), None)
    if event is None:
        return None
    events = event.objects.filter(id=row.pk).order_by("-pgh_id")
    newest = events.values_list("pgh_created_at", "pgh_origin").first()
    if newest is None:
        return None
    at, origin = newest
    person = User.objects.filter(pk=origin.get("person") or 0).values_list("name", flat=True)
    return LastChange(person.first() or _("somebody"), at)
