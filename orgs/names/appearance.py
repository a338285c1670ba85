"""What a name has to look like: it shows something, and leaves the line around it as it is."""

from typing import Any
from unicodedata import category, normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .folding import visible

# Marks, embeddings, overrides and isolates: Unicode's property Bidi_Control.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\t\n\r")
TURNS_THE_LINE = _(
    "It contains an invisible sign that turns the direction of reading. Type it anew instead of "
    "pasting it."
)
SHOWS_NOTHING = _("It would be invisible. Type letters or digits.")
NO_TEXT = _("It contains a character that is not text. Type it instead of pasting it.")


def complaint_about_name(text: str) -> str | Promise:
    """Return the sentence about a name that cannot be used; empty for one that can.

    An empty one is somebody else's to judge.
    """
    if any(letter in TURNING for letter in text):
        return TURNS_THE_LINE
    if any(_is_no_text(letter) for letter in text):
        return NO_TEXT
    if text.strip() and not any(_has_shape(letter) for letter in visible(text)):
        return SHOWS_NOTHING
    return ""


def validate_name(text: str) -> None:
    """Raise ValidationError for a name that shows nothing or turns the line."""
    if complaint := complaint_about_name(text):
        raise ValidationError(str(complaint))


class NameField(forms.CharField):
    """A name that people read; its letters are stored composed, as most systems write them."""

    default_validators = [*forms.CharField.default_validators, validate_name]

    def to_python(self, value: Any) -> Any:
        """Return the name composed."""
        text = super().to_python(value)
        return normalize("NFC", text) if isinstance(text, str) else text


def _is_no_text(letter: str) -> bool:
    kind = category(letter)
    return kind == "Cs" or (kind == "Cc" and letter not in LINE_BREAKS)


def _has_shape(letter: str) -> bool:
    # Marks alone have nothing to stand on; what Unicode does not know yet may well show something.
    return category(letter)[0] in "LNPS" or category(letter) in {"Co", "Cn"}
