"""A list of people to invite: the rows of a table, each with what is wrong with it."""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from orgs.models import Invitation, Member, Organization, Unit
from orgs.permissions import Role
from orgs.spreadsheets.columns import WantedColumns
from orgs.spreadsheets.limits import TableLimits
from orgs.spreadsheets.rows import SheetRow
from orgs.spreadsheets.table import FoundTable
from orgs.spreadsheets.uploads import TableRefusedError
from orgs.spreadsheets.wording import note_sentence
from orgs.units.tree import tree

from .actions import GrantOffer
from .addresses import EMAIL
from .forms import misfit_of

COLUMNS = ("email", "role", "unit")
MOST_PEOPLE = 500
WANTED = WantedColumns(known=frozenset(COLUMNS), needed=COLUMNS)
# More rows than are taken, so that too many people are told by that number, not by another.
LIMITS = TableLimits(most_bytes=2_000_000, most_rows=100_000, most_cells=500_000)


class WrittenRow(NamedTuple):
    """One row as it is written, with what its cells hold that is no text."""

    number: int
    email: str
    role: str
    unit: str
    wrong: list[str]


@dataclass(frozen=True)
class InvitationRow:
    """One row: its number as a spreadsheet counts, its text, and what it offers or is wrong."""

    number: int
    email: str
    role: str
    unit: str
    offer: GrantOffer | None
    wrong: list[str]


@dataclass(frozen=True)
class Directory:
    """What rows are compared with: units by name and by path, addresses that are there."""

    by: Member
    units: dict[str, list[Unit]]
    members: frozenset[str]
    invited: frozenset[str]


def too_many_sentence() -> str:
    """Return the sentence for a list that is too long."""
    return _("At most %s people at once. Divide the file.") % MOST_PEOPLE


def parse_invitations(table: FoundTable, *, by: Member) -> list[InvitationRow]:
    """Return the rows as the member may invite them; raise TableRefusedError."""
    rows = _rows(table)
    emails = [row.email.lower() for row in rows]
    here = by.organization
    directory = Directory(by, units_by_words(here), _members(here, emails), _invited(here, emails))
    first: dict[str, int] = {}
    return [_line(row, directory, first) for row in rows]


def _rows(table: FoundTable) -> list[WrittenRow]:
    names = [WANTED.name_of(cell) for cell in table.header.cells]
    if sorted(name for name in names if name) != sorted(COLUMNS):
        raise TableRefusedError(
            _("Row %s has to name the columns email, role and unit, each once.")
            % table.header.number
        )
    places = [names.index(name) for name in COLUMNS]
    filled = (row for row in table.rows() if any(row.cell(place) for place in places))
    rows = [_written(row, places) for row in islice(filled, MOST_PEOPLE + 1)]
    if not rows:
        raise TableRefusedError(_("There is nobody in the list."))
    if len(rows) > MOST_PEOPLE:
        raise TableRefusedError(too_many_sentence())
    return rows


def _written(row: SheetRow, places: list[int]) -> WrittenRow:
    email, role, unit = (row.cell(place) for place in places)
    sentences = (note_sentence(row, place) for place in places)
    return WrittenRow(row.number, email, role, unit, [text for text in sentences if text])


def units_by_words(organization: Organization) -> dict[str, list[Unit]]:
    """Return the units that are not archived by the words that may name them, in small letters.

    A unit is named by its name, its code or its path from the top, such as “group / platform”.
    """
    units: dict[str, list[Unit]] = {}
    path: list[str] = []
    for place in tree(organization):
        path[place.depth :] = [place.unit.name.casefold()]
        if place.unit.archived_at is None:
            for words in {path[-1], " / ".join(path), place.unit.code.casefold()} - {""}:
                units.setdefault(words, []).append(place.unit)
    return units


def _members(organization: Organization, emails: list[str]) -> frozenset[str]:
    rows = Member.objects.filter(organization=organization).annotate(email=Lower("user__email"))
    return frozenset(rows.filter(email__in=emails).values_list("email", flat=True))


def _invited(organization: Organization, emails: list[str]) -> frozenset[str]:
    rows = Invitation.objects.filter(organization=organization, accepted_at=None)
    return frozenset(rows.filter(email__in=emails).values_list("email", flat=True))


def _line(row: WrittenRow, directory: Directory, first: dict[str, int]) -> InvitationRow:
    email = row.email.lower()
    wrong = [*row.wrong, _wrong_address(email, directory, first)]
    first.setdefault(email, row.number)
    role, wrong_role = _role(row.role, directory.by)
    unit, wrong_unit = _unit(row.unit, directory)
    wrong += [wrong_role, wrong_unit]
    if role and not wrong_unit:
        wrong.append(misfit_of(role, unit))
    problems = [sentence for sentence in wrong if sentence]
    offer = GrantOffer(role, unit) if role and not problems else None
    return InvitationRow(row.number, email, row.role, row.unit, offer, problems)


def _wrong_address(email: str, directory: Directory, first: dict[str, int]) -> str:
    try:
        EMAIL.clean(email)
    except ValidationError:
        return _("This is not an email address.")
    if email in first:
        return _("The address is in row %s already.") % first[email]
    if email in directory.members:
        return _("This person is a member already.")
    return _("This person is invited already.") if email in directory.invited else ""


def _role(words: str, by: Member) -> tuple[Role | None, str]:
    for role in Role:
        if words.casefold() in {role.value, str(role.label).casefold()}:
            return (role, "") if by.can_give(role) else (None, _("You may not give this role."))
    return None, _("There is no such role.")


def _unit(words: str, directory: Directory) -> tuple[Unit | None, str]:
    if not words:
        return None, ""
    steps = " / ".join(step.strip() for step in words.casefold().split("/"))
    units = directory.units.get(words.casefold()) or directory.units.get(steps, [])
    if len(units) > 1:
        return None, _("Several units have this name. Write the path, such as “Group / Platform”.")
    return (units[0], "") if units else (None, _("There is no such unit."))
