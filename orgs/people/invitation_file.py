"""A list of people to invite: the rows of a CSV text, each with what is wrong with it."""

import csv
from io import StringIO

from django.core.files import File
from django.utils.translation import gettext as _

from orgs.models import Member
from orgs.refusals import NotNowError

from .invitation_list import InvitationRow, WrittenRow, judge_rows

COLUMNS = ("email", "role", "unit")
MOST_PEOPLE = 500
MOST_BYTES = 500_000


class UnreadableListError(NotNowError):
    """The text is no list of people."""

    field = "file"


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
    rows = [
        WrittenRow(number, row["email"], row["role"], row["unit"], [])
        for number, row in _rows(text)
    ]
    return judge_rows(rows, by=by)


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
