"""Offers to join, and what they offer."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.names.email_addresses import shown_address
from orgs.permissions import ORGANIZATION_ROLES, Role

from .members import Member
from .organization import Organization
from .units import Unit


@track_history(leaving_out=["nonce", "token_hash", "mailed_hash"])
class Invitation(models.Model):
    """An offer to one email address to join with some grants; its tokens are stored hashed.

    One token stands in the link that pages show, the other went by mail alone: whoever comes with
    that one has the mailbox. An invitation from before there were two has the first only.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    email = models.EmailField(_("email address"), max_length=254)
    invited_by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=43)
    token_hash = models.CharField(max_length=64, unique=True)
    mailed_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization",
                Lower("email"),
                condition=models.Q(accepted_at=None),
                name="one_open_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=["mailed_hash"],
                condition=~models.Q(mailed_hash=""),
                name="one_invitation_per_mailed_token",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_email

    @property
    def shown_email(self) -> str:
        """The address as people read it."""
        return shown_address(self.email)


@track_history()
class InvitedGrant(models.Model):
    """A grant that an invitation offers."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.CASCADE, verbose_name=_("unit"), null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "role", "unit"],
                name="one_invited_grant_per_role_and_unit",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(ORGANIZATION_ROLES), unit=None)
                | (~models.Q(role__in=sorted(ORGANIZATION_ROLES)) & models.Q(unit__isnull=False)),
                name="invited_owners_and_admins_get_no_unit_and_the_others_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit or self.organization}"
