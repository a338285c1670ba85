"""A list of people to invite: the rows of a CSV text, each with what is wrong with it."""

import csv
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from orgs.models import Invitation, Member, Organization, Unit
from orgs.permissions import Role
from orgs.refusals import NotNowError
from orgs.units.tree import tree

from .actions import GrantOffer
from .addresses import EMAIL
from .forms import misfit_of

COLUMNS = ("email", "role", "unit")
MOST_PEOPLE = 500
MOST_BYTES = 500_000


class UnreadableListError(NotNowError):
    """The text is no list of people."""

    field = "file"


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


def decode_file(file: File) -> str:  # type: ignore[type-arg]
    """Return the file's text; raise UnreadableListError where it is too large or not UTF-8."""
    if file.size > MOST_BYTES:
        raise UnreadableListError(too_many_sentence())
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableListError(
            _("The file is not in UTF-8. Save it as “CSV UTF-8” and choose it again.")
        ) from error


def too_many_sentence() -> str:
    """Return the sentence for a list that is too long."""
    return _("At most %s people at once. Divide the file.") % MOST_PEOPLE


def parse_invitations(text: str, *, by: Member) -> list[InvitationRow]:
    """Return the rows of the text as the member may invite them; raise UnreadableListError."""
    rows = _rows(text)
    emails = [row["email"].lower() for _number, row in rows]
    here = by.organization
    directory = Directory(by, units_by_words(here), _members(here, emails), _invited(here, emails))
    first: dict[str, int] = {}
    return [_line(number, row, directory, first) for number, row in rows]


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    if "\0" in text or len(text) > MOST_BYTES:
        raise UnreadableListError(
            too_many_sentence() if "\0" not in text else _("This is no CSV file.")
        )
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        table = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableListError(_("This is no CSV file.")) from error
    head = [name.strip().lower() for name in table[0]] if table else []
    if sorted(name for name in head if name in COLUMNS) != sorted(COLUMNS):
        raise UnreadableListError(_("The first row has to name the columns email, role and unit."))
    rows = [
        (number, {name: cell.strip() for name, cell in zip(head, cells, strict=False)})
        for number, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise UnreadableListError(_("There is nobody in the list."))
    if len(rows) > MOST_PEOPLE:
        raise UnreadableListError(too_many_sentence())
    return [(number, dict.fromkeys(COLUMNS, "") | row) for number, row in rows]


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


def _line(
    number: int, row: dict[str, str], directory: Directory, first: dict[str, int]
) -> InvitationRow:
    email = row["email"].lower()
    wrong = [_wrong_address(email, directory, first)]
    first.setdefault(email, number)
    role, wrong_role = _role(row["role"], directory.by)
    unit, wrong_unit = _unit(row["unit"], directory)
    wrong += [wrong_role, wrong_unit]
    if role and not wrong_unit:
        wrong.append(misfit_of(role, unit))
    problems = [sentence for sentence in wrong if sentence]
    offer = GrantOffer(role, unit) if role and not problems else None
    return InvitationRow(number, email, row["role"], row["unit"], offer, problems)


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
