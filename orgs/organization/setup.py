"""The set-up of an empty installation: owner, organization, first units, first people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from orgs.models import Invitation, Member, Unit, User
from orgs.people.actions import invitation_link, register
from orgs.people.invitation_list import WrittenRow, judge_rows
from orgs.people.invitation_queries import find_invitations
from orgs.people.list_actions import carry_out
from orgs.people.queries import PeopleFilter
from orgs.people.typed_list import complaints
from orgs.refusals import NotNowError
from orgs.units.actions import add
from orgs.units.tree import Place, tree

from . import actions

# One number for pg_advisory_xact_lock, so that two set-ups at once make one organization.
SET_UP_LOCK = 4_790_001


class AlreadySetUpError(NotNowError):
    """Somebody was faster."""


class PeopleRefusedError(NotNowError):
    """A line of the first people cannot be followed."""

    field = "people"


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
    people: list[WrittenRow],
    at: datetime,
) -> SetUpResult:
    """Create owner, organization, first units and invitations.

    Who names no unit answers for the first. Raises AlreadySetUpError and PeopleRefusedError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SET_UP_LOCK])
    # Asked under the lock: whoever waited for it finds the person whom the other one made.
    if not is_open():
        raise AlreadySetUpError(_("Groundwork is set up already. Sign in instead."))
    user = register(email=email, name=name, password=password)
    owner = actions.found(name=organization, slug=slugify(organization)[:60], owner=user)
    planted = add_units(owner=owner, rows=units)
    if people:
        _invite(by=owner, rows=people, usual_unit=planted[0], at=at)
    invited = list(find_invitations(owner.organization, PeopleFilter()).order_by("pk"))
    return SetUpResult(
        owner=owner,
        places=tree(owner.organization),
        invitations=[(row, invitation_link(row)) for row in invited],
    )


def _invite(*, by: Member, rows: list[WrittenRow], usual_unit: Unit, at: datetime) -> None:
    judged = judge_rows(rows, by=by, usual_unit=usual_unit)
    if complaint := complaints(judged):
        raise PeopleRefusedError(complaint)
    carry_out(by=by, rows=judged, at=at)


def add_units(*, owner: Member, rows: list[tuple[int, str]]) -> list[Unit]:
    """Return the units of an indented list, each below the nearest shallower line above it.

    They keep the order of the list.
    """
    path: list[Unit] = []
    planted: list[Unit] = []
    for position, (depth, name) in enumerate(rows, start=1):
        parent = path[depth - 1] if depth else None
        unit = add(organization=owner.organization, name=name, parent=parent, position=position)
        path[depth:] = [unit]
        planted.append(unit)
    return planted
