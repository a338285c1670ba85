"""Forms about rows that somebody else may change: they carry what was shown, as a digest.

Whoever comes second is refused (409) and gets both states. A view reads what it replaces with
`gate.locked`, so that what the form compares with is what is replaced.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from orgs.refusals import REFUSED

from .last_change import LastChange, last_change

SHOWN = "shown"
LONGEST_DIGEST = 64
CHOICES = (forms.ChoiceField, forms.ModelChoiceField)


@dataclass(frozen=True)
class FieldConflict:
    """A field that says something else than what is stored by now."""

    label: str
    stored: str
    own: str


class ShownForm(forms.Form):
    """A form whose initial values are what is stored, carried as a digest in a hidden field.

    It is one about `row`, or with `is_kept` about several rows. A form without either adds a row:
    it carries nothing. What is sent without the digest is not compared. Equal values sent again
    are no conflict.
    """

    is_met = False
    meanwhile: tuple[FieldConflict, ...] = ()

    def __init__(
        self, *args: Any, row: models.Model | None = None, is_kept: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if is_kept or row is not None:
            self.fields[SHOWN] = forms.CharField(
                max_length=LONGEST_DIGEST, required=False, widget=forms.HiddenInput
            )

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Return the initial value; of the hidden field, the digest of all others.

        A form that was filled in anew for its reader is given the digest that they saw.
        """
        if field_name == SHOWN:
            return self.initial.get(SHOWN) or self._digest()
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        """Check the fields, then whether they were typed over what is stored."""
        super().full_clean()
        if not self.is_bound or SHOWN not in self.fields:
            return
        seen = self.cleaned_data.pop(SHOWN, "")
        if not seen or self.errors or seen == self._digest():
            return
        if differing := [name for name in self.fields if name != SHOWN and self._differs(name)]:
            self._meet(differing)

    @property
    def status(self) -> HTTPStatus:
        """With what status the form is shown where a plain mistake is answered with 200."""
        return HTTPStatus.CONFLICT if self.is_met else HTTPStatus.OK

    @property
    def changed(self) -> LastChange | None:
        """Who changed the row last, if it is one row and somebody did."""
        return last_change(self.row) if self.row and self.row.pk else None

    def _meet(self, differing: Iterable[str]) -> None:
        """Name what is stored otherwise by now and take it as seen: what comes next replaces it."""
        self.is_met = True
        self.meanwhile = tuple(
            FieldConflict(
                self.label_of(name),
                self.words_of(name, self.get_initial_for_field(self.fields[name], name)),
                self.words_of(name, self[name].data),
            )
            for name in differing
        )
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(SHOWN)] = self._digest()
        self.data = data
        sentence = _("This was changed since you opened the page. What you typed is below.")
        self.add_error(None, ValidationError(sentence, code=REFUSED))

    def label_of(self, name: str) -> str:
        """Return the field's name for a reader who does not see where it stands."""
        return str(self.fields[name].label or name)

    def words_of(self, name: str, value: Any) -> str:
        """Return a value of the field, stored or typed, as it is read beside another."""
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            rows = field.queryset.filter(  # type: ignore[union-attr]
                pk__in=_numbers(value or [])
            )
            return ", ".join(str(field.label_from_instance(row)) for row in rows)
        if isinstance(field, forms.ModelChoiceField):
            row = field.queryset.filter(  # type: ignore[union-attr]
                pk__in=_numbers([value])
            ).first()
            return str(field.label_from_instance(row)) if row else ""
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            labels = {str(key): str(label) for key, label in choices}
            return "" if _is_empty(value) else labels.get(str(value), str(value))
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else ""
        written = field.widget.format_value(field.prepare_value(value))
        return "" if written is None else str(written)

    def _differs(self, name: str) -> bool:
        """Return whether something else was typed than is stored."""
        field = self.fields[name]
        stored = self.get_initial_for_field(field, name)
        if not isinstance(field, CHOICES):
            stored = field.to_python(stored)  # a number that is stored as text is a number still
        return field.has_changed(stored, self[name].data)

    def _digest(self) -> str:
        """Return the digest of what is stored; what is empty counts as what is not there."""
        stored = {
            name: self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
            if name != SHOWN
        }
        written = {
            name: sorted(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in stored.items()
            if not _is_empty(value)
        }
        text = json.dumps(written, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:LONGEST_DIGEST]


def _is_empty(value: Any) -> bool:
    """Return whether nothing is said; 0 says something."""
    return value is None or value is False or value in ("", [])


def _numbers(values: Iterable[Any]) -> list[int]:
    written = [str(getattr(value, "pk", value)) for value in values]
    return [int(number) for number in written if number.isdecimal()]
