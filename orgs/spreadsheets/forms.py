"""Forms of a file that people bring: the file, and how it is read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .outline import TableOutline
from .rows import SheetRow
from .uploads import SEPARATOR_NAMES, SentTable, table_from_post, text_for_page
from .wording import ENCODINGS, SEPARATORS

KINDS = ".csv,.tsv,.txt,.xlsx,.xlsm,.ods"
LONGEST_ROW_SHOWN = 80


class TableFileForm(forms.Form):
    """A file with a table; in its place, the content that a preview's page kept."""

    file = forms.FileField(
        label=gettext_lazy("CSV file or workbook (XLSX, ODS)"),
        allow_empty_file=True,
        max_length=255,
        required=False,
        widget=forms.FileInput(attrs={"required": True, "accept": KINDS}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the file; refuse a form without one."""
        chosen = super().clean() or self.cleaned_data
        if not chosen.get("file") and "content" not in self.data and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return chosen

    def sent(self, most_bytes: int) -> SentTable:
        """Return what was sent, a byte more than is allowed at most; raise TableRefusedError."""
        file = self.cleaned_data.get("file")
        # An empty file counts as false.
        return (
            SentTable(file.read(most_bytes + 1)) if file is not None else table_from_post(self.data)
        )


class ReadingForm(forms.Form):
    """How a file was read, to be chosen otherwise; its page keeps the content."""

    def __init__(self, table: TableOutline, content: bytes = b"") -> None:
        super().__init__()
        self.table = table
        if len(table.heads) > 1:
            sheets = [
                (head.name, _sheet_label(head.name, is_hidden=head.is_hidden))
                for head in table.heads
            ]
            self._choose("sheet", _("Sheet"), sheets, table.head.name)
            self._keep("rows_of", table.head.name)
        rows = [(str(row.number), _row_label(row)) for row in table.head.rows]
        self._choose("header_row", _("The columns are named in"), rows, str(table.header.number))
        if table.is_text:
            separators: list[tuple[str, Any]] = [
                (name, SEPARATORS[sign]) for name, sign in SEPARATOR_NAMES.items()
            ]
            named = {sign: name for name, sign in SEPARATOR_NAMES.items()}
            if table.separator not in named:
                separators.insert(0, ("", f"“{table.separator}”"))
            self._choose(
                "separator",
                _("Columns are separated by"),
                separators,
                named.get(table.separator, ""),
            )
        if table.is_guessed:
            self._choose("encoding", _("Letters are in"), list(ENCODINGS.items()), table.encoding)
        if content:
            self._keep("content", text_for_page(content))
            self._keep("shown", self.shown)

    @property
    def shown(self) -> str:
        """What was chosen or found, as one text: an import is applied only as it was shown."""
        table = self.table
        chosen = (table.head.name, str(table.header.number), table.separator, table.encoding)
        return "|".join(chosen)

    @property
    def encoding_shown(self) -> str:
        """What a guessed encoding is called."""
        return str(ENCODINGS[self.table.encoding])

    def _keep(self, name: str, value: str) -> None:
        self.fields[name] = forms.CharField(initial=value, widget=forms.HiddenInput)

    def _choose(self, name: str, label: str, choices: list[tuple[str, Any]], chosen: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=chosen, required=False
        )


def _sheet_label(name: str, *, is_hidden: bool) -> str:
    return _("%s (hidden)") % name if is_hidden else name


def _row_label(row: SheetRow) -> str:
    cells = " · ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
    return _("row %(number)s: %(cells)s") % {
        "number": row.number,
        "cells": cells[:LONGEST_ROW_SHOWN],
    }
