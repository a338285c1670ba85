"""Forms about a row that somebody else may change: whoever comes second gets both texts.

The action refuses what was sent (409); the view reads the row again and lets the form `meet` it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Choices
from django.utils.translation import gettext as _

from orgs.web.shown_forms import FieldConflict


class SeenForm(forms.Form):
    """A form that carries, in hidden fields, which state of the row its reader saw."""

    def see(self, **seen: object) -> None:
        """Take the row as it is by now as seen, so that what is sent next replaces it."""
        hidden = {name: str(value) for name, value in seen.items()}
        self.data = {**self.data.dict(), **hidden}  # type: ignore[attr-defined]


class VersionedForm(SeenForm):
    """A form that carries the version of the row that was looked at; 0 where there was none."""

    seen_version = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    is_met = False
    meanwhile: tuple[FieldConflict, ...] = ()

    def meet(self, stored: Mapping[str, Any]) -> None:
        """Name what is stored otherwise by now, and take it as seen: what is sent next replaces it.

        `stored` are the initial values of a form about the row as it is. A form that saw them
        already stays as it is.
        """
        if self.cleaned_data["seen_version"] == stored["seen_version"]:
            return
        self.is_met, self.meanwhile = True, tuple(self._differences(stored))
        self.see(seen_version=stored["seen_version"])

    def label_of(self, name: str) -> str:
        """Return the field's name for a reader who does not see where it stands."""
        return str(self.fields[name].label)

    def _differences(self, stored: Mapping[str, Any]) -> list[FieldConflict]:
        names = [field.name for field in self.visible_fields()]
        pairs = [
            (name, _text(self._read(name, stored)), _text(self.cleaned_data.get(name)))
            for name in names
        ]
        return [
            FieldConflict(self.label_of(name), theirs, mine)
            for name, theirs, mine in pairs
            if theirs != mine
        ]

    def _read(self, name: str, stored: Mapping[str, Any]) -> Any:
        """Return what the field makes of a stored value, so that both are of one kind."""
        return self.fields[name].clean(stored.get(name))


def _text(value: Any) -> str:
    """Return a cleaned value as it is read beside another."""
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, Choices):
        return str(value.label)
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
