"""What a session's percentages are of: its lists of services, systems, places and teams."""

from django.db import models

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Session


@track_history()
class SessionScope(models.Model):
    """The denominators of a session, fixed once at its start.

    `lists` holds by denominator its names, or only a number, and a note on what was counted.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="scope")
    lists = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.session)
