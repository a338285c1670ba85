"""An organization's sign-on: its provider, what claims give, its domains, and who came by it."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.permissions import ORGANIZATION_ROLES, Role

LONGEST_ADDRESS = 300
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2
LONGEST_VALUE = 200


@track_history(leaving_out=["sealed_secret"])
class SignOn(models.Model):
    """An OpenID Connect provider by which an organization's people sign on.

    The secret is sealed and stands in no history, archive or page; that it changed is told by
    `secret_set_at`. Without one (after an import) nobody signs on.
    """

    organization = models.OneToOneField("orgs.Organization", models.CASCADE, related_name="+")
    issuer = models.CharField(_("address of the provider"), max_length=LONGEST_ADDRESS)
    client_id = models.CharField(_("client ID"), max_length=255)
    sealed_secret = models.TextField(blank=True, default="")
    secret_set_at = models.DateTimeField(_("client secret set"), null=True, blank=True)
    role_claim = models.CharField(_("claim with roles"), max_length=100, blank=True, default="")

    def __str__(self) -> str:
        return self.issuer

    @property
    def is_complete(self) -> bool:
        """Whether people can sign on by it."""
        return bool(self.sealed_secret)


@track_history()
class SignOnRole(models.Model):
    """A role that a value of the claim gives to people who came by sign-on."""

    organization = models.ForeignKey("orgs.Organization", models.CASCADE, related_name="+")
    value = models.CharField(_("value of the claim"), max_length=LONGEST_VALUE)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "orgs.Unit",
        models.CASCADE,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "value", "role", "unit"],
                name="one_sign_on_role_per_value_role_and_unit",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(ORGANIZATION_ROLES), unit=None)
                | (~models.Q(role__in=sorted(ORGANIZATION_ROLES)) & models.Q(unit__isnull=False)),
                name="signed_on_owners_and_admins_get_no_unit_and_the_others_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} · {self.get_role_display()}"


@track_history(leaving_out=["last_used_at"])
class SignOnIdentity(models.Model):
    """Who a member is at a provider: its subject there, and nothing else that it asserts."""

    organization = models.ForeignKey("orgs.Organization", models.CASCADE, related_name="+")
    member = models.ForeignKey("orgs.Member", models.CASCADE, related_name="sign_on_identities")
    issuer = models.CharField(_("provider"), max_length=LONGEST_ADDRESS)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    came_by_sign_on = models.BooleanField(_("came by sign-on"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "issuer", "subject"],
                name="one_member_per_provider_and_subject",
            ),
            models.UniqueConstraint(
                fields=["member", "issuer"], name="one_subject_per_member_and_provider"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} @ {self.issuer}"


@track_history()
class SignOnDomain(models.Model):
    """An email domain that the installation's operator gave to an organization."""

    organization = models.ForeignKey("orgs.Organization", models.CASCADE, related_name="+")
    domain = models.CharField(_("domain"), max_length=253, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain=Lower("domain")),
                name="a_sign_on_domain_is_in_small_letters",
            )
        ]

    def __str__(self) -> str:
        return self.domain
