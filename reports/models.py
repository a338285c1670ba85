"""Paper: requests for PDFs, their progress and their files. The row is the truth of a job."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.results.models import Result
from assessments.rounds.models import Round
from orgs.models import Member, Organization, Unit
from orgs.permissions import Permission


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


UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, reached by grant."""

    def visible_to(self, member: Member) -> Self:
        """Unit reports of units that the member may see; comparisons of subtrees they may compare.

        A comparison is reached by its requester only, because it shows what they may compare.
        """
        seen = models.Q(kind=ReportKind.UNIT, result__unit__in=Unit.objects.visible_to(member))
        own = models.Q(kind=ReportKind.COMPARISON, requested_by=member)
        return self.filter(seen | own if member.can(Permission.COMPARE) else seen)


class Report(models.Model):
    """A request for a PDF.

    `lease_until` and `fence` belong to the worker that renders it: a lease that ran out may be
    taken over, and only the holder of the newest fence may write the outcome.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=250)
    requested_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

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
        ]

    def __str__(self) -> str:
        return self.title
