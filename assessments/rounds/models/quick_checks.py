"""A leader's own picture of a unit, apart from the team's votes."""

from django.db import models

from assessments.frameworks.ladder import Answers
from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Session


@track_history()
class QuickCheck(models.Model):
    """One leader's picked levels of a session's unit; `anchors` leaves out what they do not know.

    The database shows it to nobody else before the session's reveal, and counts it nowhere.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="quick_checks")
    person = models.ForeignKey(Member, models.PROTECT, related_name="+")
    anchors = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="one_quick_check_per_session_and_leader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"

    @property
    def answers(self) -> dict[str, Answers]:
        """The picked levels as answers, by capability."""
        return {key: Answers(anchor=anchor) for key, anchor in self.anchors.items()}
