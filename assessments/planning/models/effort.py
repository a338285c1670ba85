"""Engineering days of AI projects: records with source and period, and the files they come from."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.rounds.context.work_kinds import WorkKind
from orgs.database.event_tables import track_history
from orgs.models import LONGEST_FAILURE, Member, Organization, Unit
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission

from .register import Project


class BatchState(models.TextChoices):
    """Where an import of effort stands."""

    READING = "reading", _("being read")
    MAPPING = "mapping", _("columns to be chosen")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    FAILED = "failed", _("failed")


AT_WORK = (BatchState.READING, BatchState.CHECKING, BatchState.APPLYING)


class EffortBatchQuerySet(models.QuerySet["EffortBatch"]):
    """Imports of effort, reached by who made them."""

    def of(self, member: Member) -> Self:
        """The member's own."""
        return self.filter(organization_id=member.organization_id, requested_by=member)


@track_history(
    leaving_out=[
        *("content", "outline", "reading_choice"),
        *("progress", "attempts", "fence", "lease_until", "faults", "found"),
    ]
)
class EffortBatch(models.Model):
    """A time sheet on its way into the register.

    `content` is the file, kept until it is applied or given up. `outline` says which sheets and
    first rows it has, `reading_choice` how it is read, `mapping` which column is what. After a
    check, `found` holds what the file would add (days by project and kind, words that mean nothing
    yet) and `faults` the first lines that cannot be taken. Its records count only once it is
    applied. Lease and fence are a worker's, as a report's.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField(null=True)
    outline = models.JSONField(default=dict)
    reading_choice = models.JSONField(default=dict)
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.MAPPING)
    progress = models.PositiveSmallIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    requested_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=LONGEST_FAILURE, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = EffortBatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="an_import_is_done_to_100_percent"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(state=BatchState.APPLYING),
                name="one_time_sheet_is_applied_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has something to do for it."""
        return self.state in AT_WORK

    @property
    def is_checked(self) -> bool:
        """Whether a check found out what the file would add."""
        return self.state in (BatchState.CHECKED, BatchState.APPLIED)

    @property
    def is_applied(self) -> bool:
        """Whether its lines count."""
        return self.state == BatchState.APPLIED

    @property
    def can_be_mapped(self) -> bool:
        """Whether its columns can still be chosen."""
        states = (BatchState.MAPPING, BatchState.CHECKED, BatchState.FAILED)
        return self.state in states and bool(self.header)

    @property
    def can_be_forgotten(self) -> bool:
        """Whether nothing else can be done about it."""
        return self.state == BatchState.FAILED and not self.header


class EffortRecordQuerySet(models.QuerySet["EffortRecord"]):
    """Records of effort, reached by the grants on their projects' units."""

    def counted(self) -> Self:
        """Those that count: entered by hand, or of an import that was applied."""
        return self.filter(models.Q(batch=None) | models.Q(batch__state=BatchState.APPLIED))

    def visible_to(self, member: Member) -> Self:
        """Those of the units whose results the member may see."""
        return self.filter(project__unit__in=Unit.objects.visible_to(member)).counted()

    def planned_by(self, member: Member) -> Self:
        """Those of the units for which the member may plan."""
        planned = Unit.objects.permitted(member, Permission.PLAN)
        return self.filter(project__unit__in=planned).counted()


@track_history()
class EffortRecord(models.Model):
    """Engineering days of one kind of work on a project in a period, both ends in it.

    `source` says where the figure comes from. `fingerprint` is the line's: the same line of another
    import is not counted twice.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="effort")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in WorkKind])
    days = models.DecimalField(max_digits=9, decimal_places=4)
    begins_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=255)
    reference = models.CharField(max_length=120, blank=True)
    batch = models.ForeignKey(EffortBatch, models.CASCADE, null=True, related_name="records")
    fingerprint = models.CharField(max_length=40)

    objects = EffortRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "fingerprint"], name="a_line_of_effort_counts_once"
            ),
            models.CheckConstraint(condition=models.Q(days__gt=0), name="effort_is_more_than_0"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")),
                name="effort_ends_on_or_after_the_day_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.days} {self.kind}"


class EffortMappingQuerySet(KeyedQuerySet["EffortMapping"]):
    """Mappings of columns that are kept."""


@track_history()
class EffortMapping(models.Model):
    """A mapping of columns that is kept under a name for the next file."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    mapping = models.JSONField()

    objects = EffortMappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "organization"],
                name="one_mapping_of_a_name_per_organization",
            )
        ]

    def __str__(self) -> str:
        return self.name
