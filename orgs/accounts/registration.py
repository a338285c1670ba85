"""Signing up and founding an organization, where the installation's operator opened both."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.models import User
from orgs.names.appearance import NameField

LONGEST_ADDRESS = 60


class SignUpFields(forms.Form):
    """What a new person says beside address and password; allauth's form is made from it."""

    name = NameField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name of the person who has just been made."""
        User.objects.filter(pk=user.pk).update(name=self.cleaned_data["name"])
        user.name = self.cleaned_data["name"]


class FoundForm(forms.Form):
    """A new organization's name and address."""

    name = NameField(
        label=gettext_lazy("Organization"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    address = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_ADDRESS,
        required=False,
        help_text=gettext_lazy("As in /o/address/. Empty: made from the name. It does not change."),
    )

    def clean(self) -> dict[str, Any]:
        """Make the address from the name where none is given; refuse a name that yields none."""
        cleaned = super().clean() or {}
        named = cleaned.get("address") or slugify(cleaned.get("name", ""))[:LONGEST_ADDRESS]
        if cleaned.get("name") and not named and "address" not in self.errors:
            self.add_error("address", _("Use at least one letter from a to z, or a digit."))
        cleaned["address"] = named.lower()
        return cleaned
