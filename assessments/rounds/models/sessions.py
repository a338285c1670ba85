"""Sessions of units in a round, and who takes part."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.permissions import Permission


class SessionState(models.TextChoices):
    """Where a unit's session stands; each state follows the one before."""

    OPEN = "open", _("open")
    REVEALED = "revealed", _("revealed")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Sessions of the units that the member may see."""
        return self._permitted(member, Permission.SEE_RESULTS)

    def run_by(self, member: Member) -> Self:
        """Sessions that the member may facilitate."""
        return self._permitted(member, Permission.RUN_SESSION)

    def reviewed_by(self, member: Member) -> Self:
        """Sessions whose results the member may accept or return."""
        return self._permitted(member, Permission.REVIEW)

    def answered_by(self, member: Member) -> Self:
        """Sessions in which the member takes part and still may vote."""
        part = Participant.objects.filter(session=models.OuterRef("pk"), member=member)
        return self._permitted(member, Permission.VOTE).filter(
            models.Exists(part.filter(excused_at=None))
        )

    def contributed_by(self, member: Member) -> Self:
        """Sessions to which the member may bring facts: where they take part or facilitate."""
        part = Participant.objects.filter(session=models.OuterRef("pk"), member=member)
        votes = models.Q(
            models.Exists(part.filter(excused_at=None)),
            unit__in=Unit.objects.permitted(member, Permission.VOTE),
        )
        runs = models.Q(unit__in=Unit.objects.permitted(member, Permission.RUN_SESSION))
        return self.filter(votes | runs)

    def _permitted(self, member: Member, permission: Permission) -> Self:
        return self.filter(unit__in=Unit.objects.permitted(member, permission))


@track_history()
class Session(models.Model):
    """One unit's assessment in a round."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    round = models.ForeignKey("rounds.Round", models.CASCADE, related_name="sessions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.OPEN)
    revision = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_session_per_round_and_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.round}"

    @property
    def is_revised(self) -> bool:
        """Whether it was reopened after it had been submitted."""
        return self.revision > 1

    @property
    def takes_facts(self) -> bool:
        """Whether evidence, scope and diagnostic answers may still change."""
        return self.state in (SessionState.OPEN, SessionState.REVEALED)


@track_history(leaving_out=["answered", "reminded_at", "seen_at"])
class Participant(models.Model):
    """A member whose duty it is to answer in a session; fixed when the session opens."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    # Raised by the statement of a vote, since before the reveal nobody can count votes.
    answered = models.PositiveSmallIntegerField(default=0)
    excused_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # In no cache: on one machine each process has its own.
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], name="one_participant_per_session_and_member"
            )
        ]

    def __str__(self) -> str:
        return str(self.member)
