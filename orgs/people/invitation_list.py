"""What the rows of a list of people mean: whom to invite, who gets a role, what is there already.

A list may be brought again: what it says and is so already is passed over. Of one person there may
be several rows, each with a role.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from orgs.models import Grant, Invitation, InvitedGrant, Member, Organization, Unit
from orgs.names.email_addresses import words_of_addresses
from orgs.names.folding import BETWEEN, fold, fold_path
from orgs.permissions import ORGANIZATION_ROLES, Role
from orgs.units.tree import tree

from .actions import GrantOffer
from .addresses import EMAIL
from .forms import misfit_of

Roles = frozenset[tuple[str, int | None]]


class WrittenRow(NamedTuple):
    """One row as it is written, with what its cells hold that is no text."""

    number: int
    email: str
    role: str
    unit: str
    wrong: list[str]


class RowOutcome(StrEnum):
    """What becomes of a row."""

    INVITED = "invited"
    ADDED = "added"
    GIVEN = "given"
    PASSED_OVER = "passed_over"
    REFUSED = "refused"


@dataclass(frozen=True)
class InvitationRow:
    """One row: its number as a spreadsheet counts, its text, and what it offers or is wrong.

    `outcome` is what becomes of it and `says` the sentence; `member` is who gets a role at once.
    """

    number: int
    email: str
    role: str
    unit: str
    offer: GrantOffer | None
    wrong: list[str]
    outcome: RowOutcome = RowOutcome.REFUSED
    says: str = ""
    member: Member | None = None


@dataclass(frozen=True)
class Directory:
    """What rows are compared with: units by words, members and open invitations by address.

    `usual_unit` is the unit of those who name none, where there is such a unit.
    """

    by: Member
    units: dict[str, list[Unit]]
    members: dict[str, Member]
    invited: dict[str, Roles]
    usual_unit: Unit | None = None


def judge_rows(
    rows: Sequence[WrittenRow], *, by: Member, usual_unit: Unit | None = None
) -> list[InvitationRow]:
    """Return the rows as the member may carry them out."""
    here = by.organization
    read = [(row, words_of_addresses(row.email)) for row in rows]
    emails = {word for _row, words in read for word in words}
    directory = Directory(
        by, units_by_words(here), _members(here, emails), _invited(here, emails), usual_unit
    )
    first: dict[tuple[str, str, int | None], int] = {}
    return [_judged(row, words, directory, first) for row, words in read]


def units_by_words(organization: Organization) -> dict[str, list[Unit]]:
    """Return the units that are not archived by the words that may name them, folded.

    A unit is named by its name, its code or its path from the top, such as “group > platform”.
    """
    units: dict[str, list[Unit]] = {}
    path: list[str] = []
    for place in tree(organization):
        path[place.depth :] = [place.unit.name]
        if place.unit.archived_at is None:
            whole = BETWEEN.join(path)
            named = {fold(path[-1]), fold(whole), fold(place.unit.code)}
            for words in (named | {_loosened(whole)}) - {""}:
                units.setdefault(words, []).append(place.unit)
    return units


def _loosened(path: str) -> str:
    """Return the path as it is found when nothing is called just so."""
    return f"\n{fold_path(path)}"


def _members(organization: Organization, emails: Iterable[str]) -> dict[str, Member]:
    grants: QuerySet[Grant] = Grant.objects.order_by("pk")
    rows = Member.objects.filter(organization=organization, user__email__in=emails)
    rows = rows.select_related("user").prefetch_related(Prefetch("grants", grants))
    return {row.user.email: row for row in rows}


def _invited(organization: Organization, emails: Iterable[str]) -> dict[str, Roles]:
    grants: QuerySet[InvitedGrant] = InvitedGrant.objects.order_by("pk")
    rows = Invitation.objects.filter(organization=organization, accepted_at=None, email__in=emails)
    return {
        row.email: frozenset((grant.role, grant.unit_id) for grant in row.grants.all())
        for row in rows.prefetch_related(Prefetch("grants", grants))
    }


def _judged(
    row: WrittenRow,
    words: list[str],
    directory: Directory,
    first: dict[tuple[str, str, int | None], int],
) -> InvitationRow:
    role, wrong_role = _role(row.role, directory.by)
    unit, wrong_unit = _unit(row.unit, directory)
    if not row.unit and role not in ORGANIZATION_ROLES:
        unit = directory.usual_unit
    wrong = [*row.wrong, _wrong_address(words), wrong_role, wrong_unit]
    if role and not wrong_unit:
        wrong.append(misfit_of(role, unit))
    problems = [sentence for sentence in wrong if sentence]
    email = words[0] if len(words) == 1 else row.email
    if problems or not role:
        return InvitationRow(row.number, email, row.role, row.unit, None, problems)
    offer = GrantOffer(role, unit)
    earlier = first.setdefault((email, *_key(offer)), row.number)
    member = directory.members.get(email)
    outcome, says = _outcome(row, email, offer, directory, earlier)
    return InvitationRow(row.number, email, row.role, row.unit, offer, [], outcome, says, member)


def _outcome(
    row: WrittenRow, email: str, offer: GrantOffer, directory: Directory, earlier: int
) -> tuple[RowOutcome, str]:
    """Return what becomes of a row that is right, in a sentence."""
    member, invited = directory.members.get(email), directory.invited.get(email)
    if earlier != row.number:
        return RowOutcome.PASSED_OVER, _("is skipped: row %s says the same") % earlier
    if member:
        return _outcome_of_member(member, offer, directory.by)
    if invited is None:
        return RowOutcome.INVITED, _("is invited")
    if _key(offer) in invited:
        return RowOutcome.PASSED_OVER, _("is skipped: invited to this role already")
    return RowOutcome.ADDED, _("is invited already and is offered this role too")


def _outcome_of_member(member: Member, offer: GrantOffer, by: Member) -> tuple[RowOutcome, str]:
    if member.deactivated_at:
        return RowOutcome.PASSED_OVER, _("is skipped: this person's membership has ended")
    if _key(offer) in {(grant.role, grant.unit_id) for grant in member.grants.all()}:
        return RowOutcome.PASSED_OVER, _("is skipped: has this role already")
    if not by.can_change(member):
        return RowOutcome.PASSED_OVER, _("is skipped: only an owner changes an owner")
    return RowOutcome.GIVEN, _("is a member already and gets the role")


def _key(offer: GrantOffer) -> tuple[str, int | None]:
    return (offer.role.value, offer.unit.pk if offer.unit else None)


def _wrong_address(words: list[str]) -> str:
    if len(words) > 1:
        return _("Write one address in a row.")
    try:
        EMAIL.clean(words[0] if words else "")
    except ValidationError:
        return _("This is not an email address.")
    return ""


def _role(words: str, by: Member) -> tuple[Role | None, str]:
    for role in Role:
        if fold(words) in {role.value, fold(str(role.label))}:
            return (role, "") if by.can_give(role) else (None, _("You may not give this role."))
    return None, _("There is no such role.")


def _unit(words: str, directory: Directory) -> tuple[Unit | None, str]:
    if not words:
        return None, ""
    units = directory.units.get(fold(words)) or directory.units.get(_loosened(words), [])
    if len(units) > 1:
        return None, _("Several units have this name. Write the path, such as “Group > Platform”.")
    return (units[0], "") if units else (None, _("There is no such unit."))
