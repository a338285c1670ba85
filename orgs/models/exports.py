"""An export of the whole organization: who ordered it, how far it is, where its archive is."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history

LONGEST_FAILURE = 500


class ExportState(models.TextChoices):
    """Where an export stands."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("removed")


UNFINISHED = (ExportState.QUEUED, ExportState.RUNNING)


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports of organizations."""

    def unfinished(self) -> Self:
        """Those that a worker still has to write."""
        return self.filter(state__in=UNFINISHED)


@track_history(leaving_out=["attempts", "fence", "lease_until", "file"])
class Export(models.Model):
    """An order of the organization's archive.

    `lease_until` and `fence` belong to the worker that writes it, as a report's do. `file` is where
    the present attempt puts the archive; it is removed after `expires_at`.
    """

    organization = models.ForeignKey("orgs.Organization", models.CASCADE, related_name="+")
    requested_by = models.ForeignKey("orgs.Member", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(
        _("state"), max_length=10, choices=ExportState.choices, default=ExportState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    rows = models.PositiveBigIntegerField(_("rows"), null=True, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    failure = models.CharField(_("failure"), max_length=LONGEST_FAILURE, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expires_at = models.DateTimeField(_("removed after"), null=True, blank=True)
    downloaded_at = models.DateTimeField(_("downloaded"), null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lease_until__isnull=False)
                | ~models.Q(state=ExportState.RUNNING),
                name="a_running_export_has_a_lease",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(state__in=UNFINISHED),
                name="one_unfinished_export_per_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.requested_at:%Y-%m-%d}"

    @property
    def is_unfinished(self) -> bool:
        """Whether a worker still has to write it."""
        return self.state in UNFINISHED

    @property
    def is_done(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == ExportState.DONE
