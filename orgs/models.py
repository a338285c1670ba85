"""Who: people, organizations, their units, and what a grant lets a person do where."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey

from orgs.history.tracking import tracked
from orgs.permissions import ORGANIZATION_ROLES, Permission, Role, roles_with


class UserManager(BaseUserManager["User"]):
    """Makes people; allauth and the commands call it."""

    def create_user(self, email: str, password: str | None = None, name: str = "") -> "User":
        """Return a new person; without a password they can sign in by reset only."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with that e-mail address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. People stand outside organizations; a member is a person in one."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name or self.email


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


_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM orgs_unit WHERE id = ANY(%s)
    UNION SELECT unit.id FROM orgs_unit unit JOIN below ON unit.parent_id = below.id
) SELECT id FROM below"""


@tracked()
class Unit(models.Model):
    """A business unit: a node of the organization's tree."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="units")
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    archived_at = models.DateTimeField(null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    """People in an organization."""

    def active(self) -> Self:
        """Members who have not been deactivated."""
        return self.filter(deactivated_at=None, user__is_active=True)

    def on_duty_at(self, unit: Unit) -> Self:
        """Members with a contributor or facilitator grant on exactly that unit."""
        duty = Grant.objects.filter(
            unit=unit, role__in=[Role.CONTRIBUTOR, Role.FACILITATOR], member=models.OuterRef("pk")
        )
        return self.active().filter(models.Exists(duty))


@dataclass(frozen=True)
class Holding:
    """What one grant gives: a role, on a unit and all below it (None: in the organization)."""

    role: Role
    unit_id: int | None


@tracked()
class Member(models.Model):
    """A person in an organization."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(auto_now_add=True)
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

    def can_give(self, role: Role) -> bool:
        """Return whether the member may make somebody else hold the role."""
        owning = role == Role.OWNER
        return self.can(Permission.MANAGE_ORGANIZATION if owning else Permission.MANAGE_PEOPLE)

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
    """An offer to one e-mail address to join with one grant; its token is stored hashed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, models.CASCADE, verbose_name=_("unit"), null=True, blank=True, related_name="+"
    )
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
                "role",
                "unit",
                condition=models.Q(accepted_at=None),
                nulls_distinct=False,
                name="one_open_invitation_per_address_and_grant",
            )
        ]

    def __str__(self) -> str:
        return self.email


class Mail(models.Model):
    """A mail on its way: written in the request, sent by the worker, emptied once it is sent."""

    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    queued_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=250, blank=True)

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"
