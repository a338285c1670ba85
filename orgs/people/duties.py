"""Who has to answer where: by a contributor or facilitator grant on exactly that unit."""

from collections.abc import Iterable

from django.db.models import QuerySet

from orgs.models import Grant, Member
from orgs.permissions import Role

DUTIES = (Role.CONTRIBUTOR, Role.FACILITATOR)


def duties(units: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants that make active members answer for these units, in a stable order."""
    active = Member.objects.active()
    return Grant.objects.filter(unit__in=list(units), role__in=DUTIES, member__in=active).order_by(
        "unit", "member", "pk"
    )
