"""What a leader said about a submitted session."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Session


class Verdict(models.TextChoices):
    """What became of a submitted session."""

    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


@track_history()
class Review(models.Model):
    """A leader's word on one revision of a session; `comments` holds texts by capability."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="reviews")
    revision = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.TextField(blank=True)
    comments = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "revision", "verdict"],
                name="a_revision_is_accepted_once_and_returned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_verdict_display()}"
