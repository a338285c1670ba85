"""A file that somebody sent, or that a preview kept in its page, with what was chosen about it."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orgs.refusals import NotNowError

from .columns import WantedColumns
from .limits import TableLimits, UnreadableTableError
from .outline import NO_CHOICE, ReadingChoice
from .table import FoundTable, opened_table
from .wording import unreadable_sentence

SEPARATOR_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
LONGEST_ROW_NUMBER = 7


class TableRefusedError(NotNowError):
    """The file is not taken; the text says why."""

    field = "file"


@dataclass(frozen=True)
class SentTable:
    """The content of a file, and what was chosen about reading it."""

    content: bytes
    choice: ReadingChoice = NO_CHOICE

    @contextmanager
    def opened(self, wanted: WantedColumns, limits: TableLimits) -> Iterator[FoundTable]:
        """Open the table; raise TableRefusedError, also for what its rows turn out to hold."""
        try:
            with opened_table(
                self.content, wanted=wanted, limits=limits, choice=self.choice
            ) as table:
                yield table
        except UnreadableTableError as error:
            raise TableRefusedError(unreadable_sentence(error)) from error


def table_from_post(post: Mapping[str, str]) -> SentTable:
    """Return the file that a preview's page kept; raise TableRefusedError."""
    try:
        content = base64.b64decode(post.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise TableRefusedError(_("The preview is lost. Choose the file again."))
    return SentTable(content, choice_from_post(post))


def choice_from_post(post: Mapping[str, str]) -> ReadingChoice:
    """Return what was chosen about reading a file; what makes no sense was not chosen."""
    sheet, number = post.get("sheet", ""), post.get("header_row", "")
    if post.get("rows_of", sheet) != sheet:
        number = ""  # the rows that were offered are another sheet's
    is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_ROW_NUMBER
    return ReadingChoice(
        encoding=post.get("encoding", ""),
        separator=SEPARATOR_NAMES.get(post.get("separator", ""), ""),
        sheet=sheet,
        header_row=int(number) if is_number else 0,
    )


def text_for_page(content: bytes) -> str:
    """Return the content as a preview's page keeps it."""
    return base64.b64encode(content).decode()
