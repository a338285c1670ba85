"""What the settled answers mean: results, frozen at submission and never updated."""

from typing import Self

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion
from assessments.rounds.models import Round, Session
from orgs.database.event_tables import track_history
from orgs.models import Member, Organization, Unit
from orgs.permissions import Permission


def may_improve(member: Member) -> Q:
    """Return the condition that the member plans the row's unit or runs its sessions."""
    planned = Unit.objects.permitted(member, Permission.PLAN)
    run = Unit.objects.permitted(member, Permission.RUN_SESSION)
    return Q(unit__in=planned) | Q(unit__in=run)


class ResultQuerySet(models.QuerySet["Result"]):
    """Results, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Results of the units that the member may see."""
        return self.filter(unit__in=Unit.objects.visible_to(member))

    def improvable_by(self, member: Member) -> Self:
        """Results of the units for which the member may decide what to do."""
        return self.filter(may_improve(member))

    def newest_revisions(self) -> Self:
        """The newest revision of each session."""
        newest = Window(RowNumber(), partition_by="session_id", order_by=F("revision").desc())
        return self.annotate(age=newest).filter(age=1)


@track_history()
class Result(models.Model):
    """The frozen outcome of one submission of a session.

    Percentages run from 0 to 100; `known_weight` is a share from 0 to 1; both are null where
    nothing with a target has weight. `answered` of the `asked` capabilities have a known condition
    or do not apply; `raters` people said so. `answers` holds the settled answers that were scored;
    `evidence`, `scope` and `diagnostics` what stood beside them (results.backing).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    revision = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.JSONField(default=list)
    framework_version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="+")
    scoring_version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    answers = models.JSONField()
    stage = models.PositiveSmallIntegerField()
    stage_high = models.PositiveSmallIntegerField()
    held_by = models.JSONField()
    percent_claimed = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    percent_supported = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    percent_high = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    known_weight = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    answered = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    raters = models.PositiveSmallIntegerField()
    evidence = models.JSONField(default=list)
    scope = models.JSONField(default=dict)
    diagnostics = models.JSONField(default=dict)
    submitted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "revision"], name="one_result_per_session_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.round}"


@track_history()
class CapabilityResult(models.Model):
    """One capability of a result; all levels are null where it does not apply.

    `votes` holds the voted levels, lowest first; `verified` is null where there was no evidence.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    result = models.ForeignKey(Result, models.CASCADE, related_name="capabilities")
    capability = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    claimed = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    supported = models.PositiveSmallIntegerField(null=True)
    verified = models.PositiveSmallIntegerField(null=True)
    target = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=9, decimal_places=4)
    not_applicable = models.BooleanField()
    knows_nothing = models.BooleanField()
    votes = models.JSONField()
    abstained = models.PositiveSmallIntegerField()
    contested = models.BooleanField()
    why = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result", "capability"], name="one_row_per_result_and_capability"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result}: {self.capability}"


class ActionState(models.TextChoices):
    """How far an improvement action is."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class ImprovementActionQuerySet(models.QuerySet["ImprovementAction"]):
    """Improvement actions, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Actions of the units that the member may see."""
        return self.filter(unit__in=Unit.objects.visible_to(member))

    def editable_by(self, member: Member) -> Self:
        """Actions that the member may change: of units that they plan or run, and their own."""
        return self.visible_to(member).filter(may_improve(member) | Q(owner=member))


@track_history(leaving_out=["version", "said_digest"])
class ImprovementAction(models.Model):
    """Something to do so that a unit reaches a level, decided at one of its results.

    It belongs to the unit and stays until it is done, by hand or by the result that shows the
    level, or dropped. Nobody may own it yet. `said_digest` is the SHA-256 of what is to be done, by
    which an open action that is sent twice is there once; one that was opened again has none.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_result = models.ForeignKey(Result, models.PROTECT, related_name="+")
    capability = models.CharField(max_length=20)
    capability_name = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    what = models.TextField(max_length=2000)
    note = models.TextField(max_length=2000, blank=True)
    owner = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.OPEN)
    done_by = models.ForeignKey(Result, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)  # goes up with each change
    said_digest = models.CharField(max_length=64, default="", db_default="", editable=False)

    objects = ImprovementActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(state=ActionState.DONE),
                name="an_action_that_a_result_shows_is_done",
            ),
            models.UniqueConstraint(
                fields=["unit", "said_digest"],
                condition=Q(state=ActionState.OPEN) & ~Q(said_digest=""),
                name="the_same_open_action_is_there_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capability_name} {self.level}"
