"""Names and addresses that an upgrade or an archive brought twice, for owners to give anew."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.audit.event_kinds import EventKind, kinds
from orgs.models import Member
from orgs.names.keys import NUMBERED, key_fields
from orgs.permissions import Permission
from orgs.work_list import WorkItem

# Stored as it was typed: another account has the spelling that it should have.
SPELLED_OTHERWISE = r"[^[:ascii:]]"
MOST_LISTED = 50


def waiting_for(member: Member) -> list[WorkItem]:
    """Return the names that are there twice, for whoever manages the organization."""
    if not member.can(Permission.MANAGE_ORGANIZATION):
        return []
    slug, by_key = member.organization.slug, kinds()
    first, *others = _doubled(member.organization_id)
    listed = first.union(*others, all=True).order_by("kind", "pk")[:MOST_LISTED]
    return [_work_item(by_key[kind], number, name, slug) for kind, number, name in listed]


def _doubled(organization_id: int) -> Iterator[QuerySet[Any, tuple[str, int, str]]]:
    """Yield the rows of each kind that has numbered keys, and members spelled otherwise."""
    for kind in kinds().values():
        if fields := key_fields(kind.model):
            numbered = reduce(or_, (Q(**{f"{key.name}__contains": NUMBERED}) for key in fields))
            # What its author alone sees is listed to nobody else.
            seen = Q(is_shared=True) if _may_be_private(kind.model) else Q()
            yield _named(kind, "name").filter(numbered & seen, organization=organization_id)
    spelled = Q(user__email__regex=SPELLED_OTHERWISE, organization=organization_id)
    yield _named(kinds()["member"], "user__email").filter(spelled)


def _named(kind: EventKind, name: str) -> QuerySet[Any, tuple[str, int, str]]:
    rows: QuerySet[Any] = QuerySet(kind.model)
    named: QuerySet[Any, tuple[str, int, str]] = rows.annotate(kind=Value(kind.key)).values_list(
        "kind", "pk", name
    )
    return named


def _may_be_private(model: type[Model]) -> bool:
    return any(field.name == "is_shared" for field in model._meta.local_fields)


def _work_item(kind: EventKind, number: int, name: str, slug: str) -> WorkItem:
    is_person = kind.model is Member
    return WorkItem(
        action=_("Look at it"),
        title=name,
        detail=(
            _("Another account has this email address in another spelling.")
            if is_person
            else _("%s: another one has the same name. Rename one of them.") % kind.label
        ),
        url=_page(kind, number, slug),
    )


def _page(kind: EventKind, number: int, slug: str) -> str:
    """Return the page of the row, or the history that tells of it where it has none."""
    if kind.page and kind.shown_by == "id":
        return reverse(kind.page, args=[slug, number])
    return reverse("orgs:history", args=[slug]) + f"?kind={kind.key}"
