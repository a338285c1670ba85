"""What backs a condition: links and files, checked by somebody other than who brought them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization

from .sessions import Session

ENOUGH_TO_VERIFY = 2


class Grade(models.IntegerChoices):
    """How much a piece of evidence carries (method.md 2): it follows from what is known of it."""

    ASSERTED = 0, _("asserted")
    POINTED_AT = 1, _("a link or a document")
    CHECKED = 2, _("a sample, checked by somebody else")
    MEASURED = 3, _("measured automatically, and checked by somebody else")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence; before the reveal the database shows each person their own alone."""

    def standing(self) -> Self:
        """What has not been withdrawn."""
        return self.filter(withdrawn_at=None)


@track_history(leaving_out=["said_digest"])
class Evidence(models.Model):
    """One piece of evidence for one condition: a link, a file, or no more than a statement.

    `source` names what measured it. `file` is where the file is stored, `file_name` what it is
    called; both are empty where there is none. `said_digest` is the SHA-256 of all that its author
    said, by which the same that is sent twice is there once; earlier versions stored none.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="evidence")
    capability = models.CharField(max_length=20)
    condition = models.CharField(max_length=20)
    says = models.CharField(max_length=300)
    url = models.CharField(max_length=2000, blank=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200, blank=True)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    author = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    said_digest = models.CharField(max_length=64, default="", db_default="", editable=False)
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") | Q(file=""), name="evidence_is_a_link_or_a_file_not_both"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__iregex=r"^https?://[^\s]+$"),
                name="evidence_links_lead_to_web_pages",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("author")),
                name="evidence_is_checked_by_somebody_other_than_its_author",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="evidence_is_checked_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(grade=Grade.ASSERTED, url="", file="", checked_by=None)
                | (
                    (~Q(url="") | ~Q(file=""))
                    & (
                        Q(grade=Grade.POINTED_AT, checked_by=None)
                        | Q(grade=Grade.CHECKED, checked_by__isnull=False, source="")
                        | (Q(grade=Grade.MEASURED, checked_by__isnull=False) & ~Q(source=""))
                    )
                ),
                name="evidence_has_the_grade_that_follows",
            ),
            models.UniqueConstraint(
                fields=["session", "said_digest"],
                condition=Q(withdrawn_at=None) & ~Q(said_digest=""),
                name="the_same_evidence_of_one_author_is_there_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition}: {self.says}"

    @property
    def is_checkable(self) -> bool:
        """Whether it points at something that somebody else can look at, and nobody has yet."""
        return self.grade == Grade.POINTED_AT

    def is_expired(self, today: date) -> bool:
        """Whether it counts no more."""
        return self.expires_on < today

    def verifies(self, today: date) -> bool:
        """Whether its condition counts as verified by it (method.md 3.5, 2)."""
        return self.grade >= ENOUGH_TO_VERIFY and not self.is_expired(today)
