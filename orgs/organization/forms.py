"""Forms of the orgs room: they check shape; the actions save."""

from typing import Any
from unicodedata import normalize

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs import currencies, time_zones
from orgs.accounts.forms import SecondFactorForm
from orgs.models import User
from orgs.names.appearance import NameField, complaint_about_name
from orgs.names.folding import visible
from orgs.people.invitation_list import WrittenRow
from orgs.people.typed_list import MOST_PEOPLE, written_rows
from orgs.units.forms import LONGEST_UNIT_NAME
from orgs.web.shown_forms import ShownForm

MOST_UNITS_AT_ONCE = 300


class PasswordForm(forms.Form):
    """A name and a password for a new person."""

    name = NameField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 8 characters, not a common word."),
        max_length=128,
        strip=False,
    )

    def clean_password(self) -> str:
        """Return the password once Django's validators accept it for this person."""
        password = str(self.cleaned_data["password"])
        validate_password(password, User(name=self.cleaned_data.get("name", "")))
        return password


class SetUpForm(PasswordForm):
    """The first page of an empty installation: owner, organization, first units, first people."""

    email = forms.EmailField(
        label=gettext_lazy("Your email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organization = NameField(
        label=gettext_lazy("Organization"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    units = forms.CharField(
        label=gettext_lazy("First units"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy(
            "One per line. Indent by two spaces to put a unit below the one above it."
        ),
    )
    people = forms.CharField(
        label=gettext_lazy("First people"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=60_000,
        help_text=gettext_lazy(
            "One per line: the email address, then the unit that the person answers for, such as "
            "“ana@example.com, Payments”. Add “, Facilitator” for whoever leads its session. "
            "Without a unit they answer for the first. Rows pasted from a spreadsheet work too."
        ),
    )
    field_order = ["name", "email", "password", "organization", "units", "people"]

    def clean_organization(self) -> str:
        """Return the name; refuse one that has no letter or digit to make an address of."""
        name = str(self.cleaned_data["organization"]).strip()
        if not slugify(name):
            raise forms.ValidationError(_("Use at least one letter from a to z, or a digit."))
        return name

    def clean_units(self) -> list[tuple[int, str]]:
        """Return (depth, name) a line; refuse a line that is deeper than the line above allows."""
        rows: list[tuple[int, str]] = []
        for number, line in enumerate(str(self.cleaned_data["units"]).splitlines(), start=1):
            if not line.strip():
                continue
            depth = _depth(line)
            if depth > (rows[-1][0] + 1 if rows else 0):
                raise forms.ValidationError(
                    _("Line %s is indented too far: it has no unit above it.") % number
                )
            if len(line.strip()) > LONGEST_UNIT_NAME:
                raise forms.ValidationError(
                    _("Line %(number)s is longer than %(longest)s characters.")
                    % {"number": number, "longest": LONGEST_UNIT_NAME}
                )
            if complaint := complaint_about_name(line):
                raise forms.ValidationError(
                    _("Line %(number)s: %(complaint)s") % {"number": number, "complaint": complaint}
                )
            rows.append((depth, normalize("NFC", line.strip())))
        if len(rows) > MOST_UNITS_AT_ONCE:
            raise forms.ValidationError(
                _("At most %s units here; add the others later.") % MOST_UNITS_AT_ONCE
            )
        return rows

    def clean_people(self) -> list[WrittenRow]:
        """Return a row for each person; what it names is looked up once the units are there."""
        rows = written_rows(str(self.cleaned_data["people"]))
        if len(rows) > MOST_PEOPLE:
            raise forms.ValidationError(_("At most %s people at once.") % MOST_PEOPLE)
        return rows

    def clean(self) -> dict[str, Any]:
        """Refuse people where there is no unit for them."""
        cleaned = super().clean() or {}
        if cleaned.get("people") and not cleaned.get("units"):
            self.add_error("units", _("People need a unit to join: add at least one."))
        return cleaned


class TypedNameForm(forms.Form):
    """A name typed out, to be sure that what is destroyed is meant."""

    name = forms.CharField(max_length=150)

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["name"].label = _("Type “%s” to go on") % wanted

    def clean_name(self) -> str:
        """Refuse any other name."""
        name = str(self.cleaned_data["name"]).strip()
        if visible(name) != visible(self.wanted):
            raise forms.ValidationError(_("That is not the name."))
        return name


class SettingsForm(ShownForm, SecondFactorForm):
    """What holds for the whole organization."""

    name = NameField(
        label=gettext_lazy("Name of the organization"),
        max_length=120,
        help_text=gettext_lazy("Its address, and links that were sent, stay as they are."),
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        choices=currencies.choices,
        help_text=gettext_lazy(
            "Your own amounts are shown in it. Changing it converts nothing: an amount that was "
            "entered keeps its number. What published sources say stays in US dollars."
        ),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones.choices,
        required=False,
        help_text=gettext_lazy(
            "Rounds open and close, evidence expires and actions are overdue by its days, for "
            "everybody at the same moment. Each person reads times in their own."
        ),
    )
    field_order = ["name", "currency", "time_zone", "required"]


def _depth(line: str) -> int:
    line = line.expandtabs(2)
    return (len(line) - len(line.lstrip())) // 2
