"""Paper: requests for PDFs, their progress and their files. The row is the truth of a job."""

import unicodedata
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.results.models import Result
from assessments.rounds.models import Round
from orgs.database.event_tables import track_history
from orgs.models import LONGEST_FAILURE, Member, Organization, Unit
from orgs.permissions import Permission

MOST_NAMED = 8


class ReportKind(models.TextChoices):
    """What a report shows."""

    UNIT = "unit", _("Unit report")
    COMPARISON = "comparison", _("Comparison")


class ReportState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


MOST_MISSING = 100  # characters that no font has, as many as are told
OF_THE_WORKER = [
    *("attempts", "fence", "lease_until", "progress", "file"),
    *("missing", "is_plain"),
]
UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Unit reports of units that the member may see, and the member's own comparisons.

        A comparison shows what its requester may compare, so nobody else reaches it, and they
        themselves only while they may still compare every unit in it.
        """
        seen = models.Q(kind=ReportKind.UNIT, result__unit__in=Unit.objects.visible_to(member))
        return self.filter(seen | _own_comparisons(member))

    def changeable_by(self, member: Member) -> Self:
        """Those that the member may also cancel and retry: their own, and those they manage."""
        managed = Unit.objects.permitted(member, Permission.MANAGE_REPORTS)
        others = models.Q(kind=ReportKind.UNIT, result__unit__in=managed)
        return self.visible_to(member).filter(others | models.Q(requested_by=member))

    def unfinished(self) -> Self:
        """Those that a worker still has to make."""
        return self.filter(state__in=UNFINISHED)


def name_of(sign: str) -> str:
    """Return the character's name, or its number where it has none."""
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()


def _own_comparisons(member: Member) -> models.Q:
    compared = Unit.objects.permitted(member, Permission.COMPARE)
    return models.Q(
        kind=ReportKind.COMPARISON,
        requested_by=member,
        units__contained_by=ArraySubquery(compared.values("pk")),
    ) & (models.Q() if member.can(Permission.COMPARE) else models.Q(pk=None))


@track_history(leaving_out=OF_THE_WORKER)
class Report(models.Model):
    """A request for a PDF.

    `lease_until` and `fence` belong to the worker that makes it: a lease that ran out may be taken
    over, and only the holder of the newest fence may write the outcome. `file` is where the present
    attempt puts the PDF, which is there once the state is done. Of a comparison, `choices` hold
    what its page showed, and `units` what it covers. `missing` are characters of its text that no
    font could print, and `is_plain` tells that it could only be laid out as plain text.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    choices = models.JSONField(default=dict, blank=True)
    units = ArrayField(models.BigIntegerField(), default=list, blank=True)
    title = models.CharField(max_length=250)
    requested_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    missing = models.CharField(max_length=MOST_MISSING, blank=True, default="", db_default="")
    is_plain = models.BooleanField(default=False, db_default=False)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=LONGEST_FAILURE, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    downloaded_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()
    ahead = 0  # how many are made before it, once somebody has looked

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="unit", result__isnull=False, round=None)
                | models.Q(kind="comparison", result=None, round__isnull=False),
                name="a_report_shows_one_result_or_one_round",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="progress_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=models.Q(lease_until__isnull=False)
                | ~models.Q(state=ReportState.RUNNING),
                name="a_running_report_has_a_lease",
            ),
            models.UniqueConstraint(
                fields=["requested_by", "kind", "result", "round", "choices"],
                condition=models.Q(state__in=UNFINISHED),
                # An order lacks a result or a round, and that must not make it another order.
                nulls_distinct=False,
                name="one_unfinished_report_of_the_same_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                condition=models.Q(state__in=UNFINISHED),
                name="reports_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        """Whether a worker still has to make it."""
        return self.state in UNFINISHED

    @property
    def is_waiting(self) -> bool:
        """Whether no worker has begun with it."""
        return self.state == ReportState.QUEUED

    @property
    def is_done(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == ReportState.DONE

    @property
    def is_failed(self) -> bool:
        """Whether it could not be made."""
        return self.state == ReportState.FAILED

    @property
    def missing_names(self) -> list[str]:
        """The first characters that could not be printed, each with its name in Unicode."""
        return [f"{sign} ({name_of(sign)})" for sign in self.missing[:MOST_NAMED]]

    @property
    def seen(self) -> str:
        """What a page that shows the report now has seen of it."""
        return f"{self.state}-{self.attempts}-{self.progress}-{self.ahead}"
