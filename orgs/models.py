"""Who: people, organizations, their units, and what a grant lets a person do where."""

from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey

from orgs import time_zones
from orgs.exporting.models import Export  # noqa: F401 - Django finds the room's models here
from orgs.history.tracking import tracked
from orgs.permissions import GIVEN_WITH, ORGANIZATION_ROLES, Permission, Role, roles_with
from orgs.sign_on import models as sign_on_models  # noqa: F401 - its tables are this room's


class UserManager(BaseUserManager["User"]):
    """Makes people; allauth and the commands call it."""

    def create_user(self, email: str, password: str | None = None, name: str = "") -> "User":
        """Return a new person; without a password they can sign in by reset only."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with that email address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. People stand outside organizations; a member is a person in one."""

    email = models.EmailField(_("email address"), max_length=254)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    wants_reminders = models.BooleanField(default=True, db_default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def zone(self) -> tzinfo:
        """The zone in which this person reads times."""
        return time_zones.zone(self.time_zone)


@tracked(
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
        _("members come by sign-on only"), default=False, db_default=False
    )

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    """Business units, reached by grant."""

    def permitted(self, member: "Member", permission: Permission) -> Self:
        """Units on which the member holds the permission, by a grant there or above."""
        roots = member.roots(permission)
        if roots is None:
            return self.filter(organization_id=member.organization_id)
        below = models.expressions.RawSQL(_BELOW, [sorted(roots)])
        return self.filter(organization_id=member.organization_id, pk__in=below)

    def visible_to(self, member: "Member") -> Self:
        """Units whose results the member may see."""
        return self.permitted(member, Permission.SEE_RESULTS)

    def active(self) -> Self:
        """Units that are not archived."""
        return self.filter(archived_at=None)

    def within(self, unit: "Unit") -> Self:
        """The unit and all below it."""
        return self.filter(pk__in=models.expressions.RawSQL(_BELOW, [[unit.pk]]))


_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM orgs_unit WHERE id = ANY(%s)
    UNION SELECT unit.id FROM orgs_unit unit JOIN below ON unit.parent_id = below.id
) SELECT id FROM below"""


@tracked()
class Unit(models.Model):
    """A business unit: a node of the organization's tree.

    `weight` counts in a roll-up; `tags` are its constraints, as `orgs.unit_tags` normalises them.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="units")
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    code = models.CharField(_("code"), max_length=20, blank=True, default="")
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=3, default=1)
    tags = models.JSONField(_("constraints"), default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization",
                "parent",
                Lower("name"),
                name="one_unit_of_a_name_under_a_parent",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="a_unit_is_not_its_own_parent"
            ),
            models.UniqueConstraint(
                "organization",
                Lower("code"),
                condition=~models.Q(code=""),
                name="one_unit_of_a_code",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=1000),
                name="a_units_weight_is_from_0_to_1000",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(archived_at__isnull=False),
                name="a_merged_unit_is_archived",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    """People in an organization."""

    def active(self) -> Self:
        """Members who have not been deactivated."""
        return self.filter(deactivated_at=None, user__is_active=True)

    def owners(self) -> Self:
        """Active members who own their organization."""
        owning = Grant.objects.filter(role=Role.OWNER, member=models.OuterRef("pk"))
        return self.active().filter(models.Exists(owning))


@dataclass(frozen=True)
class Holding:
    """What one grant gives: a role, on a unit and all below it (None: in the organization)."""

    role: Role
    unit_id: int | None


@tracked(leaving_out=["last_seen_at"])
class Member(models.Model):
    """A person in an organization."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(db_default=Now())
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"], name="one_member_per_person_and_organization"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """What the member's grants give. The gate reads them with the member, else this does."""
        return tuple(Holding(Role(grant.role), grant.unit_id) for grant in self.grants.all())

    def can(self, permission: Permission) -> bool:
        """Return whether any of the member's grants gives the permission."""
        return any(holding.role in roles_with(permission) for holding in self.holdings)

    @property
    def manages_organization(self) -> bool:
        """Whether the member may change what holds for the whole organization."""
        return self.can(Permission.MANAGE_ORGANIZATION)

    def can_give(self, role: Role) -> bool:
        """Return whether the member may make somebody else hold the role."""
        return self.can(GIVEN_WITH[role])

    def can_change(self, other: "Member") -> bool:
        """Return whether the member may change the other's grants and membership."""
        return self.can(Permission.MANAGE_PEOPLE) and all(
            self.can_give(holding.role) for holding in other.holdings
        )

    def roots(self, permission: Permission) -> frozenset[int] | None:
        """Return the units whose subtrees the permission covers; None: the whole organization."""
        units = {row.unit_id for row in self.holdings if row.role in roles_with(permission)}
        return None if None in units else frozenset(unit for unit in units if unit)


@tracked()
class Grant(models.Model):
    """A role that a member holds on a unit and all below it, or on the whole organization."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.CASCADE, verbose_name=_("unit"), null=True, blank=True, related_name="grants"
    )
    by_sign_on = models.BooleanField(_("given by sign-on"), default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "role", "unit"],
                name="one_grant_per_role_and_unit",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(ORGANIZATION_ROLES), unit=None)
                | (~models.Q(role__in=sorted(ORGANIZATION_ROLES)) & models.Q(unit__isnull=False)),
                name="owners_and_admins_hold_no_unit_and_the_others_hold_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit or self.organization}"


@tracked(leaving_out=["nonce", "token_hash"])
class Invitation(models.Model):
    """An offer to one email address to join with some grants; its token is stored hashed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    email = models.EmailField(_("email address"), max_length=254)
    invited_by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=43)
    token_hash = models.CharField(max_length=64, unique=True)
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
            )
        ]

    def __str__(self) -> str:
        return self.email


@tracked()
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


class Mail(models.Model):
    """A mail on its way: written in the request, sent by the worker, emptied once it is sent.

    An account's mails have no organization. `next_try_at` is when a worker may take it; taking it
    moves that on and counts an attempt, whose number is the worker's right to say how it ended.
    """

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    html = models.TextField(blank=True, default="")
    queued_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None),
                name="a_mail_is_sent_or_failed_not_both",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at=None, failed_at=None),
                name="mails_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"
