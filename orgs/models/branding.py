"""How an organization's papers look."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history

from .organization import Organization


class PaperSize(models.TextChoices):
    """The sheets that reports are printed on."""

    A4 = "A4", _("A4 (210 × 297 mm)")
    LETTER = "Letter", _("Letter (8.5 × 11 in)")


@track_history(leaving_out=["logo"])
class Branding(models.Model):
    """What an organization's reports look like; there is none until an owner chooses.

    `logo` is a PNG or JPEG that Groundwork drew itself, and `logo_digest` its SHA-256, by which
    the history tells that it changed. `accent` is a colour as #rrggbb; empty is Groundwork's.
    """

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="branding")
    logo = models.BinaryField(_("logo"), null=True, blank=True)
    logo_digest = models.CharField(_("logo"), max_length=64, blank=True, default="")
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, default="")
    paper_size = models.CharField(
        _("paper size"), max_length=6, choices=PaperSize.choices, default=PaperSize.A4
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accent="") | models.Q(accent__regex="^#[0-9a-f]{6}$"),
                name="an_accent_is_a_colour",
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)
