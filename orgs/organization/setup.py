"""The set-up of an empty installation: owner, organization, first units, first people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from django.utils.translation import gettext as _

from orgs.models import Invitation, Member, Unit, User
from orgs.people.actions import GrantOffer, invitation_link, invite, register
from orgs.permissions import Role
from orgs.refusals import NotNowError
from orgs.units.actions import add
from orgs.units.tree import Place, tree

from . import actions

# One number for pg_advisory_xact_lock, so that two set-ups at once make one organization.
SET_UP_LOCK = 4_790_001


class AlreadySetUpError(NotNowError):
    """Somebody was faster."""


@dataclass(frozen=True)
class SetUpResult:
    """What a set-up made; `invitations` pairs each invited address with its link."""

    owner: Member
    places: list[Place]
    invitations: list[tuple[Invitation, str]]


def is_open() -> bool:
    """Return whether the installation has nobody yet."""
    return not User.objects.exists()


@transaction.atomic
def set_up(  # noqa: PLR0913 - one argument a field of the page
    *,
    name: str,
    email: str,
    password: str,
    organization: str,
    units: list[tuple[int, str]],
    people: list[str],
    at: datetime,
) -> SetUpResult:
    """Create owner, organization, first units and invitations; raise AlreadySetUpError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SET_UP_LOCK])
    # Asked under the lock: whoever waited for it finds the person whom the other one made.
    if not is_open():
        raise AlreadySetUpError(_("Groundwork is set up already. Sign in instead."))
    user = register(email=email, name=name, password=password)
    owner = actions.found(name=organization, slug=slugify(organization)[:60], owner=user)
    planted = add_units(owner=owner, rows=units)
    invited = [
        invite(by=owner, email=address, offer=GrantOffer(Role.CONTRIBUTOR, planted[0]), at=at)
        for address in people
    ]
    prefetch_related_objects(invited, "grants__unit")
    places = tree(owner.organization)
    return SetUpResult(
        owner=owner, places=places, invitations=[(row, invitation_link(row)) for row in invited]
    )


def add_units(*, owner: Member, rows: list[tuple[int, str]]) -> list[Unit]:
    """Return the units of an indented list, each below the nearest shallower line above it."""
    path: list[Unit] = []
    planted: list[Unit] = []
    for depth, name in rows:
        parent = path[depth - 1] if depth else None
        unit = add(organization=owner.organization, name=name, parent=parent)
        path[depth:] = [unit]
        planted.append(unit)
    return planted
