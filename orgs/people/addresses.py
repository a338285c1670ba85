"""Email addresses as people type or paste them, several at once."""

import re

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

MOST_INVITED_AT_ONCE = 200
EMAIL = forms.EmailField(max_length=254)


def addresses(text: str) -> list[str]:
    """Return the email addresses in the text, lower case, each once; refuse one that is none."""
    typed = list(dict.fromkeys(word.lower() for word in re.split(r"[\s,;]+", text) if word))
    if len(typed) > MOST_INVITED_AT_ONCE:
        raise forms.ValidationError(_("At most %s addresses at once.") % MOST_INVITED_AT_ONCE)
    for address in typed:
        try:
            EMAIL.clean(address)
        except forms.ValidationError as error:
            refused = _("%s is not an email address.") % Truncator(address).chars(80)
            raise forms.ValidationError(refused) from error
    return typed
