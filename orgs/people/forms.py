"""Forms about people: the grants that somebody gets, and who is invited."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.database.limits import LARGEST_ID
from orgs.models import Member, Unit
from orgs.permissions import ORGANIZATION_ROLES, Role
from orgs.units.picker import UnitField, offer_units

from .actions import GrantOffer
from .addresses import addresses
from .queries import PeopleFilter, PeopleState

NO_UNIT = gettext_lazy("no unit (owners and administrators)")


class GrantForm(forms.Form):
    """One grant: a role and, unless it holds for the organization, a unit."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        help_text=gettext_lazy(
            "Contributors and facilitators answer for the unit chosen below, and for no other."
        ),
    )
    unit = UnitField(
        label=gettext_lazy("Unit"),
        empty_label=NO_UNIT,
        help_text=gettext_lazy(
            "Owners and administrators hold no unit; every other role holds for a unit and all "
            "below it."
        ),
    )

    PAIRS: tuple[tuple[str, str], ...] = (("role", "unit"),)

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("role", Role.CONTRIBUTOR)
        for name, _unit in self.PAIRS:
            role: Any = self.fields[name]
            role.choices = [*role.choices, *roles_given_by(by)]
        offer_units(self, *[unit for _role, unit in self.PAIRS], organization=by.organization)

    def clean(self) -> dict[str, Any]:
        """Return the grant as `offer`; refuse a role that does not fit the unit."""
        cleaned = super().clean() or {}
        cleaned["offer"] = self.offer("role", "unit")
        return cleaned

    def offer(self, role_field: str, unit_field: str) -> GrantOffer | None:
        """Return what the two fields offer; None where they are empty or say why they are not."""
        if not self.cleaned_data.get(role_field) or unit_field not in self.cleaned_data:
            return None
        role, unit = Role(self.cleaned_data[role_field]), self.cleaned_data[unit_field]
        if misfit := misfit_of(role, unit):
            self.add_error(unit_field, misfit)
        return GrantOffer(role=role, unit=unit)


def _further_role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Further role"), choices=[("", gettext_lazy("none"))], required=False
    )


def _further_unit() -> UnitField:
    return UnitField(label=gettext_lazy("Unit"), empty_label=NO_UNIT)


class InviteForm(GrantForm):
    """Email addresses and the grants that they get: one, and up to two more."""

    emails = forms.CharField(
        label=gettext_lazy("Email addresses"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=60_000,
        help_text=gettext_lazy("One per line, or separated by commas."),
    )
    role_2, unit_2 = _further_role(), _further_unit()
    role_3, unit_3 = _further_role(), _further_unit()
    field_order = ["emails", "role", "unit"]

    FURTHER = (("role_2", "unit_2"), ("role_3", "unit_3"))
    PAIRS = (*GrantForm.PAIRS, *FURTHER)

    def clean_emails(self) -> list[str]:
        """Return the addresses, each once."""
        return addresses(str(self.cleaned_data["emails"]))

    def clean(self) -> dict[str, Any]:
        """Return the first grant as `offer` and the others as `further`."""
        cleaned = super().clean()
        offers = [self.offer(role, unit) for role, unit in self.FURTHER]
        cleaned["further"] = [offer for offer in offers if offer]
        return cleaned


class PeopleFilterForm(forms.Form):
    """What the people page is asked for; what cannot be read asks for nothing."""

    words = forms.CharField(label=gettext_lazy("Name or email"), required=False, max_length=150)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("any role")), *Role.choices],
        required=False,
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("members and invited")), *PeopleState.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def people_filter(self) -> PeopleFilter:
        """Return what was asked for."""
        self.is_valid()
        names = [field.name for field in fields(PeopleFilter)]
        return PeopleFilter(**{name: self.cleaned_data.get(name, "") for name in names})


class InvitationsForm(PeopleFilterForm):
    """What is done to several open invitations: to the ticked ones, or to all that fit a search."""

    change = forms.ChoiceField(choices=[("resend", "resend"), ("withdraw", "withdraw")])
    everything = forms.BooleanField(required=False)

    def chosen(self) -> list[int]:
        """Return the numbers of the ticked invitations; what is no number is left out."""
        data: Any = self.data
        ticked = [text for text in data.getlist("chosen") if text.isascii() and text.isdigit()]
        return [number for number in map(int, ticked) if number <= LARGEST_ID]


def roles_given_by(by: Member) -> list[tuple[str, str]]:
    """Return the choices of roles that the member may give."""
    return [(role.value, str(role.label)) for role in Role if by.can_give(role)]


def misfit_of(role: Role, unit: Unit | None) -> str:
    """Return why the role does not go with the unit; empty where it does."""
    if role in ORGANIZATION_ROLES and unit:
        return _("This role holds for the whole organization: choose no unit.")
    if role not in ORGANIZATION_ROLES and not unit:
        return _("Choose the unit on which the role holds.")
    return ""
