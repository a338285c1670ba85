"""Who belongs to an organization, and what a grant lets them do where."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import track_history
from orgs.permissions import GIVEN_WITH, ORGANIZATION_ROLES, Permission, Role, roles_with

from .organization import Organization
from .units import Unit
from .users import User


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


@track_history(leaving_out=["last_seen_at"])
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


@track_history()
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
                # A grant of the organization has no unit: without this it could be given twice.
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
