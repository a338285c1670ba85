"""A list of people to invite: the rows of a table, each with what is wrong with it."""

from itertools import islice

from django.utils.translation import gettext as _

from orgs.models import Member
from orgs.spreadsheets.columns import WantedColumns
from orgs.spreadsheets.limits import TableLimits
from orgs.spreadsheets.rows import SheetRow
from orgs.spreadsheets.table import FoundTable
from orgs.spreadsheets.uploads import TableRefusedError
from orgs.spreadsheets.wording import note_sentence

from .invitation_list import InvitationRow, WrittenRow, judge_rows

COLUMNS = ("email", "role", "unit")
MOST_PEOPLE = 500
WANTED = WantedColumns(known=frozenset(COLUMNS), needed=COLUMNS)
# More rows than are taken, so that too many people are told by that number, not by another.
LIMITS = TableLimits(most_bytes=2_000_000, most_rows=100_000, most_cells=500_000)


def too_many_sentence() -> str:
    """Return the sentence for a list that is too long."""
    return _("At most %s people at once. Divide the file.") % MOST_PEOPLE


def parse_invitations(table: FoundTable, *, by: Member) -> list[InvitationRow]:
    """Return the rows as the member may invite them; raise TableRefusedError."""
    return judge_rows(_rows(table), by=by)


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
