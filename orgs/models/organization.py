"""The tenant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.currencies import DOLLARS
from orgs.database.event_tables import track_history

from . import sign_on as sign_on_models  # noqa: F401 - its tables are this room's
from .exports import Export  # noqa: F401 - Django finds the room's models here


@track_history(
    attributes={
        "organization": models.GeneratedField(
            expression=models.F("id"),  # type: ignore[arg-type]
            output_field=models.BigIntegerField(),
            db_persist=True,
            db_column="organization_id",
        )
    }
)
class Organization(models.Model):
    """A tenant: everything but people, login sessions and built-in frameworks belongs to one."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deletes_at = models.DateTimeField(null=True, blank=True)
    requires_second_factor = models.BooleanField(
        _("members use a second factor"), default=False, db_default=False
    )
    requires_sign_on = models.BooleanField(
        _("members sign in through sign-on only"), default=False, db_default=False
    )

    # By its IANA name: dates act by its days. Empty is the installation's.
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, default="", db_default=""
    )

    # The ISO code of what its own amounts are in. Changing it converts nothing.
    currency = models.CharField(_("currency"), max_length=3, default=DOLLARS, db_default=DOLLARS)

    def __str__(self) -> str:
        return self.name
