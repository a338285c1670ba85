"""What is answered: private votes, their reveal, settled answers."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.ladder import Answer, Answers
from assessments.rounds.ballot_numbers import FIRST_BALLOT
from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Participant, Session

ANSWERS = {answer.value: answer for answer in Answer}


def answers_from(
    conditions: Mapping[str, str], *, anchor: int | None, not_applicable: bool
) -> Answers:
    """Return stored answers to one capability as a value."""
    return Answers(
        conditions={key: ANSWERS[value] for key, value in conditions.items()},
        anchor=anchor,
        not_applicable=not_applicable,
    )


class CapabilityAnswers(models.Model):
    """The shape that votes and settled answers share: one capability's answers."""

    capability = models.CharField(max_length=20)
    conditions = models.JSONField(default=dict)
    not_applicable = models.BooleanField(default=False)
    not_applicable_reason = models.TextField(blank=True)
    not_applicable_approver = models.CharField(
        max_length=120, blank=True, default="", db_default=""
    )
    not_applicable_review_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def answers(self) -> Answers:
        """The answers as a value."""
        return answers_from(
            self.conditions,
            anchor=getattr(self, "anchor", None),
            not_applicable=self.not_applicable,
        )


class Confidence(models.IntegerChoices):
    """How sure a voter is."""

    LOW = 1, _("guessing")
    MEDIUM = 2, _("fairly sure")
    HIGH = 3, _("sure")


@track_history(leaving_out=["participant", "updated_at", "changes"])
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
    changes = models.JSONField(default=list)  # the keys of the last changes, to know them again

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


@track_history()
class Reveal(models.Model):
    """The moment from which a session's votes can be read; one per session, for good."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, models.CASCADE, related_name="reveal")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session}: {self.at:%Y-%m-%d %H:%M}"


@track_history()
class Revote(models.Model):
    """A condition that the team votes on again, in the open; the first votes stay beside it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="revotes")
    capability = models.CharField(max_length=20)
    condition = models.CharField(max_length=20)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "condition"], name="a_condition_is_voted_on_again_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.condition}"


@track_history(leaving_out=["change"])
class SettledAnswer(CapabilityAnswers):
    """What the team agreed on one capability after the reveal."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="settled")
    rationale = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    change = models.CharField(max_length=36, blank=True)  # the key of what made this version
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
