"""Email addresses as people type or paste them, several at once."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from orgs.names.email_addresses import words_of_addresses

MOST_INVITED_AT_ONCE = 200
EMAIL = forms.EmailField(max_length=254)


def addresses(text: str) -> list[str]:
    """Return the email addresses in the text, in one spelling, each once; refuse what is none."""
    typed = words_of_addresses(text)
    if len(typed) > MOST_INVITED_AT_ONCE:
        raise forms.ValidationError(_("At most %s addresses at once.") % MOST_INVITED_AT_ONCE)
    for address in typed:
        try:
            EMAIL.clean(address)
        except forms.ValidationError as error:
            refused = _("%s is not an email address.") % Truncator(address).chars(80)
            raise forms.ValidationError(refused) from error
    return typed
