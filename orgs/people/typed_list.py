"""A list of people as one types it, or pastes it from a spreadsheet: address, unit, role; pure."""

import csv
import re
from collections.abc import Iterator, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from orgs.names.email_addresses import words_of_addresses
from orgs.names.folding import fold
from orgs.permissions import Role

from .invitation_list import InvitationRow, WrittenRow

MOST_PEOPLE = 500
MOST_COMPLAINTS = 5
SEPARATORS = ("\t", ";", ",")
HEADER = frozenset({"email", "e-mail", "email address", "address"})
ADDRESS = re.compile(r"[^\s,;<>]+@[^\s,;<>]+[>\"')]*")


def written_rows(text: str) -> list[WrittenRow]:
    """Return a row for each person of each line; a unit or a role that is left out is empty.

    A line is an address, then what unit the person answers for and, where it is another than
    contributor, the role: with a comma, a semicolon or a tab between. Several addresses of one
    line share its unit.
    """
    return [row for number, line in _lines(text) for row in _rows(number, line)]


def complaints(rows: Sequence[InvitationRow]) -> str:
    """Return what is wrong with the first lines that are wrong; empty where none is."""
    wrong = [row for row in rows if row.wrong]
    said = [
        _("Line %(number)s (%(says)s): %(complaint)s")
        % {
            "number": row.number,
            "says": Truncator(row.email).chars(60),
            "complaint": " ".join(row.wrong),
        }
        for row in wrong[:MOST_COMPLAINTS]
    ]
    return " ".join(said)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def _rows(number: int, line: str) -> Iterator[WrittenRow]:
    addresses, cells = _divided(line)
    if not addresses and cells and fold(cells[0]) in HEADER:
        return
    unit, role, *_rest = [*cells, "", ""] if addresses else ["", "", ""]
    for address in addresses or [line.strip()]:
        yield WrittenRow(number, address, role or Role.CONTRIBUTOR.value, unit, [])


def _divided(line: str) -> tuple[list[str], list[str]]:
    """Return the addresses of a line, and the cells behind the last of them."""
    found = list(ADDRESS.finditer(line))
    end = found[-1].end() if found else 0
    behind = line[end:].strip(" ")
    separator = behind[:1] if behind[:1] in SEPARATORS else _first_separator(behind)
    read = csv.reader([behind.removeprefix(separator)], delimiter=separator, skipinitialspace=True)
    return words_of_addresses(line[:end]), [cell.strip() for cell in next(read, [])]


def _first_separator(text: str) -> str:
    return next((sign for sign in SEPARATORS if sign in text), ",")
