"""What is asked: published versions of framework documents, which never change."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.models import Member, Organization


class VersionQuerySet(models.QuerySet["FrameworkVersion"]):
    """Framework versions; the document itself is loaded only where it is read."""

    def visible_to(self, member: Member) -> Self:
        """Built-in versions and those of the member's organization."""
        return self.filter(Q(organization=None) | Q(organization_id=member.organization_id))

    def published(self) -> Self:
        """Versions that may be asked."""
        return self.exclude(published_at=None)


@track_history(
    leaving_out=["document"],  # its digest tells a change
    only_if="{row}.organization_id IS NOT NULL",  # built-in versions belong to nobody
    attributes={
        "organization": models.ForeignKey(
            Organization, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
        )
    },
)
class FrameworkVersion(models.Model):
    """One version of a framework: built in where it has no organization."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    key = models.SlugField(max_length=60)
    version = models.CharField(_("version"), max_length=30)
    name = models.CharField(_("name"), max_length=120)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "key", "version"],
                name="one_framework_version_per_key",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
