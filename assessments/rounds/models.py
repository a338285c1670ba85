"""When and by whom it is answered: rounds, sessions, participants, votes, settled answers."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.frameworks.models import FrameworkVersion
from orgs.history.tracking import tracked
from orgs.models import Member, Organization, Unit
from orgs.permissions import Permission


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    ARCHIVED = "archived", _("archived")


class SessionState(models.TextChoices):
    """Where a unit's session stands; each state follows the one before."""

    OPEN = "open", _("open")
    REVEALED = "revealed", _("revealed")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Those that ask a unit the member may see; drafts only for who manages rounds."""
        mine = self.filter(organization_id=member.organization_id)
        if member.can(Permission.MANAGE_ROUNDS):
            return mine
        seen = Session.objects.visible_to(member).filter(round=models.OuterRef("pk"))
        return mine.exclude(state=RoundState.DRAFT).filter(models.Exists(seen))


@tracked()
class Round(models.Model):
    """One campaign: a framework version, what to aim for, which units, when."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    target = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="one_round_of_a_name_per_organization"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="a_round_closes_on_or_after_the_day_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class RoundUnit(models.Model):
    """A unit chosen for a round."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="chosen")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="a_round_asks_a_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Sessions of the units that the member may see."""
        return self._permitted(member, Permission.SEE_RESULTS)

    def run_by(self, member: Member) -> Self:
        """Sessions that the member may facilitate."""
        return self._permitted(member, Permission.RUN_SESSION)

    def answered_by(self, member: Member) -> Self:
        """Sessions in which the member takes part and still may vote."""
        part = Participant.objects.filter(session=models.OuterRef("pk"), member=member)
        return self._permitted(member, Permission.VOTE).filter(
            models.Exists(part.filter(excused_at=None))
        )

    def _permitted(self, member: Member, permission: Permission) -> Self:
        return self.filter(unit__in=Unit.objects.permitted(member, permission))


@tracked()
class Session(models.Model):
    """One unit's assessment in a round."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sessions")
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


@tracked(leaving_out=["answered", "reminded_at"])
class Participant(models.Model):
    """A member whose duty it is to answer in a session; fixed when the session opens."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    answered = models.PositiveSmallIntegerField(default=0)
    excused_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], name="one_participant_per_session_and_member"
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


class CapabilityAnswers(models.Model):
    """The shape that votes and settled answers share: one capability's answers."""

    capability = models.CharField(max_length=20)
    conditions = models.JSONField(default=dict)
    not_applicable = models.BooleanField(default=False)
    not_applicable_reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def answers(self) -> Answers:
        """The answers as a value."""
        return Answers(
            conditions={key: Answer(value) for key, value in self.conditions.items()},
            anchor=getattr(self, "anchor", None),
            not_applicable=self.not_applicable,
        )


class Confidence(models.IntegerChoices):
    """How sure a voter is."""

    LOW = 1, _("guessing")
    MEDIUM = 2, _("fairly sure")
    HIGH = 3, _("sure")


FIRST_BALLOT = 1


@tracked(leaving_out=["participant", "updated_at"])
class Vote(CapabilityAnswers):
    """One person's private answers on one capability; the second ballot is a re-vote."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ballot = models.PositiveSmallIntegerField(default=FIRST_BALLOT)
    anchor = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence.choices, null=True, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "capability", "person", "ballot"],
                name="one_vote_per_person_and_capability",
            ),
            models.CheckConstraint(
                condition=models.Q(anchor=None) | models.Q(anchor__lte=4),
                name="an_anchor_is_a_level_from_0_to_4",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.capability}"


@tracked()
class Reveal(models.Model):
    """The moment from which a session's votes can be read; one per session, for good."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="reveal")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session}: {self.at:%Y-%m-%d %H:%M}"


@tracked()
class SettledAnswer(CapabilityAnswers):
    """What the team agreed on one capability after the reveal."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="settled")
    rationale = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "capability"], name="one_settled_answer_per_capability"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.capability}"
