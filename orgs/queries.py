"""Reads of the orgs room."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Lower
from tree_queries.query import TreeQuerySet

from orgs import tenancy
from orgs.models import Invitation, Member, Organization, Unit, User


@dataclass(frozen=True)
class Place:
    """A unit at its place in the tree; `depth` counts from 0 at the top."""

    unit: Unit
    depth: int


def tree(organization: Organization) -> list[Place]:
    """Return the organization's units, parents before children, siblings by name."""
    units: QuerySet[Unit] = (
        TreeQuerySet(Unit)
        .with_tree_fields()
        .order_siblings_by("name")
        .tree_filter(organization=organization)
        .filter(organization=organization)
    )
    return [Place(unit=unit, depth=vars(unit)["tree_depth"]) for unit in units]


def people(organization: Organization) -> QuerySet[Member]:
    """Return the organization's members by name, with their grants."""
    return (
        Member.objects.filter(organization=organization)
        .select_related("user")
        .prefetch_related("grants__unit", "grants__organization")
        .order_by(Lower("user__name"), "pk")
    )


def open_invitations(organization: Organization) -> QuerySet[Invitation]:
    """Return the invitations that nobody has accepted yet, newest first."""
    return (
        Invitation.objects.filter(organization=organization, accepted_at=None)
        .select_related("unit")
        .order_by("-created_at", "-pk")
    )


def organizations_of(user: User) -> Sequence[Organization]:
    """Return the organizations that the person belongs to, by name."""
    with tenancy.scope(person=user.pk, organization=""):
        return list(
            Organization.objects.filter(members__user=user, members__deactivated_at=None).order_by(
                Lower("name"), "pk"
            )
        )
