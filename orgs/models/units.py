"""The tree of business units."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from tree_queries.fields import TreeNodeForeignKey

from orgs.database.event_tables import track_history
from orgs.names.keys import KeyedQuerySet, KeyField
from orgs.permissions import Permission

from .organization import Organization

if TYPE_CHECKING:
    from .members import Member


class UnitQuerySet(KeyedQuerySet["Unit"]):
    """Business units, reached by grant."""

    def permitted(self, member: "Member", permission: Permission) -> Self:
        """Units on which the member holds the permission, by a grant there or above."""
        roots = member.roots(permission)
        if roots is None:
            return self.filter(organization_id=member.organization_id)
        return self._below(roots).filter(organization_id=member.organization_id)

    def visible_to(self, member: "Member") -> Self:
        """Units whose results the member may see."""
        return self.permitted(member, Permission.SEE_RESULTS)

    def active(self) -> Self:
        """Units that are not archived."""
        return self.filter(archived_at=None)

    def within(self, unit: "Unit") -> Self:
        """The unit and all below it."""
        return self._below([unit.pk])

    def _below(self, roots: Iterable[int]) -> Self:
        """Let the database walk down the tree; `orgs.units.descent` does so over units read."""
        return self.filter(pk__in=models.expressions.RawSQL(_BELOW, [sorted(roots)]))


# Siblings as they were listed, then by name.
IN_ORDER = ("position", Lower("name"), "pk")

# UNION and not UNION ALL: of two roots one may lie below the other, and no circle could go on.
_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM orgs_unit WHERE id = ANY(%s)
    UNION SELECT unit.id FROM orgs_unit unit JOIN below ON unit.parent_id = below.id
) SELECT id FROM below"""


@track_history()
class Unit(models.Model):
    """A business unit: a node of the organization's tree.

    `weight` counts in a roll-up; `tags` are its constraints, as `orgs.units.tags` normalises them.
    `position` is its place among its siblings where somebody listed them; those at 0 go by name.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="units")
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(source="name")
    code = models.CharField(_("code"), max_length=20, blank=True, default="")
    code_key = KeyField(source="code")
    position = models.PositiveIntegerField(default=0, db_default=0)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=3, default=1)
    tags = models.JSONField(_("constraints"), default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "parent", "name_key"],
                name="one_unit_of_a_name_under_a_parent",
                # At the top there is no parent, and PostgreSQL takes no NULL for another one.
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="a_unit_is_not_its_own_parent"
            ),
            models.UniqueConstraint(
                fields=["organization", "code_key"],
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
